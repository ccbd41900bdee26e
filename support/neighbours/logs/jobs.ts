import type {
  DescribeProcessingJobResponse,
  DescribeTrainingJobResponse,
  ProcessingJobSummary,
  TrainingJobSummary,
} from '@aws-sdk/client-sagemaker';
import { partition } from '../../ec2/arn.ts';
import type { Caller, Service, ServiceRequest } from '../../protocol/service.ts';
import { noSuchGroup } from './errors.ts';
import { type LoggedJob, linesOf } from './lines.ts';

/** A log stream: one instance of one job. */
export interface Stream {
  readonly name: string;
  readonly arn: string;
  /** In order of time. */
  readonly events: readonly { readonly timestamp: number; readonly message: string }[];
}

/** How the jobs of a log group are asked for. */
interface Kind {
  readonly describe: (ask: Ask, name: string) => Promise<LoggedJob | undefined>;
  readonly names: (ask: Ask, contained: string) => Promise<string[]>;
}

/** Asks SageMaker, as the caller whose logs are read. `undefined` when it refuses. */
type Ask = <Output>(operation: string, input: object) => Promise<Output | undefined>;

/** More streams than one listing needs; a group of more jobs is read job by job. */
const JOBS = 100;

const KINDS: Readonly<Record<string, Kind>> = {
  '/aws/sagemaker/TrainingJobs': {
    async describe(ask, TrainingJobName) {
      const job = await ask<Wire<DescribeTrainingJobResponse>>('DescribeTrainingJob', { TrainingJobName });
      return job && training(job);
    },
    async names(ask, NameContains) {
      const input = { ...(NameContains && { NameContains }), MaxResults: JOBS };
      const page = await ask<{ TrainingJobSummaries?: Wire<TrainingJobSummary>[] }>('ListTrainingJobs', input);
      return (page?.TrainingJobSummaries ?? []).map((job) => job.TrainingJobName ?? '');
    },
  },
  '/aws/sagemaker/ProcessingJobs': {
    async describe(ask, ProcessingJobName) {
      const job = await ask<Wire<DescribeProcessingJobResponse>>('DescribeProcessingJob', { ProcessingJobName });
      return job && processing(job);
    },
    async names(ask, NameContains) {
      const input = { ...(NameContains && { NameContains }), MaxResults: JOBS };
      const page = await ask<{ ProcessingJobSummaries?: Wire<ProcessingJobSummary>[] }>('ListProcessingJobs', input);
      return (page?.ProcessingJobSummaries ?? []).map((job) => job.ProcessingJobName ?? '');
    },
  },
};

/** An answer as JSON has it: times are seconds. */
type Wire<T> = { readonly [K in keyof T]: T[K] extends Date | undefined ? number | undefined : T[K] };

function training(job: Wire<DescribeTrainingJobResponse>): LoggedJob | undefined {
  if (job.TrainingStartTime === undefined) return undefined;
  const { InstanceCount, InstanceGroups } = job.ResourceConfig ?? {};
  const transitions = (job.SecondaryStatusTransitions ?? []) as readonly Wire<
    NonNullable<DescribeTrainingJobResponse['SecondaryStatusTransitions']>[number]
  >[];
  return {
    name: job.TrainingJobName ?? '',
    startedAt: job.TrainingStartTime * 1000,
    instances: InstanceGroups?.reduce((sum, group) => sum + (group.InstanceCount ?? 0), 0) ?? InstanceCount ?? 1,
    encrypted: job.EnableInterContainerTrafficEncryption ?? false,
    history: transitions.map(({ StartTime = 0, Status, StatusMessage }) => ({
      at: StartTime * 1000,
      text: `${Status}: ${StatusMessage}`,
    })),
  };
}

function processing(job: Wire<DescribeProcessingJobResponse>): LoggedJob | undefined {
  if (job.ProcessingStartTime === undefined) return undefined;
  const ended = job.ProcessingEndTime;
  return {
    name: job.ProcessingJobName ?? '',
    startedAt: job.ProcessingStartTime * 1000,
    instances: job.ProcessingResources?.ClusterConfig?.InstanceCount ?? 1,
    encrypted: job.NetworkConfig?.EnableInterContainerTrafficEncryption ?? false,
    history: [
      { at: job.ProcessingStartTime * 1000, text: 'InProgress' },
      ...(ended === undefined ? [] : [{ at: ended * 1000, text: String(job.ProcessingJobStatus) }]),
    ],
  };
}

/**
 * The log streams of a group whose names begin with a prefix, in the order of their names. Nothing is kept: they are
 * made from what SageMaker reports the jobs. Throws when there is no such group.
 */
export async function streamsOf(
  sagemaker: Service,
  caller: Caller,
  group: string,
  prefix: string,
): Promise<readonly Stream[]> {
  const kind = Object.hasOwn(KINDS, group) ? KINDS[group] : undefined;
  if (kind === undefined) throw noSuchGroup(group);
  const ask = asker(sagemaker, caller);
  const [job = '', ...instance] = prefix.split('/');
  const names = instance.length > 0 ? [job] : await kind.names(ask, job);
  const jobs = await Promise.all(names.filter((name) => name !== '').map((name) => kind.describe(ask, name)));
  return jobs
    .flatMap((one) => (one === undefined ? [] : streams(caller, group, one)))
    .filter(({ name }) => name.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function streams({ account, region }: Caller, group: string, job: LoggedJob): Stream[] {
  return Array.from({ length: job.instances }, (_, index) => {
    const name = `${job.name}/algo-${index + 1}-${Math.floor(job.startedAt / 1000)}`;
    const arn = `arn:${partition(region)}:logs:${region}:${account}:log-group:${group}:log-stream:${name}`;
    return { name, arn, events: linesOf(job, index + 1) };
  });
}

function asker(sagemaker: Service, caller: Caller): Ask {
  return async (operation, input) => {
    const request: ServiceRequest = {
      caller,
      requestId: 'logs',
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `SageMaker.${operation}` },
      body: Buffer.from(JSON.stringify(input)),
    };
    const { status, body } = await sagemaker.handle(request);
    return status === 200 ? JSON.parse(Buffer.from(body).toString()) : undefined;
  };
}
