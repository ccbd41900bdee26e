import type { Dialect } from './dialect.ts';
import { type JudgeOptions, judgement } from './judge.ts';
import { tallies } from './tally.ts';

/** The whole question as one query. Its rows are `TallyRow`s; without an order. */
export const auditSql = (dialect: Dialect, options: JudgeOptions): string =>
  `WITH ${judgement(dialect, options)}\n${tallies('judged')}`;
