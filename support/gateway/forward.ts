import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Engine, Upstream } from '../engines/engine.ts';
import { passedOn } from '../engines/upstream/headers.ts';
import { open } from '../engines/upstream/http.ts';
import type { CallRecord, Service } from '../protocol/service.ts';
import { drain } from './body.ts';
import { type Envelope, operationOf, refusal } from './refusal.ts';
import type { Scope } from './scope.ts';

/** What a request that was streamed came to, for the journal. */
export interface Streamed {
  readonly status: number;
  readonly call: CallRecord;
}

/** Milliseconds without a byte after which a stream is given up. */
const SILENCE_MS = 120_000;
/** Bytes of an error's document in which its code is looked for. */
const ERROR_BYTES = 4_096;
/** Bytes that a client whose request has failed may still send. */
const LEFT_BYTES = 8 * 1024 * 1024;

/**
 * Where a request is streamed to as it arrives: what nothing here answers, and may be as large as an object of S3. Forms
 * are small and tell their operation; they take the way of all others.
 */
export function streamsTo(
  { service }: Scope,
  headers: Readonly<Record<string, string>>,
  { services, engine }: { readonly services: readonly Service[]; readonly engine: Engine },
): Upstream | undefined {
  if (service === 'ec2' || services.some(({ name }) => name === service)) return undefined;
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? undefined : engine.upstream;
}

/**
 * Streams a request to the upstream and its answer back, with account, region and host as the client gave them.
 * Never rejects. Resolves to undefined when the client went away.
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  envelope: Envelope,
  { caller }: Scope,
  upstream: Upstream,
): Promise<Streamed | undefined> {
  const operation = operationOf(envelope) ?? `${envelope.method} ${envelope.path.split('?', 1)[0]?.slice(0, 200)}`;
  const outgoing = open(upstream.url, {
    agent: false,
    method: envelope.method,
    path: envelope.path,
    headers: { ...passedOn(request.headers), ...lengthOf(request), ...upstream.accountHeaders(caller) },
  });
  const answered = answerOf(outgoing);
  let brokeOff = false;
  let clientGone = false;
  const gone = () => {
    clientGone = !brokeOff;
    outgoing.destroy();
  };
  response.once('close', gone);
  request.once('error', gone).pipe(outgoing);
  try {
    const answer = await answered;
    answer.once('error', () => {
      brokeOff = true;
    });
    response.statusCode = answer.statusCode ?? 502;
    for (const [name, value] of Object.entries(passedOn(answer.headers))) response.setHeader(name, value);
    const error = errorIn(answer);
    await pipeline(answer, response);
    const found = error();
    return { status: response.statusCode, call: { operation, ...(found && { error: found }) } };
  } catch (error) {
    request.unpipe(outgoing);
    if (clientGone) return undefined;
    const message = await upstream.lost(error as Error);
    const refused = refusal(envelope, 503, 'ServiceUnavailable', message);
    const call = { ...refused.call, operation };
    // An answer that has begun cannot be taken back: its client sees it break off.
    if (response.headersSent) response.destroy();
    else {
      for (const [name, value] of Object.entries(refused.headers)) response.setHeader(name, value);
      response.statusCode = refused.status;
      response.write(refused.body);
      await drain(request, LEFT_BYTES);
      response.end();
    }
    return { status: refused.status, call };
  } finally {
    response.off('close', gone);
    request.off('error', gone);
  }
}

/** A request without a body says so, or Node would send an empty one in chunks. */
function lengthOf({ headers, method = '' }: IncomingMessage): Record<string, string> {
  const without = headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
  return without && !['GET', 'HEAD'].includes(method) ? { 'content-length': '0' } : {};
}

function answerOf(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
    outgoing.setTimeout(SILENCE_MS, () => {
      outgoing.destroy(new Error(`nothing came for ${SILENCE_MS / 1_000} seconds`));
    });
  });
}

/** Reads along in an error's answer; the code and text are there once it is through. */
function errorIn(answer: IncomingMessage): () => CallRecord['error'] {
  if ((answer.statusCode ?? 0) < 400) return () => undefined;
  let text = '';
  answer.on('data', (chunk: Buffer) => {
    if (text.length < ERROR_BYTES) text += chunk.toString('utf8');
  });
  return () => {
    const header = answer.headers['x-amzn-errortype'];
    const named = typeof header === 'string' ? header : undefined;
    const code = named ?? /<Code>([^<]+)<|"(?:__type|code)"\s*:\s*"([^"]+)"/i.exec(text)?.slice(1).find(Boolean);
    const message = /<Message>([^<]*)<|"message"\s*:\s*"([^"]*)"/i.exec(text)?.slice(1).find(Boolean);
    // An answer to HEAD has nothing but its status.
    return { code: code ?? String(answer.statusCode), message: message ?? '' };
  };
}
