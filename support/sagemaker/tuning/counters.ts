import type { ObjectiveStatus, ObjectiveStatusCounters, TrainingJobStatusCounters } from '@aws-sdk/client-sagemaker';
import type { TrainingJob, TuningJob } from '../jobs.ts';
import { hasEnded } from '../life/transitions.ts';
import { objectiveOf } from './objective.ts';

/** A job that is being stopped has not stopped, so it counts as in progress. */
export function statusCounters({ children }: TuningJob): Required<TrainingJobStatusCounters> {
  const count = (status: string) => children.filter((job) => job.history.current.status === status).length;
  return {
    Completed: count('Completed'),
    InProgress: count('InProgress') + count('Stopping'),
    // A retry is for internal errors of the service; nothing here has any.
    RetryableError: 0,
    NonRetryableError: count('Failed'),
    Stopped: count('Stopped'),
  };
}

export function objectiveCounters({ children }: TuningJob): Required<ObjectiveStatusCounters> {
  const count = (status: ObjectiveStatus) => children.filter((job) => objectiveStatus(job) === status).length;
  return { Succeeded: count('Succeeded'), Pending: count('Pending'), Failed: count('Failed') };
}

export function objectiveStatus(job: TrainingJob): ObjectiveStatus {
  if (!hasEnded(job.history.current.status)) return 'Pending';
  return objectiveOf(job) ? 'Succeeded' : 'Failed';
}
