import type { CreateProcessingJobRequest } from '@aws-sdk/client-sagemaker';
import type { Job } from '../../rules/types.ts';
import { FLAG, vpcOf } from '../training/facts.ts';
import { processingInstances } from './instances.ts';

export function processingFacts(request: CreateProcessingJobRequest): Job {
  const { count, types } = processingInstances(request);
  return {
    operation: 'CreateProcessingJob',
    name: request.ProcessingJobName ?? '',
    path: '',
    encrypted: request.NetworkConfig?.[FLAG],
    flagPath: `NetworkConfig.${FLAG}`,
    vpc: vpcOf(request.NetworkConfig?.VpcConfig),
    instances: count,
    instanceTypes: types,
  };
}
