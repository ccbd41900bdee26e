import type { History } from '../store/history.ts';
import type { Listed } from '../store/job-listing.ts';
import type { ExecutionRemark } from './remark.ts';

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
