/** What the rules need to know of the jobs that a request asks for. */

import type {
  CreateHyperParameterTuningJobRequest,
  CreateTrainingJobRequest,
  HyperParameterTrainingJobDefinition,
  VpcConfig,
} from '@aws-sdk/client-sagemaker';
import type { Job } from '../../rules/types.ts';
import { alternativesOf, instancesOf, mostOf } from '../resources.ts';

export const FLAG = 'EnableInterContainerTrafficEncryption';

export function trainingFacts(request: CreateTrainingJobRequest): Job {
  const { count, types } = instancesOf(request.ResourceConfig);
  return {
    operation: 'CreateTrainingJob',
    name: request.TrainingJobName ?? '',
    path: '',
    encrypted: request[FLAG],
    flagPath: FLAG,
    vpc: vpcOf(request.VpcConfig),
    instances: count,
    instanceTypes: types,
  };
}

/** One for each definition, in the order given. */
export function tuningFacts(request: CreateHyperParameterTuningJobRequest): readonly Job[] {
  return definitionsOf(request).map(({ definition, path }) => {
    // Any of the alternatives may be what a training job gets, so the rules look at the largest.
    const alternatives = alternativesOf(definition).map(instancesOf);
    return {
      operation: 'CreateHyperParameterTuningJob',
      name: request.HyperParameterTuningJobName ?? '',
      path,
      encrypted: definition[FLAG],
      flagPath: `${path}.${FLAG}`,
      vpc: vpcOf(definition.VpcConfig),
      instances: mostOf(alternatives.map(({ count }) => count || undefined)),
      instanceTypes: [...new Set(alternatives.flatMap(({ types }) => types))],
    };
  });
}

/** The definitions with their places in the request, counted from one as the service does. */
export function definitionsOf(
  request: CreateHyperParameterTuningJobRequest,
): readonly { readonly definition: HyperParameterTrainingJobDefinition; readonly path: string }[] {
  const { TrainingJobDefinition: one, TrainingJobDefinitions: several } = request;
  if (one) return [{ definition: one, path: 'TrainingJobDefinition' }];
  return (several ?? []).map((definition, index) => ({ definition, path: `TrainingJobDefinitions.${index + 1}` }));
}

export function vpcOf(config: VpcConfig | undefined): Job['vpc'] {
  return config && { subnets: config.Subnets ?? [], securityGroups: config.SecurityGroupIds ?? [] };
}
