import type { HyperParameterTrainingJobDefinition, ResourceConfig } from '@aws-sdk/client-sagemaker';

export interface Instances {
  /** All of them: the sum over the groups of a heterogeneous cluster. */
  readonly count: number;
  readonly types: readonly string[];
}

interface Group {
  readonly InstanceType?: string | undefined;
  readonly InstanceCount?: number | undefined;
}

/** What training and processing have in common in how they ask for instances. */
export interface Cluster extends Group {
  readonly InstanceGroups?: readonly Group[] | undefined;
  readonly InstancePreferences?: readonly Group[] | undefined;
}

/** The instances that a request asks for. Of several alternatives it is the largest that counts. */
export function instancesOf(resources: Cluster | undefined): Instances {
  const { InstanceGroups, InstancePreferences, InstanceType, InstanceCount } = resources ?? {};
  if (InstanceGroups?.length) {
    return {
      count: InstanceGroups.reduce((sum, group) => sum + (group.InstanceCount ?? 0), 0),
      types: distinct(InstanceGroups.map((group) => group.InstanceType)),
    };
  }
  if (InstancePreferences?.length) {
    return {
      count: Math.max(...InstancePreferences.map((preference) => preference.InstanceCount ?? InstanceCount ?? 0)),
      types: distinct(InstancePreferences.map((preference) => preference.InstanceType)),
    };
  }
  // A serverless job names no resources: there is no pair of instances that its owner could encrypt.
  return { count: resources ? (InstanceCount ?? 0) : 1, types: distinct([InstanceType]) };
}

/** The resources of a tuning definition's training jobs, one for each alternative it allows, the preferred one first. */
export function alternativesOf(definition: HyperParameterTrainingJobDefinition): readonly ResourceConfig[] {
  const flexible = definition.HyperParameterTuningResourceConfig;
  if (!flexible) return definition.ResourceConfig ? [definition.ResourceConfig] : [];
  const { AllocationStrategy: _, InstanceConfigs, ...shared } = flexible;
  return InstanceConfigs?.length ? InstanceConfigs.map((config) => ({ ...shared, ...config })) : [shared];
}

function distinct(types: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(types.filter((type) => type !== undefined))];
}
