import type { CallRecord } from '../protocol/service.ts';
import { type Envelope, formOf } from './refusal.ts';

/**
 * Services whose requests are kept as they came when nothing here read them: they may define jobs. Others may hold
 * secrets.
 */
const KEPT = new Set(['sagemaker', 'states']);

/**
 * What the journal keeps of a call that nothing here read, because it was struck by a fault or is of an operation that
 * is not simulated: its input as sent, without nulls, which in JSON requests stand for what was left out.
 */
export function withInput(call: CallRecord, request: Envelope): CallRecord {
  if (call.input !== undefined || request.service === undefined || !KEPT.has(request.service)) return call;
  if (call.error?.code === 'SerializationException' || formOf(request) !== 'json') return call;
  const input = parse(request.body);
  return input === undefined ? call : { ...call, input };
}

function parse(body: Uint8Array): unknown {
  try {
    const input: unknown = JSON.parse(Buffer.from(body).toString('utf8'), (_, value) => value ?? undefined);
    return typeof input === 'object' ? input : undefined;
  } catch {
    return undefined;
  }
}
