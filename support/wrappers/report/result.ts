import type { RulesMode } from '../../rules/types.ts';
import type { BaselineResult } from '../baselines/types.ts';
import type { PlannedAttempt } from '../config/plan.ts';
import type { Attempt, Exception, WrapperVerdict } from '../types.ts';

/** One wrapper that was tried in one situation, and what came of it. */
export interface CheckedAttempt {
  readonly planned: PlannedAttempt;
  readonly attempt: Attempt;
  /** With exceptions, and with the findings of the comparison with a baseline. */
  readonly verdict: WrapperVerdict;
  readonly baseline?: BaselineResult;
}

/** All that `check` has to report. */
export interface CheckResult {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly engine: { readonly name: string; readonly description: string };
  readonly rules: RulesMode;
  readonly strict: boolean;
  /** Absolute. Absent when a command was given on the command line. */
  readonly configFile?: string;
  /** In the order planned; not those that an interruption left untried. */
  readonly attempts: readonly CheckedAttempt[];
  /** How many were planned. */
  readonly planned: number;
  /** Exceptions that nothing called for. */
  readonly unmatched: readonly Exception[];
  readonly interrupted: boolean;
}

/** How an attempt ended, for a count and a cell of a matrix. */
export type Standing = WrapperVerdict['outcome'] | 'interrupted' | 'not started';

export function standingOf({ attempt, verdict }: CheckedAttempt): Standing {
  const { ending } = attempt.command;
  return ending === 'interrupted' || ending === 'not started' ? ending : verdict.outcome;
}

export function countOf({ attempts }: CheckResult, ...standings: readonly Standing[]): number {
  return attempts.filter((one) => standings.includes(standingOf(one))).length;
}

/** 0: everything as expected, or excepted. 1: something is broken. 2: a command could not be started. 130: Ctrl-C. */
export function exitCodeOf(result: CheckResult): 0 | 1 | 2 | 130 {
  if (result.interrupted) return 130;
  if (countOf(result, 'failed') > 0) return 1;
  return countOf(result, 'not started') > 0 ? 2 : 0;
}

/** `embedded engine, documented rules` */
export function surroundingsOf({ engine, rules, strict }: CheckResult): string {
  const answers = engine.name === 'embedded' ? 'embedded engine' : `${engine.name} engine (${engine.description})`;
  return `${answers}, ${rules} rules${strict ? ', strict' : ''}`;
}

/** One value for each, in the order in which they first come. */
export const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
