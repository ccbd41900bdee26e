import { Agenda, type Task } from './agenda.ts';
import { Breather } from './breather.ts';
import type { Clock } from './clock.ts';
import { Turns } from './turns.ts';

/** The longest a Node timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface ScaledClockOptions {
  /** Receives a task's failure, which nothing awaits. Default: a warning of the process. */
  readonly onError?: (error: unknown) => void;
}

/**
 * A clock that goes by itself, faster than real time (or slower). Its timers never keep the process alive.
 * @param speed virtual seconds per real second, above 0.
 */
export function createScaledClock(speed: number, options: ScaledClockOptions = {}): Clock {
  if (!(speed > 0 && Number.isFinite(speed))) {
    throw new RangeError(`train-encrypt: a clock cannot go at speed ${speed}; give a number above 0`);
  }
  const onError = options.onError ?? ((error) => process.emitWarning(error instanceof Error ? error : String(error)));
  const agenda = new Agenda();
  const turns = new Turns();
  const epoch = Date.now();
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const now = () => Math.floor(epoch + (performance.now() - started) * speed);

  /** A task whose moment came while another was running runs right after it. */
  const runDue = async () => {
    const breather = new Breather();
    for (let due = agenda.take(now()); due; due = agenda.take(now())) {
      try {
        await due.task();
      } catch (error) {
        onError(error);
      }
      // On a fast clock something may always be due: others must come to their turn all the same.
      await breather.breathe();
    }
  };

  const rewind = () => {
    clearTimeout(timer);
    if (closed || agenda.next === undefined) return;
    const wait = Math.min(Math.max(0, Math.ceil((agenda.next - now()) / speed)), LONGEST_TIMER);
    timer = setTimeout(() => void turns.run(runDue).then(rewind), wait);
    timer.unref();
  };

  const schedule = (at: number, task: Task) => {
    if (closed) return () => {};
    const cancel = agenda.add(at, task);
    if (agenda.next === at) rewind();
    // A timer that was set for it finds nothing due, and is set again.
    return cancel;
  };

  return {
    now,
    schedule,
    scheduleRepeat: schedule,
    settle: async () => {},
    isReal: false,
    toReal: (at) => Math.floor(epoch + (at - epoch) / speed),
    fromReal: (real) => Math.ceil(epoch + (real + 1 - epoch) * speed) - 1,
    close: () => {
      closed = true;
      clearTimeout(timer);
      agenda.clear();
    },
  };
}
