/** What a request says about the condition keys: which member each of them reads, for each operation that has it. */

import type { Caller } from '../../protocol/service.ts';
import {
  ENCRYPTION,
  INSTANCE_TYPES,
  ISOLATION,
  JOB_DEFINITION,
  KEEP_ALIVE,
  MAX_RUNTIME,
  OUTPUT_KEY,
  PRINCIPAL,
  PRINCIPAL_ACCOUNT,
  REGION,
  REQUEST_TAG,
  SECURITY_GROUPS,
  SUBNETS,
  TAG_KEYS,
  VOLUME_KEY,
} from './condition-keys.ts';
import type { RequestContext } from './conditions.ts';
import { principalOf } from './resource.ts';

/** Condition key → the members that say it, as paths. A list on the way stands for each of its elements. */
type Places = Readonly<Record<string, readonly string[]>>;

interface Layout {
  /** Where the definitions are that are looked at each for itself; absent: the request itself. */
  readonly definitions?: readonly string[];
  readonly places: Places;
}

const network = (at: string): Places => ({
  [ENCRYPTION]: [`${at}EnableInterContainerTrafficEncryption`],
  [ISOLATION]: [`${at}EnableNetworkIsolation`],
  [SUBNETS]: [`${at}VpcConfig.Subnets`],
  [SECURITY_GROUPS]: [`${at}VpcConfig.SecurityGroupIds`],
});

const cluster = (at: string): Places => ({
  [INSTANCE_TYPES]: [`${at}InstanceType`, `${at}InstanceGroups.InstanceType`, `${at}InstancePreferences.InstanceType`],
  [VOLUME_KEY]: [`${at}VolumeKmsKeyId`],
});

const runtime = (at = ''): Places => ({ [MAX_RUNTIME]: [`${at}StoppingCondition.MaxRuntimeInSeconds`] });

const TRAINING: Places = {
  ...network(''),
  ...cluster('ResourceConfig.'),
  ...runtime(),
  [KEEP_ALIVE]: ['ResourceConfig.KeepAlivePeriodInSeconds'],
  [OUTPUT_KEY]: ['OutputDataConfig.KmsKeyId'],
};

const FLEXIBLE = 'HyperParameterTuningResourceConfig.';

const TUNING: Places = {
  ...TRAINING,
  [INSTANCE_TYPES]: [
    ...(TRAINING[INSTANCE_TYPES] ?? []),
    `${FLEXIBLE}InstanceType`,
    `${FLEXIBLE}InstanceConfigs.InstanceType`,
  ],
  [VOLUME_KEY]: [...(TRAINING[VOLUME_KEY] ?? []), `${FLEXIBLE}VolumeKmsKeyId`],
};

const autoMl = (at: string): Places => ({
  ...network(`${at}SecurityConfig.`),
  [VOLUME_KEY]: [`${at}SecurityConfig.VolumeKmsKeyId`],
  [OUTPUT_KEY]: ['OutputDataConfig.KmsKeyId'],
});

const monitoring = (at: string, resources: string, output: string): Layout => ({
  places: {
    ...network(`${at}NetworkConfig.`),
    ...cluster(`${at}${resources}.ClusterConfig.`),
    ...runtime(at),
    [OUTPUT_KEY]: [`${at}${output}.KmsKeyId`],
  },
});

const definition = (kind: string) => monitoring('', 'JobResources', `${kind}JobOutputConfig`);

const SCHEDULE = 'MonitoringScheduleConfig.';

const schedule: Layout = {
  places: {
    ...monitoring(`${SCHEDULE}MonitoringJobDefinition.`, 'MonitoringResources', 'MonitoringOutputConfig').places,
    [JOB_DEFINITION]: [`${SCHEDULE}MonitoringJobDefinitionName`],
  },
};

const LAYOUTS: Readonly<Record<string, Layout>> = {
  CreateTrainingJob: { places: TRAINING },
  UpdateTrainingJob: { places: { [KEEP_ALIVE]: TRAINING[KEEP_ALIVE] ?? [] } },
  CreateHyperParameterTuningJob: {
    definitions: ['TrainingJobDefinition', 'TrainingJobDefinitions'],
    places: TUNING,
  },
  CreateProcessingJob: {
    places: {
      ...network('NetworkConfig.'),
      ...cluster('ProcessingResources.ClusterConfig.'),
      ...runtime(),
      [OUTPUT_KEY]: ['ProcessingOutputConfig.KmsKeyId'],
    },
  },
  CreateAutoMLJob: { places: autoMl('AutoMLJobConfig.') },
  CreateAutoMLJobV2: { places: autoMl('') },
  CreateDataQualityJobDefinition: definition('DataQuality'),
  CreateModelQualityJobDefinition: definition('ModelQuality'),
  CreateModelBiasJobDefinition: definition('ModelBias'),
  CreateModelExplainabilityJobDefinition: definition('ModelExplainability'),
  CreateMonitoringSchedule: schedule,
  UpdateMonitoringSchedule: schedule,
};

/**
 * What a request says, once for each definition it has: how IAM puts several definitions of a tuning job into one
 * context is not known, so a policy is asked about each of them.
 */
export function contextsOf(caller: Caller, operation: string, input: object): readonly RequestContext[] {
  const { definitions, places } = LAYOUTS[operation] ?? { places: {} };
  const roots = definitions?.flatMap((path) => valuesAt(input, path)) ?? [input];
  const shared = sharedContext(caller, input);
  return (roots.length > 0 ? roots : [input]).map((root) => {
    const own = Object.entries(places).map(
      ([key, paths]): Said => [key, paths.flatMap((path) => valuesAt(root, path))],
    );
    return contextOf([...shared, ...own]);
  });
}

type Said = readonly [key: string, values: readonly unknown[]];

function contextOf(said: readonly Said[]): RequestContext {
  return new Map(
    said
      .filter(([, values]) => values.length > 0)
      .map(([key, values]) => [key.toLowerCase(), [...new Set(values.map(String))]]),
  );
}

function sharedContext(caller: Caller, input: object): readonly Said[] {
  const tags = valuesAt(input, 'Tags') as readonly { readonly Key?: string; readonly Value?: string }[];
  return [
    [REGION, [caller.region]],
    [PRINCIPAL, [principalOf(caller)]],
    [PRINCIPAL_ACCOUNT, [caller.account]],
    [TAG_KEYS, tags.map(({ Key }) => Key)],
    ...tags.map(({ Key, Value }): Said => [`${REQUEST_TAG}${Key}`, [Value]]),
  ];
}

function valuesAt(root: unknown, path: string): readonly unknown[] {
  return path
    .split('.')
    .reduce<readonly unknown[]>(
      (found, member) =>
        found
          .flatMap((one) => (one as Readonly<Record<string, unknown>>)[member])
          .filter((one) => one !== undefined && one !== null),
      [root],
    );
}
