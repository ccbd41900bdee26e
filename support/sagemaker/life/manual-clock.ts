import { Agenda, type Task } from './agenda.ts';
import { Breather } from './breather.ts';
import type { Clock } from './clock.ts';
import { Turns } from './turns.ts';

/** A clock that stands still until it is advanced. */
export interface ManualClock extends Clock {
  /**
   * Turns the clock, running every task that falls due on the way at its own instant, each awaited before the next.
   * Calls made at once take turns.
   * @param seconds not negative
   */
  advance(seconds: number): Promise<void>;
}

/** @param epoch where the clock starts, Unix milliseconds; by default the present. */
export function createManualClock(epoch: number = Date.now()): ManualClock {
  const agenda = new Agenda();
  const turns = new Turns();
  let now = epoch;
  return {
    now: () => now,
    schedule: (at: number, task: Task) => agenda.add(at, task),
    scheduleRepeat: (at: number, task: Task) => agenda.add(at, task),
    settle: async () => {},
    isReal: true,
    toReal: (at) => at,
    fromReal: (real) => real,
    close: () => agenda.clear(),
    advance: async (seconds) => {
      if (!(seconds >= 0 && Number.isFinite(seconds))) {
        throw new RangeError(`train-encrypt: a clock cannot be turned by ${seconds} seconds, only forward`);
      }
      await turns.run(async () => {
        const until = now + Math.round(seconds * 1000);
        const breather = new Breather();
        for (let due = agenda.take(until); due; due = agenda.take(until)) {
          now = Math.max(now, due.at);
          await due.task();
          await breather.breathe();
        }
        now = until;
      });
    },
  };
}
