import type { ObjectiveStatus, ObjectiveStatusCounters, TrainingJobStatusCounters } from '@aws-sdk/client-sagemaker';
import { INTERNAL_ERROR } from '../life/job-fault.ts';
import { hasEnded } from '../life/transitions.ts';
import type { TrainingJob, TuningJob } from '../records/training.ts';
import { objectiveOf } from './objective.ts';

/** A job that is being stopped has not stopped, so it counts as in progress. */
export function statusCounters({ children }: TuningJob): Required<TrainingJobStatusCounters> {
  const count = (status: string) => children.filter((job) => job.history.current.status === status).length;
  const retryable = children.filter(failedByService).length;
  return {
    Completed: count('Completed'),
    InProgress: count('InProgress') + count('Stopping'),
    RetryableError: retryable,
    NonRetryableError: count('Failed') - retryable,
    Stopped: count('Stopped'),
  };
}

/** Documented: only what an internal error of the service ended can be tried again. */
function failedByService({ history, failureReason = '' }: TrainingJob): boolean {
  return history.current.status === 'Failed' && failureReason.startsWith(INTERNAL_ERROR);
}

export function objectiveCounters({ children }: TuningJob): Required<ObjectiveStatusCounters> {
  const count = (status: ObjectiveStatus) => children.filter((job) => objectiveStatus(job) === status).length;
  return { Succeeded: count('Succeeded'), Pending: count('Pending'), Failed: count('Failed') };
}

export function objectiveStatus(job: TrainingJob): ObjectiveStatus {
  if (!hasEnded(job.history.current.status)) return 'Pending';
  return objectiveOf(job) ? 'Succeeded' : 'Failed';
}
