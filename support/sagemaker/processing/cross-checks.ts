import type { CreateProcessingJobRequest } from '@aws-sdk/client-sagemaker';
import { invalid } from '../errors/own-errors.ts';
import { processingInstances } from './instances.ts';

/** @throws ServiceError ValidationException for the first thing of a processing job that does not fit together. */
export function checkProcessing(request: CreateProcessingJobRequest): void {
  const member = 'ProcessingResources.ClusterConfig';
  const cluster = request.ProcessingResources?.ClusterConfig;
  if (cluster?.InstanceType !== undefined && cluster.InstancePreferences?.length) {
    throw invalid(`${member} gives both InstanceType and InstancePreferences; give one of them.`);
  }
  if (processingInstances(request).types.length === 0) {
    throw invalid(`${member} gives neither InstanceType nor InstancePreferences; give one of them.`);
  }
}
