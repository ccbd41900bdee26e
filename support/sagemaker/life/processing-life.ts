import type { ProcessingJobStatus } from '@aws-sdk/client-sagemaker';
import { trainingTime } from '../model/time.ts';
import { exitMessage } from '../processing/processing-job.ts';
import type { ProcessingJob } from '../records/processing.ts';
import type { Clock } from './clock.ts';
import { DEFAULT_MAX_RUNTIME, DURATIONS } from './durations.ts';
import type { NetworkInterfaces } from './interfaces.ts';
import { beginning, CAPACITY_ERROR, type JobFault, JobFaults } from './job-fault.ts';
import { hasEnded } from './transitions.ts';

/** The API's limit. */
const LONGEST_FAILURE_REASON = 1024;

export interface ProcessingWorld {
  readonly clock: Clock;
  readonly interfaces: NetworkInterfaces;
  /** What is to go wrong with it. */
  readonly faults: readonly JobFault[];
  /** Told once, when the job has ended and holds nothing any more. */
  readonly onEnd: (job: ProcessingJob, at: number) => void;
}

/** The life of one processing job. Its instances come and go as those of a training job do. Times are Unix milliseconds. */
export class ProcessingLife {
  readonly #job: ProcessingJob;
  readonly #world: ProcessingWorld;
  readonly #faults: JobFaults;
  #cancelStep = () => {};
  #cancelLimit = () => {};
  /** It is certain how the job ends. */
  #ending = false;

  constructor(job: ProcessingJob, world: ProcessingWorld) {
    this.#job = job;
    this.#world = world;
    // It has no spot instances to lose.
    this.#faults = new JobFaults(world.faults.filter(({ kind }) => kind !== 'interrupt'));
    const { createdAt } = job;
    this.#next(createdAt + DURATIONS.launching * 1000, this.#launch);
    // As for a training job: whether one that never comes to work has a time limit at all is not known.
    if (job.start.stalls) this.#limit(createdAt);
  }

  /** Asks the job to stop, which takes its grace period. Does nothing to one that is about to end anyway. */
  stop(at: number): void {
    if (!this.#inProgress) return;
    this.#cancelLimit();
    this.#enter('Stopping', at);
    this.#next(at + DURATIONS.stopping * 1000, (end) => this.#end('Stopped', end));
  }

  /** Says that the work is done; does nothing to a job that is not at work. */
  finish(at: number): void {
    if (this.#inProgress && this.#job.startedAt !== undefined) this.#upload(at);
  }

  /** Fails the job; `reason` is what people read in `FailureReason`. */
  async fail(at: number, reason: string): Promise<void> {
    if (this.#ending) return;
    this.#job.failureReason = reason.slice(0, LONGEST_FAILURE_REASON);
    await this.#end('Failed', at);
  }

  /** Nothing happens to the job from now on. */
  abandon(): void {
    this.#ending = true;
    this.#cancelStep();
    this.#cancelLimit();
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
    if (this.#inProgress && !this.#job.start.stalls) {
      this.#next(at + (DURATIONS.starting - DURATIONS.launching) * 1000, this.#work);
    }
  };

  readonly #work = (at: number) => {
    this.#job.startedAt = at;
    this.#enter('InProgress', at);
    this.#limit(at);
    const worksFrom = at + DURATIONS.downloading * 1000;
    const failure = this.#faults.nextMidway();
    if (failure?.kind === 'fail') {
      const failsAt = worksFrom + Math.round(failure.at * workingSeconds(this.#job) * 1000);
      this.#next(failsAt, () => this.fail(failsAt, failure.reason));
    } else if (!this.#job.start.openEnded) {
      this.#next(worksFrom + workingSeconds(this.#job) * 1000, this.#upload);
    }
  };

  readonly #upload = (at: number) => {
    this.#cancelLimit();
    this.#next(at + DURATIONS.uploading * 1000, this.#complete);
  };

  readonly #complete = (at: number) => {
    const message = exitMessage(this.#job);
    if (message !== undefined) this.#job.exitMessage = message;
    return this.#end('Completed', at);
  };

  /** A client that sees the job ended no longer sees its network interfaces. */
  async #end(status: ProcessingJobStatus, at: number): Promise<void> {
    if (this.#ending) return;
    this.abandon();
    await this.#world.interfaces.release(this.#job);
    this.#enter(status, at);
    this.#world.onEnd(this.#job, at);
  }

  async #holdInterfaces(): Promise<void> {
    const { NetworkConfig } = this.#job.request;
    if (!NetworkConfig?.VpcConfig) return;
    await this.#world.interfaces.hold(this.#job, {
      kind: 'processing job',
      job: this.#job.name,
      subnets: NetworkConfig.VpcConfig.Subnets ?? [],
      securityGroups: NetworkConfig.VpcConfig.SecurityGroupIds ?? [],
      instances: this.#job.instances,
    });
  }

  get #inProgress(): boolean {
    return !this.#ending && this.#job.history.current.status === 'InProgress';
  }

  #enter(status: ProcessingJobStatus, at: number): void {
    if (hasEnded(status)) this.#job.endedAt = at;
    this.#job.history.set({ status, modifiedAt: at });
  }

  #next(at: number, step: (at: number) => Promise<void> | void): void {
    this.#cancelStep();
    this.#cancelStep = this.#world.clock.schedule(at, () => step(at));
  }

  /** Documented: a processing job whose time is up is stopped. */
  #limit(from: number): void {
    const seconds = this.#job.request.StoppingCondition?.MaxRuntimeInSeconds ?? DEFAULT_MAX_RUNTIME;
    const at = from + seconds * 1000;
    this.#cancelLimit = this.#world.clock.schedule(at, () => this.stop(at));
  }
}

/** Whole seconds, since that is how the service reports them. */
function workingSeconds({ workload, instances, request }: ProcessingJob): number {
  const encrypted = request.NetworkConfig?.EnableInterContainerTrafficEncryption === true;
  return Math.max(1, Math.round(trainingTime(workload, instances, encrypted)));
}
