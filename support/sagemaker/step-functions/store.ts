import type { MachineExecution, StateMachine } from './records.ts';

/** What can still be done to an execution that runs. */
export interface Running {
  /** Ends it as `ABORTED`. */
  stop(at: number, error: string | undefined, cause: string | undefined): void;
}

/** The state machines of an account in a region, and their executions, by ARN. */
export class StateMachineStore {
  readonly machines = new Map<string, StateMachine>();
  readonly runs = new Map<MachineExecution, Running>();
  readonly #executions = new Map<string, MachineExecution>();

  readonly executions = {
    get: (arn: string): MachineExecution | undefined => this.#executions.get(arn),
    add: (execution: MachineExecution): void => void this.#executions.set(execution.arn, execution),
    all: (): readonly MachineExecution[] => [...this.#executions.values()],
  };
}
