/**
 * What asked for a job in place of a client: a step of a pipeline, or a state of a state machine.
 * @example
 * ```ts
 * import type { JournalEntry } from 'train-encrypt';
 *
 * const steps = (calls: readonly JournalEntry[]) => calls.flatMap(({ launchedBy }) => launchedBy?.step ?? []);
 * ```
 */
export interface LaunchedBy {
  /** The name of the pipeline or the state machine. */
  readonly definition: string;
  /** The ARN of the execution. */
  readonly execution: string;
  /** The step or the state. */
  readonly step: string;
}

/** A request that the service makes for an execution. */
export interface ServiceCall {
  /** `CreateTrainingJob`. */
  readonly operation: string;
  readonly input: unknown;
  readonly launchedBy: LaunchedBy;
}

/** As a client would see it: `output` as JSON carries it. */
export type ServiceAnswer =
  | { readonly output: Readonly<Record<string, unknown>>; readonly error?: undefined }
  | { readonly error: { readonly code: string; readonly message: string }; readonly output?: undefined };

/** Asks the stub what a client could ask it, with all its checks. Never rejects. */
export type Launch = (call: ServiceCall) => Promise<ServiceAnswer>;

/** The same for what only looks, and leaves no trace. */
export type Read = (call: Pick<ServiceCall, 'operation' | 'input'>) => Promise<ServiceAnswer>;

/** Nothing here answers such a request, and so nothing is known of what it leads to. */
export const isNotSimulated = ({ error }: ServiceAnswer): boolean => error?.code === 'NotImplemented';

/** What an execution waits for after it has asked for a job. */
export interface LaunchedJob {
  readonly name: string;
  readonly arn: string;
  /** Of its request's answer and of its description. */
  readonly describe: { readonly operation: string; readonly input: Readonly<Record<string, string>> };
  readonly status: () => string;
  readonly failureReason: () => string | undefined;
  /** Calls `onEnd` when the job ends, at once where it has ended. */
  readonly whenEnded: (onEnd: (at: number) => void) => void;
  readonly stop: () => void;
}
