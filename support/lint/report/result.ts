import { type Answered, exitCodeOf as codeOf, type Demands } from '../../findings/answer.ts';
import type { RulesMode } from '../../rules/types.ts';
import type { LintedJob, ReadRequest, SkippedPart } from '../types.ts';

/** A request with its jobs. */
export interface LintedRequest {
  readonly request: ReadRequest;
  /** None where what it defines is elsewhere. */
  readonly jobs: readonly LintedJob[];
  /** The answer for what is defined elsewhere; absent where its definition was judged with another request. */
  readonly elsewhere?: Answered;
}

/** All that `lint` has to report. */
export interface LintResult extends Demands {
  readonly files: readonly string[];
  readonly requests: readonly LintedRequest[];
  /** What is not judged. */
  readonly skipped: readonly SkippedPart[];
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
  const answers = answersIn(result);
  return answers.length === 0 ? 0 : codeOf(answers, result);
};
