import type { Operation } from '../operation.ts';
import { addTags } from './add-tags.ts';
import { createHyperParameterTuningJob } from './create-hyper-parameter-tuning-job.ts';
import { createProcessingJob } from './create-processing-job.ts';
import { createTrainingJob } from './create-training-job.ts';
import { deleteHyperParameterTuningJob } from './delete-hyper-parameter-tuning-job.ts';
import { deleteProcessingJob } from './delete-processing-job.ts';
import { deleteTags } from './delete-tags.ts';
import { deleteTrainingJob } from './delete-training-job.ts';
import { describeHyperParameterTuningJob } from './describe-hyper-parameter-tuning-job.ts';
import { describeProcessingJob } from './describe-processing-job.ts';
import { describeTrainingJob } from './describe-training-job.ts';
import { listHyperParameterTuningJobs } from './list-hyper-parameter-tuning-jobs.ts';
import { listProcessingJobs } from './list-processing-jobs.ts';
import { listTags } from './list-tags.ts';
import { listTrainingJobs } from './list-training-jobs.ts';
import { listTrainingJobsForHyperParameterTuningJob } from './list-training-jobs-for-hyper-parameter-tuning-job.ts';
import { stopHyperParameterTuningJob } from './stop-hyper-parameter-tuning-job.ts';
import { stopProcessingJob } from './stop-processing-job.ts';
import { stopTrainingJob } from './stop-training-job.ts';

/** What the stub answers, by the names that requests carry. */
export const operations: Readonly<Record<string, Operation>> = {
  AddTags: addTags,
  CreateHyperParameterTuningJob: createHyperParameterTuningJob,
  CreateProcessingJob: createProcessingJob,
  CreateTrainingJob: createTrainingJob,
  DeleteHyperParameterTuningJob: deleteHyperParameterTuningJob,
  DeleteProcessingJob: deleteProcessingJob,
  DeleteTags: deleteTags,
  DeleteTrainingJob: deleteTrainingJob,
  DescribeHyperParameterTuningJob: describeHyperParameterTuningJob,
  DescribeProcessingJob: describeProcessingJob,
  DescribeTrainingJob: describeTrainingJob,
  ListHyperParameterTuningJobs: listHyperParameterTuningJobs,
  ListProcessingJobs: listProcessingJobs,
  ListTags: listTags,
  ListTrainingJobs: listTrainingJobs,
  ListTrainingJobsForHyperParameterTuningJob: listTrainingJobsForHyperParameterTuningJob,
  StopHyperParameterTuningJob: stopHyperParameterTuningJob,
  StopProcessingJob: stopProcessingJob,
  StopTrainingJob: stopTrainingJob,
};
