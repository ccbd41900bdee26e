import type { ServiceResponse } from '../../protocol/service.ts';
import { type Envelope, type Form, formOf, operationOf, refusal } from '../refusal.ts';
import type { Strike } from './faults.ts';

/** The operation of a call: by its name, or by method and path for services that are REST. */
export function operationNamed(request: Envelope): string {
  return operationOf(request) ?? `${request.method} ${request.path.split('?', 1)[0]?.slice(0, 200)}`;
}

/**
 * The answer that a fault gives in place of the operation's. Undefined where the operation is carried out all the same:
 * nothing struck, the answer is only slow, or the connection is reset afterwards.
 */
export function faultAnswer(request: Envelope, strike: Strike): ServiceResponse | undefined {
  const { ends } = strike;
  if (ends === undefined) return undefined;
  const operation = operationNamed(request);
  if (ends.fault === 'reset') {
    const before = ends.when === undefined || ends.when === 'before';
    return before ? { status: 0, headers: {}, body: '', call: { operation } } : undefined;
  }
  const { status, code } = ERRORS[ends.fault](formOf(request));
  const answered = refusal(request, status, code, `${WORDS[ends.fault]}, ${because(strike)}`);
  return { ...answered, call: { ...answered.call, operation } };
}

/** What the journal keeps of a call: its answer, unless the client was not let to see it. */
export function callOf({ status, call }: Pick<ServiceResponse, 'status' | 'call'>, strike: Strike) {
  if (strike.ends?.fault !== 'reset') return { status, call };
  const message = `train-encrypt: the connection was reset, ${because(strike)}`;
  return { status: 0, call: { ...call, error: { code: 'ConnectionReset', message } } };
}

function because({ by }: Strike): string {
  const last = by.at(-1);
  return `as ${last?.id} asks (${last?.text})`;
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
