import type { HyperParameterTrainingJobDefinition, ResourceConfig } from '@aws-sdk/client-sagemaker';

export interface Instances {
  /** All of them: the sum over the groups of a heterogeneous cluster. 0 where the request does not say. */
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
    const counts = InstanceGroups.map((group) => group.InstanceCount);
    const sum = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
    return { count: isOpen(counts, sum) ? 0 : sum, types: distinct(InstanceGroups.map((group) => group.InstanceType)) };
  }
  if (InstancePreferences?.length) {
    return {
      count: mostOf(InstancePreferences.map((preference) => preference.InstanceCount ?? InstanceCount)),
      types: distinct(InstancePreferences.map((preference) => preference.InstanceType)),
    };
  }
  return { count: InstanceCount ?? 0, types: distinct([InstanceType]) };
}

/** The largest of several alternatives; 0 where one that gives no count may be larger than a single instance. */
export function mostOf(counts: readonly (number | undefined)[]): number {
  const most = Math.max(0, ...counts.map((count) => count ?? 0));
  return isOpen(counts, most) ? 0 : most;
}

/** A part that gives no count leaves all of them open, unless the others are several already. */
const isOpen = (counts: readonly (number | undefined)[], known: number): boolean =>
  known < 2 && counts.includes(undefined);

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
