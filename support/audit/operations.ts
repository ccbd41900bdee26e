import { resourcePaths } from '../lint/operations.ts';
import { FLAGGED_OPERATIONS, jobsOf } from '../sagemaker/request-facts.ts';

type Operation = (typeof FLAGGED_OPERATIONS)[number];

/** Where the request of an operation has what decides. Paths are those of the API, without dots: `['NetworkConfig']`. */
export interface OperationPaths {
  readonly operation: Operation;
  /** The member that names the job. */
  readonly name: string;
  /** Where it defines its jobs, from the top of the request. Absent: the request is the definition. */
  readonly definitions?: { readonly one: readonly string[]; readonly several?: readonly string[] };
  /** From a definition to what holds the flag and the VPC. */
  readonly network: readonly string[];
  /** From a definition to what says on how many instances it runs. Absent: the service chooses. */
  readonly cluster?: readonly string[];
  /** Of tuning jobs: alternatives to `cluster`, of which the largest counts. */
  readonly alternatives?: readonly string[];
  /** What a cluster without a number of instances has, where the API documents it. */
  readonly instances?: number;
}

const NAMES: Readonly<Record<Operation, string>> = {
  CreateTrainingJob: 'TrainingJobName',
  CreateHyperParameterTuningJob: 'HyperParameterTuningJobName',
  CreateProcessingJob: 'ProcessingJobName',
  CreateAutoMLJob: 'AutoMLJobName',
  CreateAutoMLJobV2: 'AutoMLJobName',
  CreateDataQualityJobDefinition: 'JobDefinitionName',
  CreateModelQualityJobDefinition: 'JobDefinitionName',
  CreateModelBiasJobDefinition: 'JobDefinitionName',
  CreateModelExplainabilityJobDefinition: 'JobDefinitionName',
  CreateMonitoringSchedule: 'MonitoringScheduleName',
  UpdateMonitoringSchedule: 'MonitoringScheduleName',
};

const SCHEDULED = { one: ['MonitoringScheduleConfig', 'MonitoringJobDefinition'] };

const DEFINITIONS: Partial<Readonly<Record<Operation, OperationPaths['definitions']>>> = {
  CreateHyperParameterTuningJob: { one: ['TrainingJobDefinition'], several: ['TrainingJobDefinitions'] },
  CreateMonitoringSchedule: SCHEDULED,
  UpdateMonitoringSchedule: SCHEDULED,
};

/** Every operation whose request has a place for the flag, as lint and the stub read it. */
export const OPERATIONS: readonly OperationPaths[] = FLAGGED_OPERATIONS.map((operation) => {
  const definitions = DEFINITIONS[operation];
  const at = definitions?.one ?? [];
  const [job] =
    jobsOf(
      operation,
      at.toReversed().reduce<object>((inner, member) => ({ [member]: inner }), {}),
    ) ?? [];
  if (job === undefined) throw new Error(`${operation} defines no job at ${at.join('.')}`);
  const below = (path: string) => path.split('.').slice(at.length);
  // An operation of one definition has its paths from the request's top, and a tuning job from the definition's place.
  const [cluster, alternatives] = resourcePaths(job).map(below);
  const where =
    operation === 'CreateProcessingJob' || /JobDefinition$|Schedule$/.test(operation) ? ['ClusterConfig'] : [];
  return {
    operation,
    name: NAMES[operation],
    ...(definitions && { definitions }),
    network: below(job.flagPath).slice(0, -1),
    ...(cluster && { cluster: [...cluster, ...where] }),
    ...(alternatives && { alternatives }),
    // As processingInstances.
    ...(operation === 'CreateProcessingJob' && { instances: 1 }),
  };
});
