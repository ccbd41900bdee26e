import type { RulesMode } from '../../rules/types.ts';
import type { LintedJob, ReadRequest } from '../types.ts';

/** A request with its jobs; none where it names what was defined elsewhere. */
export interface LintedRequest {
  readonly request: ReadRequest;
  readonly jobs: readonly LintedJob[];
}

/** All that `lint` has to report. */
export interface LintResult {
  readonly files: readonly string[];
  readonly requests: readonly LintedRequest[];
  readonly rules: RulesMode;
  readonly strict: boolean;
  /** What the network was read from; absent when there was none. */
  readonly network?: string;
}

export const jobsIn = ({ requests }: LintResult): readonly LintedJob[] => requests.flatMap(({ jobs }) => jobs);

/** 1 when something is broken. What cannot be decided from a document does not fail it. */
export const exitCodeOf = (result: LintResult): 0 | 1 =>
  jobsIn(result).some(({ outcome }) => outcome === 'broken') ? 1 : 0;
