import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What a service answered, as far as a client reads it. */
export interface Answer {
  readonly status: number;
  /** The error's code, without its namespace; `undefined` when the answer names none. */
  readonly code: string | undefined;
  readonly message: string;
}

export type Send = (operation: string, input: unknown) => Promise<Answer>;

const LONGEST_WAIT = 30_000;

const CREDENTIAL = 'Credential=210987654321/20261101/eu-central-1/sagemaker/aws4_request';

/** Sends inputs as they are, over AwsJson 1.1, with a signature that no stub checks. Not with an SDK: it may refuse them. */
export function sendTo(url: string): Send & Disposable {
  const agent = new Agent({ keepAlive: true });
  const send: Send = async (operation, input) => {
    const body = Buffer.from(JSON.stringify(wire(input)));
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'content-length': body.length,
      'x-amz-target': `SageMaker.${operation}`,
      'x-amz-date': '20261101T000000Z',
      authorization: `AWS4-HMAC-SHA256 ${CREDENTIAL}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
    };
    const { status, answered } = await post(url, agent, headers, body);
    return read(status, answered);
  };
  return Object.assign(send, { [Symbol.dispose]: () => agent.destroy() });
}

type Headers = Readonly<Record<string, string | number>>;

interface Response {
  readonly status: number;
  readonly answered: string;
}

function post(url: string, agent: Agent, headers: Headers, body: Buffer): Promise<Response> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(LONGEST_WAIT);
    const outgoing = request(url, { method: 'POST', agent, headers, signal }, (incoming) => {
      text(incoming).then((answered) => resolve({ status: incoming.statusCode ?? 0, answered }), reject);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // A kept connection may be closed by the server just when it is used again.
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(post(url, agent, headers, body));
      else reject(error);
    });
    outgoing.end(body);
  });
}

function read(status: number, body: string): Answer {
  let parsed: { readonly __type?: unknown; readonly message?: unknown; readonly Message?: unknown } | null;
  try {
    parsed = JSON.parse(body || '{}');
  } catch {
    return { status, code: undefined, message: body };
  }
  const { __type, message, Message } = parsed ?? {};
  const code = typeof __type === 'string' ? __type.split('#').at(-1) : undefined;
  return { status, code, message: String(message ?? Message ?? '') };
}

/** Times are seconds, and bytes in Base64. */
function wire(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(wire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, wire(inner)]));
}
