import { type Case, casesOf } from './cases.ts';
import { type Judgement, judgeViolating, refusalOfBoundary } from './judge.ts';
import type { Send } from './send.ts';

export interface Outcome {
  readonly case: Case;
  /** `undefined`: no value breaks the constraint. */
  readonly violating: Judgement | undefined;
  /** Whether the request at the edge was accepted; `undefined`: there was none. */
  readonly boundary: { readonly accepted: boolean; readonly reason?: string } | undefined;
}

/** Sends what breaks each constraint of these operations, and what just does not. */
export async function run(operations: readonly string[], send: Send): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const operation of operations) {
    for (const one of casesOf(operation)) outcomes.push(await tryOut(one, send));
  }
  return outcomes;
}

async function tryOut(one: Case, send: Send): Promise<Outcome> {
  const { operation, violating, boundary } = one;
  return {
    case: one,
    violating: violating && judgeViolating(await send(operation, violating.input), violating.expected),
    boundary: boundary === undefined ? undefined : judgeBoundary(refusalOfBoundary(await send(operation, boundary))),
  };
}

function judgeBoundary(reason: string | undefined): NonNullable<Outcome['boundary']> {
  return reason === undefined ? { accepted: true } : { accepted: false, reason };
}
