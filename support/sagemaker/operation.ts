import type { StaticOperationSchema } from '@smithy/types';
import type { Caller } from '../protocol/service.ts';
import type { AccountState } from './accounts/state.ts';

/** What an operation works with beside its input. */
export interface OperationContext {
  readonly caller: Caller;
  /** Everything the stub keeps for this account in this region. */
  readonly state: AccountState;
  /** To await before an answer about jobs: lets everything happen that this caller is to find done. See Looks. */
  readonly settle: () => Promise<void>;
}

/**
 * One operation of the stub: the SDK's schema, from which the wire format and the checks follow, and what it does.
 * `handle` gets an input whose types and constraints were checked, throws `ServiceError`, and returns the output.
 */
export interface Operation<Input = never, Output = unknown> {
  readonly schema: StaticOperationSchema;
  readonly handle: (input: Input, context: OperationContext) => Promise<Output> | Output;
}
