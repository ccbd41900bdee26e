import type { MonitoringScheduleConfig } from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { launchAnalysis, launchCandidate } from '../automl/launch.ts';
import { execute } from '../monitoring/execution.ts';
import type { AutoMLJob } from '../records/automl.ts';
import type { MonitoringSchedule } from '../records/monitoring.ts';
import type { ProcessingJob } from '../records/processing.ts';
import type { TrainingJob, TuningJob } from '../records/training.ts';
import { finishRules } from '../training/rule-jobs.ts';
import { launchChild } from '../tuning/launch.ts';
import { AutoMLLife } from './automl-life.ts';
import type { NetworkInterfaces } from './interfaces.ts';
import { ProcessingLife } from './processing-life.ts';
import { ScheduleLife } from './schedule-life.ts';
import { TrainingLife } from './training-life.ts';
import { TuningLife } from './tuning-life.ts';
import type { Lives } from './types.ts';

/** The jobs of an account that have not ended, each with what will happen to it. */
export class JobLives implements Lives {
  readonly #state: AccountState;
  readonly #interfaces: NetworkInterfaces;
  readonly #training = new Map<TrainingJob, TrainingLife>();
  readonly #tuning = new Map<TuningJob, TuningLife>();
  readonly #processing = new Map<ProcessingJob, ProcessingLife>();
  readonly #autoML = new Map<AutoMLJob, AutoMLLife>();
  readonly #schedules = new Map<MonitoringSchedule, ScheduleLife>();

  constructor(state: AccountState, interfaces: NetworkInterfaces) {
    this.#state = state;
    this.#interfaces = interfaces;
  }

  beginTraining(job: TrainingJob): void {
    const life = new TrainingLife(job, {
      clock: this.#state.clock,
      interfaces: this.#interfaces,
      faults: this.#state.jobFaultsOf({
        account: this.#state.caller.account,
        operation: job.child ? 'CreateHyperParameterTuningJob' : (job.launchedBy?.operation ?? 'CreateTrainingJob'),
        name: job.name,
      }),
      onEnd: (ended, at) => {
        this.#training.delete(ended);
        finishRules(this.#state, ended);
        ended.launchedBy?.onEnd(ended, at);
        if (ended.child) this.#tuning.get(ended.child.tuning)?.childEnded(ended, at);
        this.#state.ends.tell(ended, at);
      },
    });
    this.#training.set(job, life);
  }

  beginTuning(tuning: TuningJob): void {
    const life = new TuningLife(tuning, {
      clock: this.#state.clock,
      launch: (parent, at) => launchChild(this.#state, parent, at),
      stop: (job, at) => this.#training.get(job)?.stop(at),
      onEnd: () => {
        this.#tuning.delete(tuning);
        this.#state.ends.tell(tuning, tuning.history.current.modifiedAt);
      },
    });
    this.#tuning.set(tuning, life);
    life.begin();
  }

  beginProcessing(job: ProcessingJob): void {
    const operation = requestOf(job);
    const { account } = this.#state.caller;
    const life = new ProcessingLife(job, {
      clock: this.#state.clock,
      interfaces: this.#interfaces,
      faults: operation === undefined ? [] : this.#state.jobFaultsOf({ account, operation, name: job.name }),
      onEnd: (ended, at) => {
        this.#processing.delete(ended);
        ended.start.onEnd?.(ended, at);
        this.#state.ends.tell(ended, at);
      },
    });
    this.#processing.set(job, life);
  }

  beginAutoML(job: AutoMLJob): void {
    const life = new AutoMLLife(job, {
      clock: this.#state.clock,
      analyse: (parent, at, onEnd) => launchAnalysis(this.#state, parent, at, onEnd),
      train: (parent, at, onEnd) => launchCandidate(this.#state, parent, at, onEnd),
      stopProcessing: (analysis) => this.stopProcessing(analysis),
      stopTraining: (candidate) => this.stopTraining(candidate),
      onEnd: () => {
        this.#autoML.delete(job);
        this.#state.ends.tell(job, job.history.current.modifiedAt);
      },
    });
    this.#autoML.set(job, life);
  }

  beginSchedule(schedule: MonitoringSchedule): void {
    const life = new ScheduleLife(schedule, {
      clock: this.#state.clock,
      execute: (due, scheduledAt) => execute(this.#state, due, scheduledAt),
    });
    this.#schedules.set(schedule, life);
  }

  stopTraining(job: TrainingJob): void {
    this.#training.get(job)?.stop(this.#state.clock.now());
  }

  async interruptTraining(job: TrainingJob): Promise<boolean> {
    return (await this.#training.get(job)?.interrupt(this.#state.clock.now())) ?? false;
  }

  async failTraining(job: TrainingJob, reason: string): Promise<void> {
    await this.#training.get(job)?.fail(this.#state.clock.now(), reason);
  }

  stopTuning(tuning: TuningJob): void {
    this.#tuning.get(tuning)?.stop(this.#state.clock.now());
  }

  stopProcessing(job: ProcessingJob): void {
    this.#processing.get(job)?.stop(this.#state.clock.now());
  }

  finishProcessing(job: ProcessingJob): void {
    this.#processing.get(job)?.finish(this.#state.clock.now());
  }

  stopAutoML(job: AutoMLJob): void {
    this.#autoML.get(job)?.stop(this.#state.clock.now());
  }

  startSchedule(schedule: MonitoringSchedule): void {
    this.#schedules.get(schedule)?.start();
  }

  stopSchedule(schedule: MonitoringSchedule): void {
    this.#schedules.get(schedule)?.stop();
  }

  updateSchedule(schedule: MonitoringSchedule, config: MonitoringScheduleConfig): void {
    this.#schedules.get(schedule)?.update(config);
  }

  endSchedule(schedule: MonitoringSchedule): void {
    this.#schedules.get(schedule)?.abandon();
    this.#schedules.delete(schedule);
  }

  async abandonAll(): Promise<void> {
    const lives = [
      ...this.#training.values(),
      ...this.#tuning.values(),
      ...this.#processing.values(),
      ...this.#autoML.values(),
      ...this.#schedules.values(),
    ];
    for (const life of lives) life.abandon();
    await this.#interfaces.releaseAll();
  }
}

/** The operation whose request a processing job runs for; `undefined` for one that a training job launched. */
function requestOf({ start }: ProcessingJob): string | undefined {
  if (start.parent === undefined) return 'CreateProcessingJob';
  return start.parent.kind === 'monitoring-schedule' ? 'CreateMonitoringSchedule' : undefined;
}
