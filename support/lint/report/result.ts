import { type Answered, exitCodeOf as codeOf, type Demands } from '../../findings/answer.ts';
import type { RulesMode } from '../../rules/types.ts';
import type { Suppression } from '../suppressions.ts';
import type { LintedJob, ReadRequest, SkippedPart } from '../types.ts';

/** A request with its jobs. */
export interface LintedRequest {
  readonly request: ReadRequest;
  /** None where what it defines is elsewhere. */
  readonly jobs: readonly LintedJob[];
  /** The answer for what is defined elsewhere; absent where its definition was judged with another request. */
  readonly elsewhere?: Answered;
  /** The outcome of the template's conditions that this is the answer for: `if IsProd`. */
  readonly under?: string;
}

/** All that `lint` has to report. */
export interface LintResult extends Demands {
  readonly files: readonly string[];
  readonly requests: readonly LintedRequest[];
  /** What is not judged. */
  readonly skipped: readonly SkippedPart[];
  /** Files of folders that are nothing that lint knows: counted, not named. */
  readonly foreign?: number;
  /** Exceptions in documents that nothing called for. */
  readonly unmatched?: readonly Suppression[];
  readonly rules: RulesMode;
  readonly strict: boolean;
  /** What the network was read from; absent when there was none. */
  readonly network?: string;
}

export const jobsIn = ({ requests }: LintResult): readonly LintedJob[] => requests.flatMap(({ jobs }) => jobs);

/** One for each job, for each definition that is elsewhere, and for each text that cannot be read. */
export function answersIn({ requests, skipped }: LintResult): readonly Answered[] {
  return [
    ...requests.flatMap(({ jobs, elsewhere }) => [
      ...jobs.map(({ answered }) => answered),
      ...(elsewhere ? [elsewhere] : []),
    ]),
    ...skipped.filter(({ kind }) => kind === 'unreadable').map(unreadable),
  ];
}

/** What a text asks for that cannot be read is unknown. */
export const unreadable = ({ text }: SkippedPart): Answered => ({ answer: 'not shown', because: [text] });

/** 1 when an answer is a failure; with `requireShown` also when something is not shown. */
export const exitCodeOf = (result: LintResult): 0 | 1 => {
  const requests = result.requests.map((one) => ({ ...one, jobs: one.jobs.filter(({ excepted }) => !excepted) }));
  const answers = answersIn({ ...result, requests });
  return answers.length === 0 ? 0 : codeOf(answers, result);
};
