import type { BaselineOptions } from './types.ts';

/** A command that was ended sent less than it would have; what failed is to be fixed, not to be approved. */
export const isApprovable = ({ attempt, verdict }: Pick<BaselineOptions, 'attempt' | 'verdict'>): boolean =>
  attempt.command.ending === 'exited' && verdict?.outcome !== 'failed';
