import type { Engine } from '../engines/engine.ts';
import type { Service, ServiceResponse } from '../protocol/service.ts';
import type { Body } from './body.ts';
import { type Envelope, operationOf, refusal } from './refusal.ts';
import type { Scope } from './scope.ts';

export interface Answering {
  readonly services: readonly Service[];
  readonly engine: Engine;
}

/** Hands a request to what answers its service; says so when nothing here does. Never rejects. */
export async function dispatch(
  request: Envelope,
  scope: Scope | undefined,
  answering: Answering,
): Promise<ServiceResponse> {
  if (scope === undefined) return refusal(request, 403, 'MissingAuthenticationToken', unsigned(request));
  const { requestId, method, path, body } = request;
  const headers = scope.service === 's3' ? request.headers : inflated(request.headers, body);
  const forwarded = { caller: scope.caller, requestId, method, path, headers, body };
  const service = answering.services.find(({ name }) => name === scope.service);
  try {
    if (service !== undefined) return await service.handle(forwarded);
    const { engine } = answering;
    if (engine.upstream !== undefined || engine.services.includes(scope.service)) {
      return await engine.handle(scope.service, forwarded);
    }
  } catch (error) {
    // Services never reject; should one, the client still gets an answer, and the fault is not hidden.
    const trace = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`train-encrypt: fault while answering ${scope.service}: ${trace}\n`);
    return refusal(request, 500, 'InternalFailure', 'this is a fault of train-encrypt itself; its log has the trace.');
  }
  return notHere(request, scope, answering);
}

/** The answer to a request whose body could not be taken in. */
export function refuseBody(
  request: Envelope,
  kind: Exclude<Body['kind'], 'whole' | 'aborted'>,
  limit: number,
): ServiceResponse {
  switch (kind) {
    case 'too-large': {
      const text = `the body is larger than ${limit} bytes, the most that is read here.`;
      return refusal(request, 413, 'RequestEntityTooLarge', text);
    }
    case 'not-gzip':
      return refusal(request, 400, 'SerializationException', 'the body says it is gzip, and is not.');
    case 'unknown-encoding': {
      const encoding = JSON.stringify(request.headers['content-encoding']);
      return refusal(request, 415, 'UnsupportedMediaType', `bodies encoded as ${encoding} are not read here; gzip is.`);
    }
  }
}

function notHere(request: Envelope, scope: Scope, { services, engine }: Answering): ServiceResponse {
  const here = [...services.map(({ name }) => name), ...engine.services].join(', ');
  const operation = operationOf(request) ?? `${request.method} ${request.path.split('?', 1)[0]?.slice(0, 100)}`;
  const text =
    `${scope.service} ${operation} is not answered by the ${engine.name} engine, only ${here}. ` +
    `LocalStack would answer it: give the client of ${scope.service} an endpoint of its own there.`;
  const answer = refusal(request, 501, 'NotImplemented', text);
  return { ...answer, call: { ...answer.call, operation } };
}

function unsigned(request: Envelope): string {
  const what = request.headers.authorization === undefined ? 'is not signed' : 'has a signature that cannot be read';
  return (
    `the request ${what}, so neither its service nor its account is known. ` +
    'Give the client any access key id and secret: a key id of 12 digits is the account.'
  );
}

/** The headers that go with a body which was inflated on its way in. */
function inflated(headers: Readonly<Record<string, string>>, body: Uint8Array): Readonly<Record<string, string>> {
  if (headers['content-encoding']?.trim().toLowerCase() !== 'gzip') return headers;
  const { 'content-encoding': _gone, ...rest } = headers;
  return { ...rest, 'content-length': String(body.length) };
}
