import type { CreateProcessingJobRequest } from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { arnOf } from '../arn.ts';
import { DEFAULT_MAX_RUNTIME } from '../life/durations.ts';
import type { ProcessingJob, ProcessingStart } from '../records/processing.ts';
import { reserveFreeName } from '../store/free-name.ts';
import { History } from '../store/history.ts';
import type { Reservation } from '../store/registry.ts';
import { processingInstances } from './instances.ts';
import { exitMessageOf, workloadOfProcessing } from './workload.ts';

/**
 * Starts a processing job that another job launches, on the clock of the account. It is not judged: the job that launches it
 * was. A name that is taken gets another ending; the job that is returned has the name that it got.
 * @throws ServiceError ValidationException when the request's environment does not fit the model of time.
 */
export function startProcessingJob(
  state: AccountState,
  request: CreateProcessingJobRequest,
  start: ProcessingStart,
): ProcessingJob {
  workloadOfProcessing(request);
  const { name, reservation } = reserveFreeName(state.processingJobs, request.ProcessingJobName ?? '');
  return beginProcessingJob(state, { ...request, ProcessingJobName: name }, reservation, start);
}

/** Makes a processing job and lets it begin. Everything that could be wrong with the request was checked. */
export function beginProcessingJob(
  state: AccountState,
  request: CreateProcessingJobRequest,
  { sequence }: Reservation,
  start: ProcessingStart,
): ProcessingJob {
  const name = request.ProcessingJobName ?? '';
  const job: ProcessingJob = {
    name,
    arn: arnOf(state.caller, 'processing-job', name),
    sequence,
    request: {
      ...request,
      StoppingCondition: request.StoppingCondition ?? { MaxRuntimeInSeconds: DEFAULT_MAX_RUNTIME },
    },
    createdAt: start.createdAt,
    workload: workloadOfProcessing(request),
    instances: processingInstances(request).count,
    start,
    history: new History(state.revisions, { status: 'InProgress', modifiedAt: start.createdAt }),
  };
  state.processingJobs.add(job);
  state.tags.add(job.arn, request.Tags ?? []);
  state.lives.beginProcessing(job);
  return job;
}

/** What the container of a job leaves behind when it is done. */
export function exitMessage({ request }: ProcessingJob): string | undefined {
  return exitMessageOf(request.Environment);
}
