import type { Attempt, WrapperVerdict } from '../types.ts';

export { describeWrapperVerdict } from './describe.ts';

/** Judges an attempt by what was sent on the wire, by how the command ended, and by nothing else. Pure. */
export function judgeAttempt({ wrapper, situation }: Attempt): WrapperVerdict {
  const { id, expectation } = situation;
  return { wrapper, situation: id, expectation, outcome: 'failed', did: 'not judged', sent: [], findings: [] };
}
