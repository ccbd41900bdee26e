/** Where requests have what an encrypted job needs, as paths from their top. */

import type { Job } from '../../rules/types.ts';
import type { Given } from '../types.ts';

/** Wherever the flag is, the network is its neighbour. */
export const vpcMember = ({ flagPath }: Pick<Job, 'flagPath'>): string => flagPath.replace(/[^.]*$/, 'VpcConfig');

const DEFINITION = 'JobResources.ClusterConfig';

/** Where a definition of jobs has its instances. AutoML leaves them to the service. */
const CLUSTERS: Readonly<Record<string, string>> = {
  CreateTrainingJob: 'ResourceConfig',
  CreateHyperParameterTuningJob: 'ResourceConfig',
  CreateProcessingJob: 'ProcessingResources.ClusterConfig',
  CreateDataQualityJobDefinition: DEFINITION,
  CreateModelQualityJobDefinition: DEFINITION,
  CreateModelBiasJobDefinition: DEFINITION,
  CreateModelExplainabilityJobDefinition: DEFINITION,
  CreateMonitoringSchedule: 'MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringResources.ClusterConfig',
  UpdateMonitoringSchedule: 'MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringResources.ClusterConfig',
};

/** Where a job says on what instances it runs; `undefined` where that is the service's choice. */
export function clusterMember({ operation, path }: Pick<Job, 'operation' | 'path'>): string | undefined {
  const cluster = CLUSTERS[operation];
  return cluster !== undefined && path ? `${path}.${cluster}` : cluster;
}

/** The value at a path from the top of a request, places in lists counted from one. */
export function valueAt(input: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, member) => {
    if (Array.isArray(value)) return value[Number(member) - 1];
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)[member]
      : undefined;
  }, input);
}

/** Whether a network was given, wholly or in part. */
export const hasNetwork = ({ subnets, securityGroups }: Given): boolean => subnets.length + securityGroups.length > 0;

/**
 * Whether a job has, or may have, several instances that talk to one another. Where the service chooses their number, it
 * may when several were asked for; a number that the request leaves out nobody knows.
 */
export const mayTalk = (job: Pick<Job, 'instances' | 'operation' | 'path'>, { shape }: Given): boolean =>
  job.instances >= 2 || (job.instances === 0 && clusterMember(job) === undefined && shape.instances >= 2);
