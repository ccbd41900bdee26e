import type { MonitoringScheduleConfig, MonitoringType } from '@aws-sdk/client-sagemaker';
import type { Job } from '../../rules/types.ts';
import { instancesOf } from '../resources.ts';
import { FLAG, vpcOf } from '../training/facts.ts';
import type { DefinitionRequests } from './kinds.ts';
import { type Work, workOfDefinition, workOfSchedule } from './work.ts';

export function definitionFacts<Kind extends MonitoringType>(kind: Kind, request: DefinitionRequests[Kind]): Job {
  const name = request.JobDefinitionName ?? '';
  return facts(workOfDefinition(kind, request), { operation: `Create${kind}JobDefinition`, name, at: '' });
}

/** None for a schedule that names a job definition: that was judged when it was created. */
export function scheduleFacts(operation: string, name = '', config: MonitoringScheduleConfig = {}): readonly Job[] {
  const definition = config.MonitoringJobDefinition;
  const at = 'MonitoringScheduleConfig.MonitoringJobDefinition.';
  return definition ? [facts(workOfSchedule(definition), { operation, name, at })] : [];
}

interface Place {
  readonly operation: string;
  readonly name: string;
  /** The path to the definition, with a dot at its end. */
  readonly at: string;
}

function facts({ network, resources }: Work, { operation, name, at }: Place): Job {
  const { count, types } = instancesOf(resources?.ClusterConfig);
  return {
    operation,
    name,
    path: '',
    encrypted: network?.[FLAG],
    flagPath: `${at}NetworkConfig.${FLAG}`,
    vpc: vpcOf(network?.VpcConfig),
    instances: count,
    instanceTypes: types,
  };
}
