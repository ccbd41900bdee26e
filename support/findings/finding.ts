import type { Finding, Provenance, RuleId } from '../rules/types.ts';
import type { FindingId } from './names.ts';

/**
 * Something found about a wrapper in a situation.
 * @example
 * ```ts
 * import type { WrapperFinding } from 'train-encrypt/steps';
 *
 * const broken = (findings: readonly WrapperFinding[]) => findings.filter(({ outcome }) => outcome === 'broken');
 * ```
 */
export interface WrapperFinding {
  /** Stable, for exceptions and reports: `flag-not-sent`, `vpc-not-sent`, `vpc-changed`, `no-call`, or a rule's id. */
  readonly id: FindingId | RuleId;
  /** `not shown`: what keeps the answer from being known; nothing is broken that anybody saw. */
  readonly outcome: 'broken' | 'not shown' | 'advice';
  /** The job it is about, when it is about one. */
  readonly job?: string;
  readonly operation?: string;
  /** The member of the request it is about, as a path from its top: `NetworkConfig.EnableInterContainerTrafficEncryption`. */
  readonly member?: string;
  /** What happened, to what. One sentence, our words. */
  readonly text: string;
  /** What is there and what is not. Empty when there is nothing near. */
  readonly closestMatch: string;
  /** What would fix it: command lines, or sentences. */
  readonly fix: readonly string[];
  readonly provenance: Provenance;
  /** The finding of a rule behind it, when there is one. */
  readonly rule?: Finding;
}
