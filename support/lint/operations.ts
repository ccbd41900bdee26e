/** How a request of an operation that has a place for the flag is known, and where it asks for its instances. */

import type { Job } from '../rules/types.ts';
import { FLAGGED_OPERATIONS } from '../sagemaker/request-facts.ts';

type FlaggedOperation = (typeof FLAGGED_OPERATIONS)[number];

/** What only its requests have. In order: members of one operation's own stand before those that several share. */
const MEMBERS: readonly (readonly [operation: FlaggedOperation, members: readonly string[]])[] = [
  [
    'CreateHyperParameterTuningJob',
    ['HyperParameterTuningJobName', 'HyperParameterTuningJobConfig', 'TrainingJobDefinition', 'TrainingJobDefinitions'],
  ],
  ['CreateTrainingJob', ['TrainingJobName', 'AlgorithmSpecification']],
  ['CreateProcessingJob', ['ProcessingJobName', 'ProcessingResources', 'AppSpecification']],
  ['CreateAutoMLJobV2', ['AutoMLJobInputDataConfig', 'AutoMLProblemTypeConfig']],
  ['CreateAutoMLJob', ['AutoMLJobName', 'AutoMLJobConfig']],
  ['CreateDataQualityJobDefinition', ['DataQualityAppSpecification', 'DataQualityJobInput']],
  ['CreateModelQualityJobDefinition', ['ModelQualityAppSpecification', 'ModelQualityJobInput']],
  ['CreateModelBiasJobDefinition', ['ModelBiasAppSpecification', 'ModelBiasJobInput']],
  ['CreateModelExplainabilityJobDefinition', ['ModelExplainabilityAppSpecification', 'ModelExplainabilityJobInput']],
  // An update has the same members as what it updates.
  ['CreateMonitoringSchedule', ['MonitoringScheduleConfig']],
];

/** Where a definition of jobs asks for its instances, from its own top. AutoML leaves them to the service. */
const RESOURCES: Readonly<Record<FlaggedOperation, readonly string[]>> = {
  CreateTrainingJob: ['ResourceConfig'],
  CreateHyperParameterTuningJob: ['ResourceConfig', 'HyperParameterTuningResourceConfig'],
  CreateProcessingJob: ['ProcessingResources'],
  CreateAutoMLJob: [],
  CreateAutoMLJobV2: [],
  CreateDataQualityJobDefinition: ['JobResources'],
  CreateModelQualityJobDefinition: ['JobResources'],
  CreateModelBiasJobDefinition: ['JobResources'],
  CreateModelExplainabilityJobDefinition: ['JobResources'],
  CreateMonitoringSchedule: ['MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringResources'],
  UpdateMonitoringSchedule: ['MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringResources'],
};

/** The operation of that name, whatever its case: `createTrainingJob` in a Step Functions definition. */
export function flaggedOperation(name: unknown): FlaggedOperation | undefined {
  if (typeof name !== 'string') return undefined;
  return FLAGGED_OPERATIONS.find((operation) => operation.toLowerCase() === name.toLowerCase());
}

/** The operation that a request without a name is for, by its members, whatever their case. */
export function operationOf(request: Readonly<Record<string, unknown>>): FlaggedOperation | undefined {
  const given = new Set(Object.keys(request).map((name) => name.toLowerCase()));
  return MEMBERS.find(([, members]) => members.some((name) => given.has(name.toLowerCase())))?.[0];
}

/** The members of a request that say on how many instances a job of it runs, as paths from the request's top. */
export function resourcePaths({ operation, path }: Pick<Job, 'operation' | 'path'>): readonly string[] {
  const members = RESOURCES[operation as FlaggedOperation] ?? [];
  return members.map((member) => (path ? `${path}.${member}` : member));
}
