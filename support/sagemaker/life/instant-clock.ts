import { Agenda, type Task } from './agenda.ts';
import type { Clock } from './clock.ts';
import { Turns } from './turns.ts';

/**
 * A clock that jumps: whenever it is read, everything scheduled has happened. Between two reads it goes with
 * real time, and never back.
 * @param realNow where real time comes from, Unix milliseconds.
 */
export function createInstantClock(realNow: () => number = Date.now): Clock {
  const agenda = new Agenda();
  const repeats = new Agenda();
  const turns = new Turns();
  let reached = Number.NEGATIVE_INFINITY;
  const now = () => {
    reached = Math.max(reached, realNow());
    return reached;
  };
  return {
    now,
    schedule: (at: number, task: Task) => agenda.add(at, task),
    scheduleRepeat: (at: number, task: Task) => repeats.add(at, task),
    settle: () =>
      turns.run(async () => {
        // What comes round while this goes on waits for the next question.
        const asked = now();
        for (let due = repeats.take(asked); due; due = repeats.take(asked)) await due.task();
        for (let due = agenda.take(); due; due = agenda.take()) {
          reached = Math.max(now(), due.at);
          await due.task();
        }
      }),
    close: () => {
      agenda.clear();
      repeats.clear();
    },
  };
}
