import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { AccountState } from '../accounts/state.ts';
import type { LaunchedJob, ServiceAnswer } from '../executions/launch.ts';
import type { KeptEvent } from './records.ts';

/** What a state can do beside working on its input. */
export interface Doing {
  readonly state: AccountState;
  readonly region: string;
  readonly stateName: string;
  /** Asks the stub in place of a client. */
  launch(operation: string, input: unknown): Promise<ServiceAnswer>;
  /** Waits until the job has ended. */
  waitFor(job: LaunchedJob): Promise<void>;
  /** Waits so many seconds. */
  sleep(seconds: number): Promise<void>;
  /** Keeps an event of the history. */
  event(type: HistoryEventType, details?: Partial<KeptEvent>): void;
  /** Says what was not done as the definition has it, to be read after the name of the state. */
  remark(text: string, hidesJobs: boolean): void;
}
