/** An error of the states language: a state failed with it, and `Retry` and `Catch` look at its name. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  /** `States.TaskFailed`. */
  readonly error: string;
  readonly reason: string;

  constructor(error: string, reason: string) {
    super(`${error}: ${reason}`);
    this.error = error;
    this.reason = reason;
  }
}

/** A definition that cannot be carried out as it is. */
export const runtimeFailure = (text: string): StateFailure =>
  new StateFailure('States.Runtime', `train-encrypt: ${text}`);

/** Whether a list of names, as `Retry` and `Catch` have it, covers a failure. */
export function covers(names: readonly string[], { error }: StateFailure): boolean {
  if (names.includes(error)) return true;
  // The language has it: a definition that cannot be carried out is covered by its own name alone.
  if (error === 'States.Runtime' || error === 'States.DataLimitExceeded') return false;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && error !== 'States.Timeout';
}
