import type { Verdict } from '../../rules/types.ts';
import type { ExecutionRemark } from '../executions/remark.ts';

/**
 * A job, job definition or schedule as the stub keeps it, or a request for one that its verdict refused. Times are ISO
 * 8601, by the clock of the account.
 * @example
 * ```ts
 * import type { JobRecord } from 'train-encrypt';
 *
 * const refused = (jobs: readonly JobRecord[]) => jobs.filter(({ status }) => status === 'Refused');
 * ```
 */
export interface JobRecord {
  readonly account: string;
  readonly region: string;
  /** The operation that asks for such a job. */
  readonly operation: string;
  readonly name: string;
  /** Absent when it was refused. */
  readonly arn?: string;
  /** As Describe reports it, `Defined` for a job definition, or `Refused`. */
  readonly status: string;
  /**
   * What was asked for, with what the service adds to it; of a schedule its present configuration. Absent where it is
   * not known any more.
   */
  readonly request?: unknown;
  /** One for each definition of jobs in the request; none for a job that another one launched. */
  readonly verdicts: readonly VerdictRecord[];
  /** Every status that it had, in order. */
  readonly transitions: readonly KeptTransition[];
  readonly createdAt: string;
  readonly endedAt?: string;
  readonly failureReason?: string;
  /** The ARN of what launched it. */
  readonly parent?: string;
  /** Of an execution of a pipeline or state machine: what was not done as its definition says. Absent where nothing was. */
  readonly remarks?: readonly ExecutionRemark[];
}

/** Without its refusals: they are the findings that refuse. Without the network, which EC2's own calls tell. */
export type VerdictRecord = Omit<Verdict, 'refusals' | 'network'>;

export interface KeptTransition {
  readonly status: string;
  readonly at: string;
  readonly message?: string;
}
