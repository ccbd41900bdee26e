import type { MonitoringScheduleConfig, ScheduleStatus } from '@aws-sdk/client-sagemaker';
import { nextAfter } from '../monitoring/expression.ts';
import { timetableOf } from '../monitoring/schedule.ts';
import type { MonitoringSchedule } from '../records/monitoring.ts';
import type { Clock } from './clock.ts';
import { DURATIONS } from './durations.ts';

export interface ScheduleWorld {
  readonly clock: Clock;
  /** Runs the schedule, that was due at this moment. */
  readonly execute: (schedule: MonitoringSchedule, scheduledAt: number) => Promise<void>;
}

/** The life of one schedule: every change waits a while, and while it is scheduled it runs. Times are Unix milliseconds. */
export class ScheduleLife {
  readonly #schedule: MonitoringSchedule;
  readonly #world: ScheduleWorld;
  #cancelChange = () => {};
  #cancelRun = () => {};

  constructor(schedule: MonitoringSchedule, world: ScheduleWorld) {
    this.#schedule = schedule;
    this.#world = world;
    this.#change('Scheduled');
  }

  start(): void {
    this.#change('Scheduled');
  }

  stop(): void {
    this.#change('Stopped');
  }

  /** One that was stopped stays so. */
  update(config: MonitoringScheduleConfig): void {
    const { status } = this.#schedule.history.current;
    this.#change(status === 'Stopped' ? 'Stopped' : 'Scheduled', config);
  }

  /** Nothing happens to the schedule from now on; what it has started goes on. */
  abandon(): void {
    this.#cancelChange();
    this.#cancelRun();
  }

  #change(status: ScheduleStatus, config = this.#schedule.history.current.config): void {
    this.abandon();
    const now = this.#world.clock.now();
    this.#schedule.history.set({ status: 'Pending', modifiedAt: now, config });
    const at = now + DURATIONS.scheduling * 1000;
    this.#cancelChange = this.#world.clock.schedule(at, () => this.#enter(status, at));
  }

  #enter(status: ScheduleStatus, at: number): void {
    this.#schedule.history.set({ ...this.#schedule.history.current, status, modifiedAt: at });
    if (status !== 'Scheduled') return;
    const timetable = timetableOf(this.#schedule);
    const first = timetable.kind === 'now' ? at : nextAfter(timetable, at);
    this.#cancelRun = this.#world.clock.schedule(first, () => this.#run(first));
  }

  async #run(at: number): Promise<void> {
    const { clock, execute } = this.#world;
    const timetable = timetableOf(this.#schedule);
    if (timetable.kind === 'hours') {
      // What a fast clock has skipped is left out: there would be no catching up with it.
      const next = nextAfter(timetable, Math.max(at, clock.now()));
      this.#cancelRun = clock.scheduleRepeat(next, () => this.#run(next));
    }
    await execute(this.#schedule, at);
  }
}
