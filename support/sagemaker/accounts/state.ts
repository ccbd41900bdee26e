import type { Caller } from '../../protocol/service.ts';
import type { Job, Verdict } from '../../rules/types.ts';
import type { PageOf } from '../errors/refusal.ts';
import { JobEnds } from '../executions/job-ends.ts';
import type { Launch, Read } from '../executions/launch.ts';
import type { Clock } from '../life/clock.ts';
import type { JobFaultsOf } from '../life/job-fault.ts';
import type { Lives } from '../life/types.ts';
import { MonitoringStore } from '../monitoring/store.ts';
import type { Pipeline, PipelineExecution } from '../pipelines/records.ts';
import type { AutoMLFace, AutoMLJob } from '../records/automl.ts';
import type { ProcessingFace, ProcessingJob } from '../records/processing.ts';
import type { TrainingFace, TrainingJob, TuningFace, TuningJob } from '../records/training.ts';
import { TrainingIndex } from '../search/training-index.ts';
import { StateMachineStore } from '../step-functions/store.ts';
import { Revisions } from '../store/history.ts';
import { JobRegistry } from '../store/job-registry.ts';
import { Registry } from '../store/registry.ts';
import { SharedMembers } from '../store/shared.ts';
import { Tags } from '../store/tags.ts';
import { WaitingPools } from '../training/waiting-pools.ts';
import { Looks } from './looks.ts';

export interface AccountStateOptions {
  readonly caller: Caller;
  readonly clock: Clock;
  /** Judges the jobs of one request and records the verdicts; rejects with a ServiceError when it cannot. */
  readonly judge: (jobs: readonly Job[]) => Promise<readonly Verdict[]>;
  /** The same without a record, for jobs that no request has just created. */
  readonly assess: (jobs: readonly Job[]) => Promise<readonly Verdict[]>;
  /** What is to go wrong with a training job that begins. */
  readonly jobFaultsOf: JobFaultsOf;
  /** Where a job of this account is shown, for the errors that refuse it. */
  readonly pageOf: PageOf;
  /** Asks for a job in place of a client, as a pipeline or a state machine does. */
  readonly launch: Launch;
  /** Looks at a job in place of a client. */
  readonly read: Read;
  /** Makes what runs the jobs of this account. */
  readonly lives: (state: AccountState) => Lives;
}

/** Everything the stub keeps for one account in one region. */
export class AccountState implements AsyncDisposable {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly judge: AccountStateOptions['judge'];
  readonly assess: AccountStateOptions['assess'];
  readonly jobFaultsOf: JobFaultsOf;
  readonly pageOf: PageOf;
  readonly launch: Launch;
  readonly read: Read;
  readonly ends = new JobEnds();
  readonly revisions = new Revisions();
  readonly trainingJobs = new JobRegistry<TrainingFace, TrainingJob>();
  readonly tuningJobs = new JobRegistry<TuningFace, TuningJob>();
  readonly processingJobs = new JobRegistry<ProcessingFace, ProcessingJob>();
  readonly autoMLJobs = new JobRegistry<AutoMLFace, AutoMLJob>();
  readonly pipelines = new Registry<Pipeline>();
  readonly pipelineExecutions = new Registry<PipelineExecution>();
  readonly pipelineRuns = new Map<PipelineExecution, { stop(at: number): void }>();
  readonly stateMachines = new StateMachineStore();
  readonly monitoring = new MonitoringStore();
  readonly trainingIndex = new TrainingIndex(this.trainingJobs);
  readonly tags = new Tags((arn) => {
    const job = this.trainingJobs.withKey(arn.slice(arn.lastIndexOf('/') + 1));
    if (job?.arn === arn) this.trainingJobs.touched(job);
  });
  readonly sharedMembers = new SharedMembers();
  readonly waitingPools = new WaitingPools();
  readonly looks = new Looks();
  readonly lives: Lives;

  constructor({ caller, clock, judge, assess, jobFaultsOf, pageOf, launch, read, lives }: AccountStateOptions) {
    this.caller = caller;
    this.clock = clock;
    this.judge = judge;
    this.assess = assess;
    this.jobFaultsOf = jobFaultsOf;
    this.pageOf = pageOf;
    this.launch = launch;
    this.read = read;
    this.lives = lives(this);
    this.trainingJobs.watch((job) => {
      if (this.trainingJobs.has(job)) this.waitingPools.update(job);
      else this.waitingPools.remove(job);
    });
  }

  /** Every job is left as it is, and its network interfaces are deleted. The clock is not stopped. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.lives.abandonAll();
  }
}
