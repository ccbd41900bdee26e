/**
 * Something in an execution that was not done as the definition says, because it is not simulated or not known here.
 * @example
 * ```ts
 * import type { JobRecord } from 'train-encrypt';
 *
 * const open = ({ remarks = [] }: JobRecord) => remarks.filter(({ hidesJobs }) => hidesJobs);
 * ```
 */
export interface ExecutionRemark {
  /** The step or the state. */
  readonly step: string;
  /** One sentence that names it. */
  readonly text: string;
  /** Jobs may be missing because of it. */
  readonly hidesJobs: boolean;
}
