import type { HyperParameterTuningJobStatus } from '@aws-sdk/client-sagemaker';
import type { TrainingJob, TuningJob } from '../records/training.ts';
import { isSatisfied, noteEnd, trainingJobLimit } from '../tuning/completion.ts';
import type { Clock } from './clock.ts';

export interface TuningWorld {
  readonly clock: Clock;
  /** Launches the next training job of a tuning job and adds it to its children. */
  readonly launch: (tuning: TuningJob, at: number) => TrainingJob;
  readonly stop: (job: TrainingJob, at: number) => void;
  readonly onEnd: () => void;
}

/** The life of one tuning job: as many training jobs as it may have, as many at once as it may have. */
export class TuningLife {
  readonly #tuning: TuningJob;
  readonly #world: TuningWorld;
  readonly #running = new Set<TrainingJob>();
  #cancelLimit = () => {};
  /** How it ends once the last training job has; `undefined` while more are launched. */
  #outcome: HyperParameterTuningJobStatus | undefined;

  constructor(tuning: TuningJob, world: TuningWorld) {
    this.#tuning = tuning;
    this.#world = world;
  }

  begin(): void {
    this.#limit();
    this.#fill(this.#tuning.createdAt);
  }

  /** Stops the tuning job and the training jobs that run; it has stopped when they have. */
  stop(at: number): void {
    if (this.#tuning.history.current.status !== 'InProgress') return;
    this.#enter('Stopping', at);
    this.#windUp('Stopped', at);
    this.#fill(at);
  }

  /** Told when one of the training jobs has ended. */
  childEnded(job: TrainingJob, at: number): void {
    this.#running.delete(job);
    this.#enter(this.#tuning.history.current.status, at);
    noteEnd(this.#tuning, job, at);
    if (!this.#outcome && isSatisfied(this.#tuning, job)) this.#windUp('Completed', at);
    this.#fill(at);
  }

  /** Nothing happens to the tuning job from now on. */
  abandon(): void {
    this.#outcome ??= 'Stopped';
    this.#cancelLimit();
  }

  #fill(at: number): void {
    const atOnce = this.#tuning.request.HyperParameterTuningJobConfig?.ResourceLimits?.MaxParallelTrainingJobs ?? 1;
    const inAll = trainingJobLimit(this.#tuning);
    while (!this.#outcome && this.#running.size < atOnce && this.#tuning.children.length < inAll) {
      this.#running.add(this.#world.launch(this.#tuning, at));
    }
    if (this.#running.size === 0) this.#end(at);
  }

  /** No further training jobs; those that run are stopped. */
  #windUp(outcome: HyperParameterTuningJobStatus, at: number): void {
    this.#outcome = outcome;
    this.#cancelLimit();
    for (const job of this.#running) this.#world.stop(job, at);
  }

  #end(at: number): void {
    this.#cancelLimit();
    const { children } = this.#tuning;
    const allFailed = children.length > 0 && children.every((job) => job.history.current.status === 'Failed');
    if (allFailed) {
      const reason = children.at(-1)?.failureReason ?? 'no reason is known';
      this.#tuning.failureReason = `train-encrypt: every training job failed, the last because: ${reason}`.slice(
        0,
        1024,
      );
    }
    this.#tuning.endedAt = at;
    this.#enter(allFailed ? 'Failed' : (this.#outcome ?? 'Completed'), at);
    this.#world.onEnd();
  }

  #limit(): void {
    const seconds = this.#tuning.request.HyperParameterTuningJobConfig?.ResourceLimits?.MaxRuntimeInSeconds;
    if (seconds === undefined) return;
    const at = this.#tuning.createdAt + seconds * 1000;
    this.#cancelLimit = this.#world.clock.schedule(at, () => this.stop(at));
  }

  #enter(status: HyperParameterTuningJobStatus, at: number): void {
    this.#tuning.history.set({ status, modifiedAt: at });
  }
}
