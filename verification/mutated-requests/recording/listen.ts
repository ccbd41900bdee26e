import { buffer } from 'node:stream/consumers';
import type { WireRequest } from '../wire.ts';

/** As far as the clients have it in common. */
interface Client {
  readonly middlewareStack: {
    add(middleware: unknown, options: { readonly step: 'deserialize'; readonly priority: 'low' }): void;
    remove(middleware: unknown): boolean;
  };
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Arguments {
  readonly request: Sent;
}

/** Headers of the transport's framing, which the sender adds again. */
const OF_THE_TRANSPORT = new Set(['content-length', 'transfer-encoding']);

/** Keeps every request of a client as it goes over the wire, until it is disposed of. */
export function listenTo(client: unknown, service: string, requests: WireRequest[]): Disposable {
  const { middlewareStack } = client as Client;
  const middleware =
    (next: (args: Arguments) => unknown, context: { commandName?: string }) => async (args: Arguments) => {
      const body = await bytesOf(args.request.body);
      const { method, headers } = args.request;
      const kept = Object.entries(headers).filter(([name]) => !OF_THE_TRANSPORT.has(name.toLowerCase()));
      requests.push({
        service,
        operation: (context.commandName ?? '').replace(/Command$/, ''),
        method,
        path: addressOf(args.request),
        headers: Object.fromEntries(kept),
        body,
      });
      // A stream has been read, and is sent as what was in it.
      if (isStream(args.request.body)) Object.assign(args.request, { body });
      return next(args);
    };
  // The last step that sees a request: it is signed by then.
  middlewareStack.add(middleware, { step: 'deserialize', priority: 'low' });
  return { [Symbol.dispose]: () => void middlewareStack.remove(middleware) };
}

function addressOf({ path, query = {} }: Sent): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value]
      .flat()
      .map((one) =>
        one === null ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(one as string)}`,
      ),
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

async function bytesOf(body: unknown): Promise<Buffer> {
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return isStream(body) ? buffer(body) : Buffer.alloc(0);
}
