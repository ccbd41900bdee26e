import type { TrainingJob } from '../records/training.ts';
import { poolAfter } from '../training/warm-pool.ts';
import type { Clock } from './clock.ts';
import { DEFAULT_MAX_RUNTIME, DURATIONS } from './durations.ts';
import { timeOnInstances } from './instance-times.ts';
import type { NetworkInterfaces } from './interfaces.ts';
import { beginning, CAPACITY_ERROR, INTERNAL_ERROR, type JobFault, JobFaults, type Midway } from './job-fault.ts';
import { MESSAGES } from './messages.ts';
import { Progress } from './progress.ts';
import { enter, remark, type Step } from './transitions.ts';

/** The API's limit. */
const LONGEST_FAILURE_REASON = 1024;

export interface TrainingWorld {
  readonly clock: Clock;
  readonly interfaces: NetworkInterfaces;
  /** What is to go wrong with it. */
  readonly faults: readonly JobFault[];
  /** Told once, when the job has ended and holds nothing any more. */
  readonly onEnd: (job: TrainingJob, at: number) => void;
}

/** The life of one training job: a step on the clock for each secondary status. Times are Unix milliseconds. */
export class TrainingLife {
  readonly #job: TrainingJob;
  readonly #world: TrainingWorld;
  readonly #progress: Progress;
  readonly #faults: JobFaults;
  #attempts = 1;
  #cancelStep = () => {};
  #cancelLimit = () => {};
  #cancelWait = () => {};
  /** It is certain how the job ends. */
  #ending = false;

  constructor(job: TrainingJob, world: TrainingWorld) {
    this.#job = job;
    this.#world = world;
    this.#progress = new Progress(job);
    this.#faults = new JobFaults(world.faults);
    const { createdAt } = job;
    this.#start(createdAt, MESSAGES[job.warm ? 'warm' : 'starting']);
    this.#limitWait(createdAt);
    // Whether a job that never comes to train has a time limit at all is not known; see the stalled message.
    if (job.stalls) this.#limit(createdAt);
  }

  /** Asks the job to stop, which takes its grace period. Does nothing to one that is about to end anyway. */
  stop(at: number): void {
    if (!this.#ending && this.#job.history.current.status === 'InProgress') {
      this.#stopAfterGrace(at, MESSAGES.stopping, { secondary: 'Stopped', message: MESSAGES.stopped });
    }
  }

