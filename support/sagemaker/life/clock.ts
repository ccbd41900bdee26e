/** The stub's time. Jobs schedule what happens to them; nothing sleeps. Times are Unix milliseconds. */
export interface Clock {
  now(): number;
  /** Runs `task` once the clock reaches `at`; tasks of one instant run in the order scheduled. Returns what cancels it. */
  schedule(at: number, task: () => Promise<void> | void): () => void;
  /**
   * The same for what comes round again and again: an instant clock does not jump to it, or there would be no end of what
   * it jumps to.
   */
  scheduleRepeat(at: number, task: () => Promise<void> | void): () => void;
  /** Called before a stub answers a question about its jobs: an instant clock runs everything due, others do nothing. */
  settle(): Promise<void>;
  /** Whether clients see every time as it is: `toReal` and `fromReal` change none. */
  readonly isReal: boolean;
  /** When clients see what happened at `at`: never later than real time, unless the clock is set by hand. Unix milliseconds. */
  toReal(at: number): number;
  /** The latest time of jobs that clients see at `real` or earlier. Unix milliseconds. */
  fromReal(real: number): number;
  close(): void;
}
