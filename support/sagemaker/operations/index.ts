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
import { createPipeline } from './create-pipeline.ts';
import { createProcessingJob } from './create-processing-job.ts';
import { createTrainingJob } from './create-training-job.ts';
import { deleteDataQualityJobDefinition } from './delete-data-quality-job-definition.ts';
import { deleteHyperParameterTuningJob } from './delete-hyper-parameter-tuning-job.ts';
import { deleteModelBiasJobDefinition } from './delete-model-bias-job-definition.ts';
import { deleteModelExplainabilityJobDefinition } from './delete-model-explainability-job-definition.ts';
import { deleteModelQualityJobDefinition } from './delete-model-quality-job-definition.ts';
import { deleteMonitoringSchedule } from './delete-monitoring-schedule.ts';
import { deletePipeline } from './delete-pipeline.ts';
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
import { describePipeline } from './describe-pipeline.ts';
import { describePipelineDefinitionForExecution } from './describe-pipeline-definition-for-execution.ts';
import { describePipelineExecution } from './describe-pipeline-execution.ts';
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
import { listPipelineExecutionSteps } from './list-pipeline-execution-steps.ts';
import { listPipelineExecutions } from './list-pipeline-executions.ts';
import { listPipelineParametersForExecution } from './list-pipeline-parameters-for-execution.ts';
import { listPipelines } from './list-pipelines.ts';
import { listProcessingJobs } from './list-processing-jobs.ts';
import { listTags } from './list-tags.ts';
import { listTrainingJobs } from './list-training-jobs.ts';
import { listTrainingJobsForHyperParameterTuningJob } from './list-training-jobs-for-hyper-parameter-tuning-job.ts';
import { search } from './search.ts';
import { startMonitoringSchedule } from './start-monitoring-schedule.ts';
import { startPipelineExecution } from './start-pipeline-execution.ts';
import { stopAutoMLJob } from './stop-auto-ml-job.ts';
import { stopHyperParameterTuningJob } from './stop-hyper-parameter-tuning-job.ts';
import { stopMonitoringSchedule } from './stop-monitoring-schedule.ts';
import { stopPipelineExecution } from './stop-pipeline-execution.ts';
import { stopProcessingJob } from './stop-processing-job.ts';
import { stopTrainingJob } from './stop-training-job.ts';
import { updateMonitoringSchedule } from './update-monitoring-schedule.ts';
import { updatePipeline } from './update-pipeline.ts';
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
  CreatePipeline: createPipeline,
  CreateProcessingJob: createProcessingJob,
  CreateTrainingJob: createTrainingJob,
  DeleteDataQualityJobDefinition: deleteDataQualityJobDefinition,
  DeleteHyperParameterTuningJob: deleteHyperParameterTuningJob,
  DeleteModelBiasJobDefinition: deleteModelBiasJobDefinition,
  DeleteModelExplainabilityJobDefinition: deleteModelExplainabilityJobDefinition,
  DeleteModelQualityJobDefinition: deleteModelQualityJobDefinition,
  DeleteMonitoringSchedule: deleteMonitoringSchedule,
  DeletePipeline: deletePipeline,
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
  DescribePipeline: describePipeline,
  DescribePipelineDefinitionForExecution: describePipelineDefinitionForExecution,
  DescribePipelineExecution: describePipelineExecution,
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
  ListPipelineExecutionSteps: listPipelineExecutionSteps,
  ListPipelineExecutions: listPipelineExecutions,
  ListPipelineParametersForExecution: listPipelineParametersForExecution,
  ListPipelines: listPipelines,
  ListProcessingJobs: listProcessingJobs,
  ListTags: listTags,
  ListTrainingJobs: listTrainingJobs,
  ListTrainingJobsForHyperParameterTuningJob: listTrainingJobsForHyperParameterTuningJob,
  Search: search,
  StartMonitoringSchedule: startMonitoringSchedule,
  StartPipelineExecution: startPipelineExecution,
  StopAutoMLJob: stopAutoMLJob,
  StopHyperParameterTuningJob: stopHyperParameterTuningJob,
  StopMonitoringSchedule: stopMonitoringSchedule,
  StopPipelineExecution: stopPipelineExecution,
  StopProcessingJob: stopProcessingJob,
  StopTrainingJob: stopTrainingJob,
  UpdateMonitoringSchedule: updateMonitoringSchedule,
  UpdatePipeline: updatePipeline,
  UpdateTrainingJob: updateTrainingJob,
};
