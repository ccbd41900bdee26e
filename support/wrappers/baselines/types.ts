import type { WrapperFinding } from '../../findings/finding.ts';
import type { Attempt, WrapperVerdict } from '../types.ts';

/**
 * What a change does to the protection of traffic between instances: the flag, the network it needs, and network
 * isolation. Nothing else counts: a volume's KMS key that is lost `changes` a request, it does not weaken it here.
 */
export type Effect = 'weakens' | 'strengthens' | 'changes' | 'none';

/** A weakening that somebody answers for. A star stands for any characters, in `wrapper`, `situation` and `path`. */
export interface AllowedWeakening {
  readonly wrapper: string;
  /** Default: every situation. */
  readonly situation?: string;
  /** The member, as `BaselineChange.path` has it: `VpcConfig.Subnets`, `NetworkConfig.*`; of a whole request its operation; `answer`. */
  readonly path: string;
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it counts: YYYY-MM-DD, by UTC. */
  readonly expires: string;
}

/** One member whose value is another one than in the baseline. */
export interface BaselineChange {
  /** `answer` where the answer for the situation is another one. */
  readonly operation: string;
  /** The request's name in the baseline's words; empty when it has none. */
  readonly request: string;
  /** The member, from the top of the request, places in lists counted from one. Empty for a whole request. */
  readonly path: string;
  /** For a reader; `not sent` where there was or is none. */
  readonly before: string;
  readonly after: string;
  readonly effect: Exclude<Effect, 'none'>;
  /** The exception in force that allows this weakening, if any. */
  readonly allowed?: AllowedWeakening;
}

export interface BaselineOptions {
  readonly attempt: Attempt;
  /** With exceptions taken into account: a failed attempt is not approved. Absent: nothing is known against it. */
  readonly verdict?: WrapperVerdict;
  /** Where the baselines are kept: `<folder>/<wrapper>/<situation>.yaml`. */
  readonly folder: string;
  /** Approve what was sent, unless it weakens. Nothing is ever written without. */
  readonly update: boolean;
  readonly allow: readonly AllowedWeakening[];
  /** The present, for expiry and date of approval. Default: now. */
  readonly now?: Date;
}

export interface BaselineResult {
  /**
   * `new`: there is no baseline, and none was written. `same`: as approved. `changed`: other than approved, nothing
   * was written. `approved`: written.
   */
  readonly status: 'new' | 'same' | 'changed' | 'approved';
  /** The worst of the changes; `none` where there is nothing to compare with. */
  readonly effect: Effect;
  readonly changes: readonly BaselineChange[];
  /** From the baseline to what was sent, as `git diff` shows it; empty when they are the same. */
  readonly diff: string;
  /** `baseline-weakened` (broken unless allowed), `baseline-changed`, `baseline-new`, `baseline-not-approved` (advice). */
  readonly findings: readonly WrapperFinding[];
  /** The baseline's file. */
  readonly file: string;
  /** The day of the approval that what was sent is compared with, YYYY-MM-DD. Absent when there is none. */
  readonly since?: string;
}

/** Signature agreed; the body is in `compare.ts`. */
export type CompareWithBaseline = (options: BaselineOptions) => Promise<BaselineResult>;
