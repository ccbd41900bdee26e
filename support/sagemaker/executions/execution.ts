import type { History } from '../store/history.ts';
import type { Listed } from '../store/job-listing.ts';

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

export interface ExecutionFace {
  readonly status: string;
  /** Unix milliseconds. */
  readonly modifiedAt: number;
}

/** One run of a pipeline or of a state machine. Times are Unix milliseconds. */
export interface Execution extends Listed<ExecutionFace> {
  readonly arn: string;
  /** What starts such an execution: `StartPipelineExecution`, `StartExecution`. */
  readonly operation: string;
  /** What the client asked with. */
  readonly request: unknown;
  readonly createdAt: number;
  readonly history: History<ExecutionFace>;
  readonly remarks: ExecutionRemark[];
  endedAt?: number;
  failureReason?: string;
}
