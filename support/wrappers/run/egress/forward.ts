import { once } from 'node:events';
import { type Agent, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { pathAt } from './hosts.ts';

export interface Target {
  /** The one endpoint. */
  readonly endpoint: URL;
  readonly agent: Agent;
  /** The account whose calls these are, whatever keys they are signed with. */
  readonly account?: string;
}

/** Headers that are between two neighbours only, and those that the next connection makes again. */
const HOP = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authorization',
  'te',
  'upgrade',
  'expect',
  'host',
]);

/** Hands a request for `host` to the endpoint and streams its answer back. Never rejects. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  host: string,
  path: string,
  { endpoint, agent, account }: Target,
): Promise<void> {
  const own = (text: string) => (account === undefined ? text : ofAccount(text, account));
  const headers = request.rawHeaders.flatMap((name, index, all) => {
    if (index % 2 === 1 || HOP.has(name.toLowerCase())) return [];
    const value = all[index + 1] ?? '';
    return [name, name.toLowerCase() === 'authorization' ? own(value) : value];
  });
  const onward = send({
    agent,
    host: endpoint.hostname.replace(/^\[|\]$/g, ''),
    port: endpoint.port || 80,
    method: request.method,
    path: own(pathAt(host, path)),
    headers: [...headers, 'Host', endpoint.host],
  });
  const answered = once(onward, 'response') as Promise<[IncomingMessage]>;
  response.once('close', () => onward.destroy());
  // An answer may come before the request is at its end; what breaks off is reported by the answer, or its absence.
  pipeline(request, onward).catch(() => undefined);
  try {
    const [answer] = await answered;
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer.rawHeaders));
    await pipeline(answer, response);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end(`train-encrypt: its endpoint did not answer: ${(error as Error).message}\n`);
  }
}

function endToEnd(raw: readonly string[]): string[] {
  return raw.flatMap((name, index) =>
    index % 2 === 1 || HOP.has(name.toLowerCase()) ? [] : [name, raw[index + 1] ?? ''],
  );
}

/** A signature's credential with the account in place of its access key id; in a header or a presigned path. */
function ofAccount(text: string, account: string): string {
  return text.replace(/(\bCredential=)[\w-]+(?=\/|%2F)/, `$1${account}`);
}
