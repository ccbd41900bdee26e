/** Requests that lose nothing, for every operation whose request has a place for the flag. */

import { FLAGGED_OPERATIONS } from '../../sagemaker/request-facts.ts';
import { FLAG } from '../../sagemaker/training/facts.ts';
import type { Given } from '../types.ts';

type Operation = (typeof FLAGGED_OPERATIONS)[number];
type Json = Record<string, unknown>;

interface Place {
  readonly name: string;
  /** Where the definitions of jobs are: the request itself, or members of it. */
  readonly definitions: readonly string[];
  /** Where a definition has its flag and network; empty for its top. */
  readonly holder: string;
  /** Where it has its instances; absent where the service chooses them. */
  readonly cluster?: string;
}

const DEFINITION: Place = {
  name: 'JobDefinitionName',
  definitions: [''],
  holder: 'NetworkConfig',
  cluster: 'JobResources.ClusterConfig',
};

const SCHEDULE: Place = {
  name: 'MonitoringScheduleName',
  definitions: ['MonitoringScheduleConfig.MonitoringJobDefinition'],
  holder: 'NetworkConfig',
  cluster: 'MonitoringResources.ClusterConfig',
};

/** As the documentation has it, written down a second time so that the table under test is not its own judge. */
export const PLACES: Readonly<Record<Operation, Place>> = {
  CreateTrainingJob: { name: 'TrainingJobName', definitions: [''], holder: '', cluster: 'ResourceConfig' },
  CreateHyperParameterTuningJob: {
    name: 'HyperParameterTuningJobName',
    definitions: ['TrainingJobDefinitions.1', 'TrainingJobDefinitions.2'],
    holder: '',
    cluster: 'ResourceConfig',
  },
  CreateProcessingJob: {
    name: 'ProcessingJobName',
    definitions: [''],
    holder: 'NetworkConfig',
    cluster: 'ProcessingResources.ClusterConfig',
  },
  CreateAutoMLJob: { name: 'AutoMLJobName', definitions: [''], holder: 'AutoMLJobConfig.SecurityConfig' },
  CreateAutoMLJobV2: { name: 'AutoMLJobName', definitions: [''], holder: 'SecurityConfig' },
  CreateDataQualityJobDefinition: DEFINITION,
  CreateModelQualityJobDefinition: DEFINITION,
  CreateModelBiasJobDefinition: DEFINITION,
  CreateModelExplainabilityJobDefinition: DEFINITION,
  CreateMonitoringSchedule: SCHEDULE,
  UpdateMonitoringSchedule: SCHEDULE,
};

export const OPERATIONS: readonly Operation[] = FLAGGED_OPERATIONS;

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('.');

/** The members of a request that must not be lost, by their paths from its top. */
export function flagPaths(operation: Operation): readonly string[] {
  const { definitions, holder } = PLACES[operation];
  return definitions.map((definition) => joined(definition, holder, FLAG));
}

export function vpcPaths(operation: Operation): readonly string[] {
  const { definitions, holder } = PLACES[operation];
  return definitions.map((definition) => joined(definition, holder, 'VpcConfig'));
}

/** A request that asks for what the situation gives, encrypted. */
export function rightRequest(operation: Operation, given: Given, name = 'fraud-7'): Json {
  const { name: member, definitions, cluster } = PLACES[operation];
  const request: Json = { [member]: name };
  for (const path of flagPaths(operation)) put(request, path, true);
  for (const path of vpcPaths(operation)) {
    put(request, path, { Subnets: [...given.subnets], SecurityGroupIds: [...given.securityGroups] });
  }
  for (const definition of definitions) {
    if (cluster === undefined) continue;
    const { instances, groups } = given.shape;
    put(request, joined(definition, cluster), groups ? { InstanceGroups: groups } : { InstanceCount: instances });
  }
  return request;
}

/** Puts a value at a path, places in lists counted from one. */
export function put(root: Json, path: string, value: unknown): void {
  const members = path.split('.');
  const last = members.pop() ?? '';
  let at: Json = root;
  for (const [index, member] of members.entries()) {
    const key = Array.isArray(at) ? String(Number(member) - 1) : member;
    const isList = /^\d+$/.test(members[index + 1] ?? last);
    at[key] ??= isList ? [] : {};
    at = at[key] as Json;
  }
  at[last] = value;
}

/** Takes what is at a path away. */
export function take(root: Json, path: string): void {
  const members = path.split('.');
  const last = members.pop() ?? '';
  let at: unknown = root;
  for (const member of members) {
    at = Array.isArray(at) ? at[Number(member) - 1] : (at as Json | undefined)?.[member];
  }
  if (Array.isArray(at)) at.splice(Number(last) - 1, 1);
  else if (at) delete (at as Json)[last];
}
