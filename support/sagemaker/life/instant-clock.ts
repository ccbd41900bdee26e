import { Agenda, type Task } from './agenda.ts';
import { Breather } from './breather.ts';
import type { Clock } from './clock.ts';
import { Turns } from './turns.ts';
import { WallTime } from './wall-time.ts';

/**
 * A clock that jumps: whenever it is read, everything scheduled has happened. Between two reads it goes with
 * real time, and never back.
 * @param realNow where real time comes from, Unix milliseconds.
 */
export function createInstantClock(realNow: () => number = Date.now): Clock {
  const agenda = new Agenda();
  const repeats = new Agenda();
  const turns = new Turns();
  const start = realNow();
  const time = new WallTime({ at: start, real: start });
  let reached = start;
  let seen = start;
  let settling = false;
  const now = () => {
    reached = Math.max(reached, settling ? reached : time.now(realNow()));
    return reached;
  };
  const scheduledIn = (list: Agenda) => (at: number, task: Task) => {
    // Whoever creates something sees the present.
    if (!settling) seen = now();
    return list.add(at, task);
  };
  return {
    now,
    schedule: scheduledIn(agenda),
    scheduleRepeat: scheduledIn(repeats),
    settle: () =>
      turns.run(async () => {
        const asked = now();
        settling = true;
        const breather = new Breather();
        try {
          // What comes round while this goes on waits for the next question.
          for (let due = repeats.take(asked); due; due = repeats.take(asked)) {
            await due.task();
            await breather.breathe();
          }
          for (let due = agenda.take(); due; due = agenda.take()) {
            reached = Math.max(reached, due.at);
            await due.task();
            await breather.breathe();
          }
        } finally {
          settling = false;
          time.jump(reached, seen, realNow());
          seen = reached;
        }
      }),
    isReal: false,
    toReal: (at) => time.toReal(at),
    fromReal: (real) => time.fromReal(real),
    close: () => {
      agenda.clear();
      repeats.clear();
    },
  };
}
