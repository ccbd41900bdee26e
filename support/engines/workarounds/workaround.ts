import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Caller } from '../../protocol/service.ts';
import type { UpstreamKind } from '../engine.ts';

/**
 * Makes good one known defect of one or more emulators, where it would keep a rule from being judged. In force only for
 * the emulators and operations it names.
 */
export interface Workaround {
  /** The name of its file. */
  readonly id: string;
  /** What is wrong without it, in one line for people. */
  readonly defect: string;
  readonly upstreams: readonly UpstreamKind[];
  /** EC2 operations. */
  readonly operations: readonly string[];
  /**
   * Changes the form of a request before it goes out; resolves to whether it did.
   * @throws ServiceError, which is then the answer.
   */
  before?(call: AdjustedCall): boolean | Promise<boolean>;
  /** Changes the output that came back, in the SDK's types; resolves to whether it did. */
  after?(output: object, call: AdjustedCall): boolean | Promise<boolean>;
}

/** A call on its way through the workarounds. */
export interface AdjustedCall {
  readonly operation: string;
  readonly caller: Caller;
  /** All parameters as they go out. */
  readonly form: URLSearchParams;
  /** Asks the upstream itself, for the same caller, past the workarounds. */
  readonly ec2: EC2Client;
}

/** Told of each use of a workaround. */
export interface AppliedWorkaround {
  readonly id: string;
  readonly defect: string;
  readonly operation: string;
  readonly account: string;
}
