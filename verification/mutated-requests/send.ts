import { type Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { MutatedRequest, WireAnswer } from './wire.ts';

export interface Sender {
  /** Of the harness. */
  readonly url: string;
  readonly agent: Agent;
  /** Milliseconds until an answer must be there. */
  readonly bound: number;
}

/**
 * Sends a request. Resolves to all answers: one, but for raw bytes, which may be several requests or none, and whose
 * connection may be closed without a word. Rejects when the bound has passed, or the connection broke.
 */
export function send(request: MutatedRequest, sender: Sender): Promise<readonly WireAnswer[]> {
  return request.raw === undefined
    ? sendRequest(request, sender).then((answer) => [answer])
    : sendRaw(request.raw, sender);
}

async function sendRequest({ method, path, headers, body }: MutatedRequest, { url, agent, bound }: Sender) {
  const started = performance.now();
  const { hostname, port } = new URL(url);
  return new Promise<WireAnswer>((resolve, reject) => {
    const outgoing = httpRequest(
      {
        hostname,
        port,
        method,
        path,
        agent,
        headers: { ...headers, 'content-length': body.length },
        signal: AbortSignal.timeout(bound),
      },
      (incoming) => {
        buffer(incoming).then((bytes) => {
          const milliseconds = performance.now() - started;
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: bytes.toString(),
            milliseconds,
          });
        }, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function sendRaw(bytes: Buffer, { url, bound }: Sender): Promise<readonly WireAnswer[]> {
  const started = performance.now();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    socket.destroy();
  }, bound);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
  // A client that sends nonsense may be hung up on while it still sends.
  socket.on('error', () => {});
  socket.end(bytes);
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  clearTimeout(timer);
  if (late) throw new Error(`the connection was neither answered nor closed within ${bound} ms`);
  return answersIn(Buffer.concat(chunks), performance.now() - started);
}

/** Reads answers that all say how long they are. */
function answersIn(bytes: Buffer, milliseconds: number): readonly WireAnswer[] {
  const answers: WireAnswer[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const end = rest.indexOf('\r\n\r\n');
    const [line = '', ...lines] = rest.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]);
    if (end < 0 || Number.isNaN(status))
      throw new Error(`an answer that is not HTTP: ${rest.toString('latin1').slice(0, 200)}`);
    const headers = Object.fromEntries(
      lines.map((header) => [header.split(':')[0]?.toLowerCase(), header.replace(/^[^:]*:\s*/, '')]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const body = rest.subarray(end + 4, end + 4 + length).toString();
    if (status >= 200) answers.push({ status, headers, body, milliseconds });
    rest = rest.subarray(end + 4 + length);
  }
  return answers;
}