  /**
   * Fails the job; `reason` is what people read in `FailureReason`.
   * @param healthy the instances are none the worse for it, so a warm pool keeps them
   */
  async fail(at: number, reason: string, healthy = false): Promise<void> {
    if (this.#ending) return;
    this.#job.failureReason = reason.slice(0, LONGEST_FAILURE_REASON);
    await this.#end({ status: 'Failed', secondary: 'Failed', message: MESSAGES.failed, at }, healthy);
  }

  /**
   * Takes the instances of a managed spot job away while it trains; it begins again when there are others, from its last
   * checkpoint if it has a place for them. Any other job has none to lose.
   * @returns whether it was interrupted
   */
  async interrupt(at: number): Promise<boolean> {
    const { EnableManagedSpotTraining, CheckpointConfig } = this.#job.request;
    if (!EnableManagedSpotTraining || !this.#inProgress || this.#secondary !== 'Training') return false;
    // Ours: a checkpoint is as recent as it can be.
    await this.#leaveInstances(at, CheckpointConfig !== undefined);
    if (!this.#inProgress) return true;
    this.#enter('Interrupted', MESSAGES.interrupted, at);
    this.#next(at + DURATIONS.interrupted * 1000, (now) => this.#start(now, MESSAGES.restarting));
    return true;
  }

  /** Nothing happens to the job from now on. */
  abandon(): void {
    this.#ending = true;
    this.#cancelStep();
    this.#cancelLimit();
    this.#cancelWait();
  }

  #start(at: number, message: string): void {
    this.#enter('Starting', message, at);
    this.#next(at + this.#durations.launching * 1000, this.#launch);
  }

  readonly #launch = async (at: number) => {
    if (!this.#inProgress) return;
    const shortage = this.#faults.takeShortage();
    if (shortage) return this.fail(at, beginning(CAPACITY_ERROR, shortage.reason));
    try {
      await this.#holdInterfaces();
    } catch (error) {
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const reason = `train-encrypt: EC2 gave no network interface in the job's subnets (${said})`;
      if (this.#inProgress) await this.fail(at, reason);
      return;
    }
    if (!this.#inProgress) return;
    this.#job.launched = true;
    const { starting, launching } = this.#durations;
    if (this.#job.stalls) remark(this.#job, MESSAGES.stalled, at);
    else this.#next(at + (starting - launching) * 1000, this.#download);
  };

  readonly #download = (at: number) => {
    this.#job.startedAt ??= at;
    this.#job.instanceTimes = this.#job.instanceTimes.concat([{ from: at }]);
    this.#enter('Downloading', MESSAGES.downloading, at);
    this.#next(at + DURATIONS.downloading * 1000, this.#train);
    this.#limit(at);
  };

  readonly #train = (at: number) => {
    this.#enter('Training', MESSAGES.training, at);
    this.#progress.start(at);
    this.#goOn(at);
  };

  /** To the next fault on the way, or to the end. */
  #goOn(at: number): void {
    const next = this.#faults.nextMidway();
    if (!next) this.#next(this.#progress.timeOf(1, at), this.#upload);
    else this.#next(this.#progress.timeOf(next.at, at), (now) => this.#strike(next, now));
  }

  async #strike(fault: Midway, at: number): Promise<void> {
    this.#faults.forget(fault);
    if (fault.kind === 'interrupt') {
      if (!(await this.interrupt(at))) this.#goOn(at);
    } else if (fault.reason.startsWith(INTERNAL_ERROR) && this.#attempts <= this.#retries) {
      this.#attempts += 1;
      await this.#leaveInstances(at, false);
      if (this.#inProgress) this.#start(at, MESSAGES.retrying);
    } else {
      await this.fail(at, fault.reason, !fault.reason.startsWith(INTERNAL_ERROR));
    }
  }

  readonly #upload = (at: number) => {
    this.#cancelLimit();
    this.#cancelWait();
    this.#enter('Uploading', MESSAGES.uploading, at);
    this.#next(at + DURATIONS.uploading * 1000, this.#complete);
  };

  readonly #complete = (at: number) =>
    this.#end({ status: 'Completed', secondary: 'Completed', message: MESSAGES.completed, at }, true);

  readonly #exceed = (at: number) =>
    this.#stopAfterGrace(at, MESSAGES.limitReached, {
      secondary: 'MaxRuntimeExceeded',
      message: MESSAGES.limitExceeded,
    });

  readonly #exceedWait = (at: number) =>
    this.#stopAfterGrace(at, MESSAGES.waitReached, {
      secondary: 'MaxWaitTimeExceeded',
      message: MESSAGES.waitExceeded,
    });

  #stopAfterGrace(at: number, message: string, last: Pick<Step, 'secondary' | 'message'>): void {
    this.#cancelLimit();
    this.#cancelWait();
    enter(this.#job, { status: 'Stopping', secondary: 'Stopping', message, at });
    const end = (now: number) => this.#end({ status: 'Stopped', ...last, at: now }, this.#job.launched);
    this.#next(at + DURATIONS.stopping * 1000, end);
  }

  /** A client that sees the job ended no longer sees its network interfaces. */
  async #end(last: Step, healthy: boolean): Promise<void> {
    if (this.#ending) return;
    this.abandon();
    await this.#leaveInstances(last.at, false);
    enter(this.#job, last, poolAfter(this.#job.history.current.pool, last.at, healthy));
    this.#world.onEnd(this.#job, last.at);
  }

  async #leaveInstances(at: number, kept: boolean): Promise<void> {
    this.#cancelStep();
    this.#cancelLimit();
    this.#progress.stop(at, kept);
    const latest = this.#job.instanceTimes.at(-1);
    if (latest) latest.to ??= at;
    await this.#world.interfaces.release(this.#job);
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

  get #secondary() {
    return this.#job.transitions.at(-1)?.status;
  }

  get #retries(): number {
    return this.#job.request.RetryStrategy?.MaximumRetryAttempts ?? 0;
  }

  get #durations() {
    return this.#job.warm ? DURATIONS.warm : DURATIONS;
  }

  #enter(secondary: Step['secondary'], message: string, at: number): void {
    enter(this.#job, { status: 'InProgress', secondary, message, at });
  }

  #next(at: number, step: (at: number) => Promise<void> | void): void {
    this.#cancelStep();
    this.#cancelStep = this.#world.clock.schedule(at, () => step(at));
  }

  /** Documented: of a job that is tried again, all attempts together have this time. */
  #limit(from: number): void {
    const seconds = this.#job.request.StoppingCondition?.MaxRuntimeInSeconds ?? DEFAULT_MAX_RUNTIME;
    const at = from + Math.max(0, seconds * 1000 - timeOnInstances(this.#job.instanceTimes, from));
    this.#cancelLimit();
    this.#cancelLimit = this.#world.clock.schedule(at, () => this.#exceed(at));
  }

  /** The time that a managed spot job has in all, waiting for instances and between them too. */
  #limitWait(from: number): void {
    const seconds = this.#job.request.StoppingCondition?.MaxWaitTimeInSeconds;
    if (seconds === undefined) return;
    const at = from + seconds * 1000;
    this.#cancelWait = this.#world.clock.schedule(at, () => this.#exceedWait(at));
  }
}
