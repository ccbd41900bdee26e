import type { CreateStateMachineInput, HistoryEvent, StartExecutionInput } from '@aws-sdk/client-sfn';
import type { Execution } from '../executions/execution.ts';
import type { Machine } from './machine.ts';

/** A state machine. Times here and below are Unix milliseconds. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: number;
  request: CreateStateMachineInput;
  definition: Machine;
  updatedAt: number;
}

/** An event as GetExecutionHistory gives it, but for its time. */
export type KeptEvent = Omit<HistoryEvent, 'timestamp'> & { readonly at: number };

export interface MachineExecution extends Execution {
  readonly operation: 'StartExecution';
  readonly machine: StateMachine;
  readonly request: StartExecutionInput;
  /** As it was when the execution was started. */
  readonly definition: Machine;
  readonly definedAs: Pick<CreateStateMachineInput, 'definition' | 'roleArn'>;
  readonly definedAt: number;
  readonly input: unknown;
  readonly events: KeptEvent[];
  output?: unknown;
  error?: string;
  cause?: string;
}
