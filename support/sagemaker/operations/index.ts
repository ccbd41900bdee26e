import type { Operation } from '../operation.ts';
import { addTags } from './add-tags.ts';
import { createAutoMLJob } from './create-auto-ml-job.ts';
import { createAutoMLJobV2 } from './create-auto-ml-job-v2.ts';
import { createDataQualityJobDefinition } from './create-data-quality-job-definition.ts';
import { createHyperParameterTuningJob } from './create-hyper-parameter-tuning-job.ts';
import { createModelBiasJobDefinition } from './create-model-bias-job-definition.ts';
import { createModelExplainabilityJobDefinition } from './create-model-explainability-job-definition.ts';
import { createModelQualityJobDefinition } from './create-model-quality-job-definition.ts';
import { createMonitoringSchedule } from './create-monitoring-schedule.ts';
import { createProcessingJob } from './create-processing-job.ts';
import { createTrainingJob } from './create-training-job.ts';
import { deleteDataQualityJobDefinition } from './delete-data-quality-job-definition.ts';
import { deleteHyperParameterTuningJob } from './delete-hyper-parameter-tuning-job.ts';
import { deleteModelBiasJobDefinition } from './delete-model-bias-job-definition.ts';
import { deleteModelExplainabilityJobDefinition } from './delete-model-explainability-job-definition.ts';
import { deleteModelQualityJobDefinition } from './delete-model-quality-job-definition.ts';
import { deleteMonitoringSchedule } from './delete-monitoring-schedule.ts';
import { deleteProcessingJob } from './delete-processing-job.ts';
import { deleteTags } from './delete-tags.ts';
import { deleteTrainingJob } from './delete-training-job.ts';
import { describeAutoMLJob } from './describe-auto-ml-job.ts';
import { describeAutoMLJobV2 } from './describe-auto-ml-job-v2.ts';
import { describeDataQualityJobDefinition } from './describe-data-quality-job-definition.ts';
import { describeHyperParameterTuningJob } from './describe-hyper-parameter-tuning-job.ts';
import { describeModelBiasJobDefinition } from './describe-model-bias-job-definition.ts';
import { describeModelExplainabilityJobDefinition } from './describe-model-explainability-job-definition.ts';
import { describeModelQualityJobDefinition } from './describe-model-quality-job-definition.ts';
import { describeMonitoringSchedule } from './describe-monitoring-schedule.ts';
import { describeProcessingJob } from './describe-processing-job.ts';
import { describeTrainingJob } from './describe-training-job.ts';
import { listAutoMLJobs } from './list-auto-ml-jobs.ts';
import { listCandidatesForAutoMLJob } from './list-candidates-for-auto-ml-job.ts';
import { listDataQualityJobDefinitions } from './list-data-quality-job-definitions.ts';
import { listHyperParameterTuningJobs } from './list-hyper-parameter-tuning-jobs.ts';
import { listModelBiasJobDefinitions } from './list-model-bias-job-definitions.ts';
import { listModelExplainabilityJobDefinitions } from './list-model-explainability-job-definitions.ts';
import { listModelQualityJobDefinitions } from './list-model-quality-job-definitions.ts';
import { listMonitoringExecutions } from './list-monitoring-executions.ts';
import { listMonitoringSchedules } from './list-monitoring-schedules.ts';
import { listProcessingJobs } from './list-processing-jobs.ts';
import { listTags } from './list-tags.ts';
import { listTrainingJobs } from './list-training-jobs.ts';
import { listTrainingJobsForHyperParameterTuningJob } from './list-training-jobs-for-hyper-parameter-tuning-job.ts';
import { search } from './search.ts';
import { startMonitoringSchedule } from './start-monitoring-schedule.ts';
import { stopAutoMLJob } from './stop-auto-ml-job.ts';
import { stopHyperParameterTuningJob } from './stop-hyper-parameter-tuning-job.ts';
import { stopMonitoringSchedule } from './stop-monitoring-schedule.ts';
import { stopProcessingJob } from './stop-processing-job.ts';
import { stopTrainingJob } from './stop-training-job.ts';
import { updateMonitoringSchedule } from './update-monitoring-schedule.ts';
import { updateTrainingJob } from './update-training-job.ts';

