/** Notifies who waits for a job that it has ended. */
export class JobEnds {
  readonly #waiting = new Map<object, ((at: number) => void)[]>();

  /** Calls `onEnd` once, when the job ends. */
  wait(job: object, onEnd: (at: number) => void): void {
    this.#waiting.set(job, [...(this.#waiting.get(job) ?? []), onEnd]);
  }

  /** The job has ended. */
  tell(job: object, at: number): void {
    const waiting = this.#waiting.get(job) ?? [];
    this.#waiting.delete(job);
    for (const onEnd of waiting) onEnd(at);
  }
}
