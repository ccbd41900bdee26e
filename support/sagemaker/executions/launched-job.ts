import type { AccountState } from '../accounts/state.ts';
import { hasEnded } from '../life/transitions.ts';
import type { LaunchedJob } from './launch.ts';

interface Kind {
  /** The member of the request that names the job. */
  readonly member: string;
  readonly describe: string;
  readonly find: (state: AccountState, name: string) => Job | undefined;
  readonly stop: (state: AccountState, name: string) => void;
}

interface Job {
  readonly name: string;
  readonly arn: string;
  readonly failureReason?: string | undefined;
  readonly history: { readonly current: { readonly status: string; readonly modifiedAt: number } };
}

const autoML = (describe: string): Kind => ({
  member: 'AutoMLJobName',
  describe,
  find: ({ autoMLJobs }, name) => autoMLJobs.get(name),
  stop: ({ autoMLJobs, lives }, name) => {
    const job = autoMLJobs.get(name);
    if (job) lives.stopAutoML(job);
  },
});

const KINDS: Readonly<Record<string, Kind>> = {
  CreateTrainingJob: {
    member: 'TrainingJobName',
    describe: 'DescribeTrainingJob',
    find: ({ trainingJobs }, name) => trainingJobs.get(name),
    stop: ({ trainingJobs, lives }, name) => {
      const job = trainingJobs.get(name);
      if (job) lives.stopTraining(job);
    },
  },
  CreateProcessingJob: {
    member: 'ProcessingJobName',
    describe: 'DescribeProcessingJob',
    find: ({ processingJobs }, name) => processingJobs.get(name),
    stop: ({ processingJobs, lives }, name) => {
      const job = processingJobs.get(name);
      if (job) lives.stopProcessing(job);
    },
  },
  CreateHyperParameterTuningJob: {
    member: 'HyperParameterTuningJobName',
    describe: 'DescribeHyperParameterTuningJob',
    find: ({ tuningJobs }, name) => tuningJobs.get(name),
    stop: ({ tuningJobs, lives }, name) => {
      const job = tuningJobs.get(name);
      if (job) lives.stopTuning(job);
    },
  },
  CreateAutoMLJob: autoML('DescribeAutoMLJob'),
  CreateAutoMLJobV2: autoML('DescribeAutoMLJobV2'),
};

/** The job that a request has created; `undefined` where the request creates none that runs to an end. */
export function launchedJob(state: AccountState, operation: string, input: unknown): LaunchedJob | undefined {
  const kind = KINDS[operation];
  const name = kind && (input as Readonly<Record<string, unknown>>)[kind.member];
  const job = typeof name === 'string' ? kind?.find(state, name) : undefined;
  if (kind === undefined || job === undefined) return undefined;
  return {
    name: job.name,
    arn: job.arn,
    describe: { operation: kind.describe, input: { [kind.member]: job.name } },
    status: () => job.history.current.status,
    failureReason: () => job.failureReason,
    whenEnded: (onEnd) => {
      const { status, modifiedAt } = job.history.current;
      if (hasEnded(status)) onEnd(modifiedAt);
      else state.ends.wait(job, onEnd);
    },
    stop: () => kind.stop(state, job.name),
  };
}

/** The member of a request that names the job it asks for. */
export const nameMember = (operation: string): string | undefined => KINDS[operation]?.member;
