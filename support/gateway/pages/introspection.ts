import type { IncomingMessage } from 'node:http';
import { withoutSecrets } from '../../text/callers-secrets.ts';
import { jsonText } from '../../text/shown.ts';
import { readBody } from '../body.ts';
import type { Refused } from '../guard.ts';
import { PageError } from './page-error.ts';

/** The gateway's own pages, beside what AWS clients ask: `/_train-encrypt/…`. */
export const PREFIX = '/_train-encrypt';

/** An answer of a page, ready to be written. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a page is asked. */
export interface PageRequest {
  /** What follows the page's name and a slash. */
  readonly rest: string | undefined;
  /** Of a parameter that is given twice, the last. */
  readonly query: Readonly<Record<string, string>>;
  /** JSON that came with it; undefined when nothing did. */
  readonly body: unknown;
}

/** What a page answers to a method, to be written as JSON; it throws `PageError`. */
export type Handler = (request: PageRequest) => unknown;

export interface Page {
  readonly GET?: Handler;
  readonly POST?: Handler;
  readonly DELETE?: Handler;
  /** Whether something may follow its name. */
  readonly nested?: boolean;
}

/** By name. */
export type Pages = Readonly<Record<string, Page>>;

/** Bytes of a request to a page. */
const BODY_BYTES = 1024 * 1024;

const METHODS = ['GET', 'POST', 'DELETE'] as const;

/** Answers a request below `/_train-encrypt`. Undefined when the client went away. */
export async function introspect(
  request: IncomingMessage,
  pages: Pages,
  refused: (request: IncomingMessage) => Refused | undefined,
): Promise<Answer | undefined> {
  try {
    return await answer(request, pages, refused);
  } catch (error) {
    if (!(error instanceof PageError)) {
      process.stderr.write(`train-encrypt: fault while answering ${request.url}: ${(error as Error).stack}\n`);
      return json(500, { error: 'train-encrypt: this is a fault of train-encrypt itself; its log has the trace' });
    }
    return json(error.status, { error: `train-encrypt: ${error.message}`, ...error.details }, error.headers);
  } finally {
    request.resume();
  }
}

async function answer(
  request: IncomingMessage,
  pages: Pages,
  refused: (request: IncomingMessage) => Refused | undefined,
): Promise<Answer | undefined> {
  const stranger = refused(request);
  if (stranger !== undefined) throw new PageError(403, stranger.text);
  const { name, rest, query } = partsOf(request.url ?? '');
  const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
  if (page === undefined || (rest !== undefined && !page.nested)) {
    const known = Object.keys(pages).map((known) => `${PREFIX}/${known}`);
    throw new PageError(404, 'there is no such page', { details: { pages: known } });
  }
  const method = METHODS.find((method) => method === (request.method === 'HEAD' ? 'GET' : request.method));
  const handler = method && page[method];
  if (handler === undefined) {
    const allowed = METHODS.filter((method) => page[method]).flatMap((m) => (m === 'GET' ? ['GET', 'HEAD'] : [m]));
    const text = `${PREFIX}/${name} is asked with ${allowed.join(', ')}`;
    throw new PageError(405, text, { headers: { allow: allowed.join(', ') } });
  }
  const body = method === 'POST' ? await jsonBody(request) : { value: undefined };
  if (body === undefined) return undefined;
  return json(200, await handler({ rest, query, body: body.value }));
}

/** Whether a path belongs to the gateway itself. */
export function isIntrospection(path: string): boolean {
  return path === PREFIX || path.startsWith(`${PREFIX}/`) || path.startsWith(`${PREFIX}?`);
}

function partsOf(path: string) {
  const [before = '', query = ''] = path.split(/\?(.*)/s, 2);
  const [name = '', ...rest] = before.slice(PREFIX.length + 1).split('/');
  return {
    name,
    rest: rest.length === 0 ? undefined : rest.join('/'),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** A page of another site can send text unasked, but not JSON. */
async function jsonBody(request: IncomingMessage): Promise<{ readonly value: unknown } | undefined> {
  if (isBodyless(request)) return { value: undefined };
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new PageError(415, 'send JSON, with the header Content-Type: application/json');
  }
  const body = await readBody(request, { limit: BODY_BYTES, decode: true });
  switch (body.kind) {
    case 'aborted':
      return undefined;
    case 'too-large':
      throw new PageError(413, `the body is larger than ${BODY_BYTES} bytes`, { headers: { connection: 'close' } });
    case 'whole':
      try {
        return { value: JSON.parse(Buffer.from(body.bytes).toString('utf8')) };
      } catch (error) {
        throw new PageError(400, `the body is not JSON: ${(error as Error).message}`);
      }
    default:
      throw new PageError(415, 'the body cannot be decoded; send it as it is, or as gzip');
  }
}

/** As `curl -X POST` sends it. What a browser sends in this form has an Origin, and was refused before. */
function isBodyless({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: `${jsonText(withoutSecrets(body), writable)}\n`,
  };
}

/** What calls and jobs hold that JSON has no word for. */
function writable(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  // A buffer comes here as what it says of itself.
  const raw = this[key];
  return raw instanceof Uint8Array ? Buffer.from(raw).toString('base64') : value;
}
