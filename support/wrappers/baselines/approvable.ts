import type { BaselineOptions } from './types.ts';

/** A command that was ended sent less than it would have; what failed is to be fixed, what is not shown to be shown. */
export const isApprovable = ({ attempt, verdict }: Pick<BaselineOptions, 'attempt' | 'verdict'>): boolean =>
  attempt.command.ending === 'exited' &&
  verdict?.outcome !== 'failed' &&
  verdict?.findings.every(({ outcome, exception }) => outcome !== 'not shown' || exception !== undefined) !== false;
