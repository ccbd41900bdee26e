/** What must fit together in a request: checks that look at more than one member. */

import type {
  CreateHyperParameterTuningJobRequest,
  CreateTrainingJobRequest,
  HyperParameterAlgorithmSpecification,
  ResourceConfig,
  ResourceLimits,
  StoppingCondition,
} from '@aws-sdk/client-sagemaker';
import { waitTimeWithoutSpot } from '../errors/observed-errors.ts';
import { invalid, limitExceeded } from '../errors/own-errors.ts';
import { alternativesOf, instancesOf } from '../resources.ts';
import { MOST_AT_ONCE, MOST_TRAINING_JOBS } from '../tuning/completion.ts';
import { definitionsOf } from './facts.ts';
import { hasLocalStorage } from './local-storage.ts';
import { checkPoolable } from './warm-pool.ts';

/** @throws ServiceError ValidationException for the first that does not fit. */
export function checkTraining(request: CreateTrainingJobRequest): void {
  if (!request.ServerlessJobConfig) {
    checkAlgorithm(request.AlgorithmSpecification, '');
    checkResources(request.ResourceConfig, '');
    checkGroups(request);
  }
  checkTimes(request.StoppingCondition, request.EnableManagedSpotTraining, '');
  checkPoolable(request);
}

/** @throws ServiceError ValidationException, or ResourceLimitExceeded, for the first that does not fit. */
export function checkTuning(request: CreateHyperParameterTuningJobRequest): void {
  if (request.TrainingJobDefinition && request.TrainingJobDefinitions) {
    throw invalid('the request gives both TrainingJobDefinition and TrainingJobDefinitions; give one of them.');
  }
  const definitions = definitionsOf(request);
  if (definitions.length === 0) {
    throw invalid('the request gives neither TrainingJobDefinition nor TrainingJobDefinitions; give one of them.');
  }
  checkLimits(request.HyperParameterTuningJobConfig?.ResourceLimits);
  for (const { definition, path } of definitions) {
    checkAlgorithm(definition.AlgorithmSpecification, `${path}.`);
    const alternatives = alternativesOf(definition);
    for (const resources of alternatives.length > 0 ? alternatives : [undefined]) {
      checkResources(resources, `${path}.`);
    }
    checkTimes(definition.StoppingCondition, definition.EnableManagedSpotTraining, `${path}.`);
  }
}

function checkLimits({ MaxNumberOfTrainingJobs = 1, MaxParallelTrainingJobs = 1 }: Partial<ResourceLimits> = {}): void {
  if (MaxNumberOfTrainingJobs > MOST_TRAINING_JOBS) {
    throw limitExceeded(`a tuning job launches at most ${MOST_TRAINING_JOBS} training jobs.`);
  }
  if (MaxParallelTrainingJobs > MOST_AT_ONCE) {
    throw limitExceeded(`a tuning job has at most ${MOST_AT_ONCE} training jobs at once.`);
  }
}

function checkAlgorithm(algorithm: HyperParameterAlgorithmSpecification | undefined, path: string): void {
  const { TrainingImage, AlgorithmName } = algorithm ?? {};
  const member = `${path}AlgorithmSpecification`;
  if (TrainingImage === undefined && AlgorithmName === undefined) {
    throw invalid(`${member} gives neither TrainingImage nor AlgorithmName; give one of them.`);
  }
  if (TrainingImage !== undefined && AlgorithmName !== undefined) {
    throw invalid(`${member} gives both TrainingImage and AlgorithmName; give one of them.`);
  }
}

function checkResources(resources: ResourceConfig | undefined, path: string): void {
  const member = `${path}ResourceConfig`;
  if (!resources) throw invalid(`${member} is missing; say on how many instances, and of which type, the job runs.`);
  if (resources.InstanceGroups?.length && resources.InstanceCount !== undefined) {
    throw invalid(`${member} gives both InstanceCount and InstanceGroups; give one of them.`);
  }
  if (instancesOf(resources).count < 1) {
    throw invalid(`${member} asks for no instance; give InstanceCount, or InstanceGroups, with at least one.`);
  }
  const stores = resources.VolumeKmsKeyId === undefined ? [] : instancesOf(resources).types.filter(hasLocalStorage);
  if (stores.length > 0) {
    const text = `${stores.join(' and ')} instances encrypt their own local storage; leave the key out.`;
    throw invalid(`${member}.VolumeKmsKeyId gives a key, but ${text}`);
  }
}

/** Each group of a heterogeneous cluster has a name of its own, by which channels choose among them. */
function checkGroups({ ResourceConfig, InputDataConfig = [] }: CreateTrainingJobRequest): void {
  const names = (ResourceConfig?.InstanceGroups ?? []).map(({ InstanceGroupName = '' }) => InstanceGroupName);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw invalid(`ResourceConfig.InstanceGroups has two groups of the name ${twice}.`);
  for (const { ChannelName, DataSource } of InputDataConfig) {
    const unknown = DataSource?.S3DataSource?.InstanceGroupNames?.find((name) => !names.includes(name));
    if (unknown === undefined) continue;
    throw invalid(`channel ${ChannelName} of InputDataConfig is for an instance group ${unknown}, which there is not.`);
  }
}

function checkTimes(condition: StoppingCondition | undefined, spot: boolean | undefined, path: string): void {
  const { MaxWaitTimeInSeconds: wait, MaxRuntimeInSeconds: run } = condition ?? {};
  if (wait === undefined) {
    // Documented: both together.
    if (spot) throw invalid(`${path}StoppingCondition gives no MaxWaitTimeInSeconds; managed spot training needs it.`);
    return;
  }
  if (!spot) throw waitTimeWithoutSpot();
  if (run !== undefined && wait < run) {
    const member = `${path}StoppingCondition`;
    throw invalid(`${member} gives MaxWaitTimeInSeconds ${wait}, which is less than MaxRuntimeInSeconds ${run}.`);
  }
}
