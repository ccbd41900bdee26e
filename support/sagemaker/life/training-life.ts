import type { Clock } from '../clock.ts';
import type { TrainingJob } from '../jobs.ts';
import { trainingTime } from '../model/time.ts';
import { DEFAULT_MAX_RUNTIME, DURATIONS } from './durations.ts';
import type { NetworkInterfaces } from './interfaces.ts';
import { MESSAGES } from './messages.ts';
import { enter, remark, type Step } from './transitions.ts';

/** The API's limit. */
const LONGEST_FAILURE_REASON = 1024;

export interface TrainingWorld {
  readonly clock: Clock;
  readonly interfaces: NetworkInterfaces;
  /** Told once, when the job has ended and holds nothing any more. */
  readonly onEnd: (job: TrainingJob, at: number) => void;
}

/** The life of one training job: a step on the clock for each secondary status. Times are Unix milliseconds. */
export class TrainingLife {
  readonly #job: TrainingJob;
  readonly #world: TrainingWorld;
  #cancelStep = () => {};
  #cancelLimit = () => {};
  /** It is certain how the job ends. */
  #ending = false;

  constructor(job: TrainingJob, world: TrainingWorld) {
    this.#job = job;
    this.#world = world;
    const { createdAt } = job;
    this.#enter('Starting', MESSAGES.starting, createdAt);
    this.#next(createdAt + DURATIONS.launching * 1000, this.#launch);
    // Whether a job that never comes to train has a time limit at all is not known; see the stalled message.
    if (job.stalls) this.#limit(createdAt);
  }

  /** Asks the job to stop, which takes its grace period. Does nothing to one that is about to end anyway. */
  stop(at: number): void {
    if (!this.#ending && this.#job.history.current.status === 'InProgress') {
      this.#stopAfterGrace(at, MESSAGES.stopping, { secondary: 'Stopped', message: MESSAGES.stopped });
    }
  }

  /** Fails the job; `reason` is what people read in `FailureReason`. */
  async fail(at: number, reason: string): Promise<void> {
    if (this.#ending) return;
    this.#job.failureReason = reason.slice(0, LONGEST_FAILURE_REASON);
    await this.#end({ status: 'Failed', secondary: 'Failed', message: MESSAGES.failed, at });
  }

  /** Nothing happens to the job from now on. */
  abandon(): void {
    this.#ending = true;
    this.#cancelStep();
    this.#cancelLimit();
  }

  readonly #launch = async (at: number) => {
    if (!this.#inProgress) return;
    try {
      await this.#holdInterfaces();
    } catch (error) {
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const reason = `train-encrypt: EC2 gave no network interface in the job's subnets (${said})`;
      if (this.#inProgress) await this.fail(at, reason);
      return;
    }
    if (!this.#inProgress) return;
    if (this.#job.stalls) remark(this.#job, MESSAGES.stalled, at);
    else this.#next(at + (DURATIONS.starting - DURATIONS.launching) * 1000, this.#download);
  };

  readonly #download = (at: number) => {
    this.#job.startedAt = at;
    this.#enter('Downloading', MESSAGES.downloading, at);
    this.#next(at + DURATIONS.downloading * 1000, this.#train);
    this.#limit(at);
  };

  readonly #train = (at: number) => {
    this.#enter('Training', MESSAGES.training, at);
    this.#next(at + trainingSeconds(this.#job) * 1000, this.#upload);
  };

  readonly #upload = (at: number) => {
    this.#cancelLimit();
    this.#enter('Uploading', MESSAGES.uploading, at);
    this.#next(at + DURATIONS.uploading * 1000, this.#complete);
  };

  readonly #complete = (at: number) =>
    this.#end({ status: 'Completed', secondary: 'Completed', message: MESSAGES.completed, at });

  readonly #exceed = (at: number) =>
    this.#stopAfterGrace(at, MESSAGES.limitReached, {
      secondary: 'MaxRuntimeExceeded',
      message: MESSAGES.limitExceeded,
    });

  #stopAfterGrace(at: number, message: string, last: Pick<Step, 'secondary' | 'message'>): void {
    this.#cancelLimit();
    enter(this.#job, { status: 'Stopping', secondary: 'Stopping', message, at });
    this.#next(at + DURATIONS.stopping * 1000, (end) => this.#end({ status: 'Stopped', ...last, at: end }));
  }

  /** Whoever sees the job ended no longer sees its network interfaces. */
  async #end(last: Step): Promise<void> {
    if (this.#ending) return;
    this.abandon();
    await this.#world.interfaces.release(this.#job);
    enter(this.#job, last);
    this.#world.onEnd(this.#job, last.at);
  }

  async #holdInterfaces(): Promise<void> {
    const { VpcConfig, TrainingJobName = '' } = this.#job.request;
    if (!VpcConfig) return;
    await this.#world.interfaces.hold(this.#job, {
      job: TrainingJobName,
      subnets: VpcConfig.Subnets ?? [],
      securityGroups: VpcConfig.SecurityGroupIds ?? [],
      instances: this.#job.instances,
    });
  }

  get #inProgress(): boolean {
    return !this.#ending && this.#job.history.current.status === 'InProgress';
  }

  #enter(secondary: Step['secondary'], message: string, at: number): void {
    enter(this.#job, { status: 'InProgress', secondary, message, at });
  }

  #next(at: number, step: (at: number) => Promise<void> | void): void {
    this.#cancelStep();
    this.#cancelStep = this.#world.clock.schedule(at, () => step(at));
  }

  #limit(from: number): void {
    const seconds = this.#job.request.StoppingCondition?.MaxRuntimeInSeconds ?? DEFAULT_MAX_RUNTIME;
    const at = from + seconds * 1000;
    this.#cancelLimit = this.#world.clock.schedule(at, () => this.#exceed(at));
  }
}

/** Whole seconds, since that is how the service tells them. */
function trainingSeconds({ workload, instances, request }: TrainingJob): number {
  const encrypted = request.EnableInterContainerTrafficEncryption === true;
  return Math.max(1, Math.round(trainingTime(workload, instances, encrypted)));
}
