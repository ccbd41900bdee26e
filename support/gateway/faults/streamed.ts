import type { IncomingMessage, ServerResponse } from 'node:http';
import { drain } from '../body.ts';
import type { Streamed } from '../forward.ts';
import type { Envelope } from '../refusal.ts';
import { send } from '../send.ts';
import { callOf, faultAnswer, operationNamed } from './answer.ts';
import { reset } from './connection.ts';
import type { Strike } from './faults.ts';

/** Bytes that a client whose request is not taken may still send. */
const LEFT_BYTES = 8 * 1024 * 1024;

/**
 * Ends a call that faults struck before anything of it was streamed to the engine. `onAnswer` hears of it once the
 * answer is written: the client may go on while the rest of its request is still read.
 */
export async function endStreamed(
  request: IncomingMessage,
  response: ServerResponse,
  envelope: Envelope,
  strike: Strike,
  onAnswer: (streamed: Streamed) => void,
): Promise<void> {
  const answered = faultAnswer(envelope, strike);
  const seen = callOf(answered ?? { status: 0, call: { operation: operationNamed(envelope) } }, strike);
  if (answered === undefined || strike.ends?.fault === 'reset') {
    await reset(response);
    onAnswer(seen);
  } else {
    send(response, answered, false);
    onAnswer(seen);
    await drain(request, LEFT_BYTES);
    response.end();
  }
}
