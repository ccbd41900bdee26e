import type { Answer } from '../../findings/answer.ts';
import type { RulesMode } from '../../rules/types.ts';
import type { BaselineResult } from '../baselines/types.ts';
import type { PlannedAttempt } from '../config/plan.ts';
import { describeIsolation, type Isolation } from '../isolation/types.ts';
import { byWorst, markOfVerdict, type VerdictMark } from '../mark.ts';
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
  /** `2/3`: the second of three parts of what was to be tried. Absent when it is whole. */
  readonly shard?: string;
  /** Exceptions that nothing called for. */
  readonly unmatched: readonly Exception[];
  readonly interrupted: boolean;
  /** Situations that the configuration leaves out, and why. */
  readonly leftOut?: readonly { readonly wrapper: string; readonly situation: string; readonly reason: string }[];
  /** What is not shown fails. Default: it is counted. */
  readonly requireShown?: boolean;
  /** Requests that may be approved are. */
  readonly update?: boolean;
}

/** How an attempt ended, for a count and a cell of a matrix. */
export type Standing = WrapperVerdict['outcome'] | 'interrupted' | 'not started';

export function standingOf({ attempt, verdict }: CheckedAttempt): Standing {
  const { ending } = attempt.command;
  return ending === 'interrupted' || ending === 'not started' ? ending : verdict.outcome;
}

/** Where nothing was shown, for whatever reason. */
export const UNSHOWN: readonly Standing[] = ['not shown', 'not started', 'interrupted'];

/** What stands before an attempt everywhere. What did not run to its end is never a tick. */
export function markOfAttempt(checked: CheckedAttempt): VerdictMark {
  const standing = standingOf(checked);
  return standing === 'interrupted' || standing === 'not started' ? '?' : markOfVerdict(checked.verdict);
}

/** The word for it: the answer, or that nothing was shown. */
export const answerOfAttempt = (checked: CheckedAttempt): Answer =>
  ['interrupted', 'not started'].includes(standingOf(checked)) ? 'not shown' : checked.verdict.answer.answer;

/** What failed first, the worst answer first among those alike. */
export const worstFirst = (attempts: readonly CheckedAttempt[]): readonly CheckedAttempt[] =>
  attempts.toSorted((a, b) => byWorst(a.verdict, b.verdict));

export function countOf({ attempts }: CheckResult, ...standings: readonly Standing[]): number {
  return attempts.filter((one) => standings.includes(standingOf(one))).length;
}

/** 0: nothing failed. 1: something did. 2: nothing could be started at all. 130: Ctrl-C. */
export function exitCodeOf(result: CheckResult): 0 | 1 | 2 | 130 {
  if (result.interrupted) return 130;
  if (countOf(result, 'failed') > 0) return 1;
  if (result.attempts.length > 0 && countOf(result, 'not started') === result.attempts.length) return 2;
  return result.requireShown && countOf(result, ...UNSHOWN) > 0 ? 1 : 0;
}

/** What was in force, each kind once: of several, the weaker first. */
export function isolationsOf({ attempts }: Pick<CheckResult, 'attempts'>): readonly Isolation[] {
  const kinds = new Map(attempts.map(({ attempt: { isolation } }) => [describeIsolation(isolation), isolation]));
  const all = [...kinds.values()];
  return [...all.filter(({ kind }) => kind === 'environment'), ...all.filter(({ kind }) => kind === 'kernel')];
}

/** `isolation: kernel: …`, a line for each that was in force, and what would allow the kernel. */
export function isolationLines(result: Pick<CheckResult, 'attempts'>): readonly string[] {
  return isolationsOf(result).map((isolation) => {
    const fix =
      isolation.kind === 'environment' && isolation.fix !== undefined ? `; to allow it: ${isolation.fix}` : '';
    return `Isolation: ${describeIsolation(isolation)}${fix}`;
  });
}

/** `embedded engine, documented rules` */
export function surroundingsOf({ engine, rules, strict, shard }: CheckResult): string {
  const part = shard === undefined ? '' : `, shard ${shard}`;
  const answers = engine.name === 'embedded' ? 'embedded engine' : `${engine.name} engine (${engine.description})`;
  return `${answers}, ${rules} rules${strict ? ', strict' : ''}${part}`;
}

/** One value for each, in the order in which they first come. */
export const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
