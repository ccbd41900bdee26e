import type { ServiceResponse } from '../../protocol/service.ts';
import { type Envelope, type Form, formOf, operationOf, refusal } from '../refusal.ts';
import type { Strike } from './faults.ts';

/** The operation of a call: by its name, or by method and path for services that are REST. */
export function operationNamed(request: Envelope): string {
  return operationOf(request) ?? `${request.method} ${request.path.split('?', 1)[0]?.slice(0, 200)}`;
}

/**
 * The answer to a call that faults struck: theirs, or what `answer` gives where they only hold it up. Where the
 * connection is to be reset, `answer` is asked only if the operation is to be carried out before that.
 */
export async function answerStruck(
  request: Envelope,
  strike: Strike,
  answer: () => Promise<ServiceResponse>,
): Promise<ServiceResponse> {
  const { ends } = strike;
  if (ends === undefined) return answer();
  const why = `as ${strike.by.at(-1)?.id} asks (${strike.by.at(-1)?.text})`;
  if (ends.fault === 'reset') {
    const answered = ends.when === 'before' || ends.when === undefined ? emptyAnswer(request) : await answer();
    const error = { code: 'ConnectionReset', message: `train-encrypt: the connection was reset, ${why}` };
    return { ...answered, call: { ...answered.call, error } };
  }
  const { status, code } = ERRORS[ends.fault](formOf(request));
  const answered = refusal(request, status, code, `${WORDS[ends.fault]}, ${why}`);
  return { ...answered, call: { operation: operationNamed(request), ...answered.call } };
}

function emptyAnswer(request: Envelope): ServiceResponse {
  return { status: 0, headers: {}, body: '', call: { operation: operationNamed(request) } };
}

/** Codes and statuses are those that SDKs know and try again after; the words are ours. */
const ERRORS: Readonly<Record<'throttle' | '500' | '503', (form: Form) => { status: number; code: string }>> = {
  throttle: (form) => THROTTLED[form],
  500: (form) => ({ status: 500, code: form === 'rest-xml' ? 'InternalError' : 'InternalFailure' }),
  503: () => ({ status: 503, code: 'ServiceUnavailable' }),
};

const THROTTLED: Readonly<Record<Form, { status: number; code: string }>> = {
  json: { status: 400, code: 'ThrottlingException' },
  ec2: { status: 503, code: 'RequestLimitExceeded' },
  query: { status: 400, code: 'Throttling' },
  'rest-xml': { status: 503, code: 'SlowDown' },
};

const WORDS = {
  throttle: 'this call was throttled',
  500: 'this call failed',
  503: 'the service is not there for this call',
} as const;
