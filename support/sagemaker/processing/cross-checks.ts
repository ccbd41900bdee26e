import type { CreateProcessingJobRequest } from '@aws-sdk/client-sagemaker';
import { invalid } from '../own-errors.ts';
import { instancesOf } from '../resources.ts';

/** @throws ServiceError ValidationException for the first thing of a processing job that does not fit together. */
export function checkProcessing({ ProcessingResources }: CreateProcessingJobRequest): void {
  const member = 'ProcessingResources.ClusterConfig';
  const cluster = ProcessingResources?.ClusterConfig;
  const { count, types } = instancesOf(cluster);
  if (cluster?.InstanceType !== undefined && cluster.InstancePreferences?.length) {
    throw invalid(`${member} gives both InstanceType and InstancePreferences; give one of them.`);
  }
  if (types.length === 0)
    throw invalid(`${member} gives neither InstanceType nor InstancePreferences; give one of them.`);
  if (count < 1) throw invalid(`${member} asks for no instance; give InstanceCount, at least one.`);
}
