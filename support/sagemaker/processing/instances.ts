import type { CreateProcessingJobRequest } from '@aws-sdk/client-sagemaker';
import { type Instances, instancesOf } from '../resources.ts';

/** The instances of a processing job. Documented: one, where its cluster does not say how many. */
export function processingInstances({
  ProcessingResources,
}: Pick<CreateProcessingJobRequest, 'ProcessingResources'>): Instances {
  const cluster = ProcessingResources?.ClusterConfig;
  return instancesOf(cluster && { ...cluster, InstanceCount: cluster.InstanceCount ?? 1 });
}