/** What the stub answers, by the names that requests carry. */
export const operations: Readonly<Record<string, Operation>> = {
  AddTags: addTags,
  CreateAutoMLJob: createAutoMLJob,
  CreateAutoMLJobV2: createAutoMLJobV2,
  CreateDataQualityJobDefinition: createDataQualityJobDefinition,
  CreateHyperParameterTuningJob: createHyperParameterTuningJob,
  CreateModelBiasJobDefinition: createModelBiasJobDefinition,
  CreateModelExplainabilityJobDefinition: createModelExplainabilityJobDefinition,
  CreateModelQualityJobDefinition: createModelQualityJobDefinition,
  CreateMonitoringSchedule: createMonitoringSchedule,
  CreateProcessingJob: createProcessingJob,
  CreateTrainingJob: createTrainingJob,
  DeleteDataQualityJobDefinition: deleteDataQualityJobDefinition,
  DeleteHyperParameterTuningJob: deleteHyperParameterTuningJob,
  DeleteModelBiasJobDefinition: deleteModelBiasJobDefinition,
  DeleteModelExplainabilityJobDefinition: deleteModelExplainabilityJobDefinition,
  DeleteModelQualityJobDefinition: deleteModelQualityJobDefinition,
  DeleteMonitoringSchedule: deleteMonitoringSchedule,
  DeleteProcessingJob: deleteProcessingJob,
  DeleteTags: deleteTags,
  DeleteTrainingJob: deleteTrainingJob,
  DescribeAutoMLJob: describeAutoMLJob,
  DescribeAutoMLJobV2: describeAutoMLJobV2,
  DescribeDataQualityJobDefinition: describeDataQualityJobDefinition,
  DescribeHyperParameterTuningJob: describeHyperParameterTuningJob,
  DescribeModelBiasJobDefinition: describeModelBiasJobDefinition,
  DescribeModelExplainabilityJobDefinition: describeModelExplainabilityJobDefinition,
  DescribeModelQualityJobDefinition: describeModelQualityJobDefinition,
  DescribeMonitoringSchedule: describeMonitoringSchedule,
  DescribeProcessingJob: describeProcessingJob,
  DescribeTrainingJob: describeTrainingJob,
  ListAutoMLJobs: listAutoMLJobs,
  ListCandidatesForAutoMLJob: listCandidatesForAutoMLJob,
  ListDataQualityJobDefinitions: listDataQualityJobDefinitions,
  ListHyperParameterTuningJobs: listHyperParameterTuningJobs,
  ListModelBiasJobDefinitions: listModelBiasJobDefinitions,
  ListModelExplainabilityJobDefinitions: listModelExplainabilityJobDefinitions,
  ListModelQualityJobDefinitions: listModelQualityJobDefinitions,
  ListMonitoringExecutions: listMonitoringExecutions,
  ListMonitoringSchedules: listMonitoringSchedules,
  ListProcessingJobs: listProcessingJobs,
  ListTags: listTags,
  ListTrainingJobs: listTrainingJobs,
  ListTrainingJobsForHyperParameterTuningJob: listTrainingJobsForHyperParameterTuningJob,
  Search: search,
  StartMonitoringSchedule: startMonitoringSchedule,
  StopAutoMLJob: stopAutoMLJob,
  StopHyperParameterTuningJob: stopHyperParameterTuningJob,
  StopMonitoringSchedule: stopMonitoringSchedule,
  StopProcessingJob: stopProcessingJob,
  StopTrainingJob: stopTrainingJob,
  UpdateMonitoringSchedule: updateMonitoringSchedule,
  UpdateTrainingJob: updateTrainingJob,
};
