import {
  CreateHyperParameterTuningJobCommand,
  type CreateHyperParameterTuningJobRequest,
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeHyperParameterTuningJobCommand,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobResponse,
  type HyperParameterTrainingJobDefinition,
  SageMakerServiceException,
  type VpcConfig,
} from '@aws-sdk/client-sagemaker';
import type { Account } from '../support/harness.ts';

/**
 * A job that a scenario requested, with the SDK's response.
 * @example
 * ```ts
 * import type { RequestedJob } from 'train-encrypt/steps';
 *
 * const wasRefused = ({ refusal }: RequestedJob) => refusal !== undefined;
 * ```
 */
export type RequestedJob = {
  readonly name: string;
  /** What the SDK threw, if the job was refused. */
  readonly refusal: SageMakerServiceException | undefined;
  /** Sends the same request again. */
  readonly again: () => Promise<RequestedJob>;
} & (
  | { readonly kind: 'training'; readonly request: CreateTrainingJobRequest }
  | { readonly kind: 'tuning'; readonly request: CreateHyperParameterTuningJobRequest }
  | { readonly kind: 'other'; readonly request: object }
);

export interface TrainingSettings {
  readonly instances?: number;
  /** Numbers of instances of a heterogeneous cluster's groups, in place of `instances`. */
  readonly instanceGroups?: readonly number[];
  readonly instanceType?: string;
  readonly encrypted?: boolean | undefined;
  readonly vpc?: Partial<VpcConfig> | undefined;
  readonly maxRuntimeSeconds?: number;
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** How long its instances are kept for the next job. */
  readonly keepAliveSeconds?: number;
  /** On managed spot instances. */
  readonly spot?: boolean;
  /** Members of the request beside those above. */
  readonly further?: Partial<CreateTrainingJobRequest>;
}

export const role = (account: Account) => `arn:aws:iam::${account.id}:role/training`;
export const defaultImage = (account: Account) => `${account.id}.dkr.ecr.${account.region}.amazonaws.com/fraud-model:7`;

let created = 0;

/** Names differ within a scenario; its account keeps them apart from every other scenario's. */
export const newName = (what: string) => `${what}-${++created}`;

export async function requestTraining(account: Account, settings: TrainingSettings): Promise<RequestedJob> {
  const name = newName('fraud');
  const InstanceType = (settings.instanceType ?? 'ml.m5.xlarge') as 'ml.m5.xlarge';
  const request: CreateTrainingJobRequest = {
    TrainingJobName: name,
    RoleArn: role(account),
    AlgorithmSpecification: { TrainingImage: settings.image ?? defaultImage(account), TrainingInputMode: 'File' },
    OutputDataConfig: { S3OutputPath: 's3://models/fraud' },
    ResourceConfig: {
      VolumeSizeInGB: 50,
      ...(settings.keepAliveSeconds && { KeepAlivePeriodInSeconds: settings.keepAliveSeconds }),
      ...(settings.instanceGroups
        ? {
            InstanceGroups: settings.instanceGroups.map((InstanceCount, index) => ({
              InstanceGroupName: `group-${index + 1}`,
              InstanceType,
              InstanceCount,
            })),
          }
        : { InstanceType, InstanceCount: settings.instances ?? 2 }),
    },
    StoppingCondition: {
      MaxRuntimeInSeconds: settings.maxRuntimeSeconds ?? 86_400,
      ...(settings.spot && { MaxWaitTimeInSeconds: 2 * 86_400 }),
    },
    ...(settings.spot && { EnableManagedSpotTraining: true }),
    ...(settings.environment && { Environment: { ...settings.environment } }),
    ...(settings.encrypted !== undefined && { EnableInterContainerTrafficEncryption: settings.encrypted }),
    ...(settings.vpc && { VpcConfig: settings.vpc as VpcConfig }),
    ...settings.further,
  };
  const send = async (input: CreateTrainingJobRequest): Promise<RequestedJob> => ({
    kind: 'training',
    name: input.TrainingJobName ?? '',
    request: input,
    refusal: await refusalOf(account.sagemaker.send(new CreateTrainingJobCommand(input))),
    again: () => send({ ...input, TrainingJobName: `${input.TrainingJobName}-again` }),
  });
  return send(request);
}

export interface DefinitionSettings {
  readonly instances: number;
  readonly encrypted: boolean | undefined;
  readonly vpc: VpcConfig | undefined;
}

export async function requestTuning(
  account: Account,
  trainingJobs: number,
  definitions: readonly DefinitionSettings[],
): Promise<RequestedJob> {
  const name = newName('tune');
  const written = definitions.map((settings, index) => definition(account, settings, index));
  const request: CreateHyperParameterTuningJobRequest = {
    HyperParameterTuningJobName: name,
    HyperParameterTuningJobConfig: {
      Strategy: 'Random',
      ResourceLimits: { MaxNumberOfTrainingJobs: trainingJobs, MaxParallelTrainingJobs: 2 },
      ...(written.length === 1 && { HyperParameterTuningJobObjective: objective, ParameterRanges: parameterRanges }),
    },
    ...(written.length === 1
      ? { TrainingJobDefinition: withoutName(written[0]) }
      : { TrainingJobDefinitions: written }),
  };
  const send = async (input: CreateHyperParameterTuningJobRequest): Promise<RequestedJob> => ({
    kind: 'tuning',
    name: input.HyperParameterTuningJobName ?? '',
    request: input,
    refusal: await refusalOf(account.sagemaker.send(new CreateHyperParameterTuningJobCommand(input))),
    again: () => send({ ...input, HyperParameterTuningJobName: `${input.HyperParameterTuningJobName}-again` }),
  });
  return send(request);
}

const objective = { Type: 'Minimize', MetricName: 'validation:loss' } as const;
const parameterRanges = { ContinuousParameterRanges: [{ Name: 'eta', MinValue: '0.1', MaxValue: '0.5' }] };

function definition(
  account: Account,
  settings: DefinitionSettings,
  index: number,
): HyperParameterTrainingJobDefinition {
  return {
    DefinitionName: `definition-${index + 1}`,
    TuningObjective: objective,
    HyperParameterRanges: parameterRanges,
    RoleArn: role(account),
    AlgorithmSpecification: {
      TrainingImage: defaultImage(account),
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'validation:loss', Regex: 'loss=([0-9.]+)' }],
    },
    OutputDataConfig: { S3OutputPath: 's3://models/fraud' },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: settings.instances, VolumeSizeInGB: 50 },
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    ...(settings.encrypted !== undefined && { EnableInterContainerTrafficEncryption: settings.encrypted }),
    ...(settings.vpc && { VpcConfig: settings.vpc }),
  };
}

/** A lone definition stands without a name, objective and ranges: those belong to the tuning job itself. */
function withoutName(one: HyperParameterTrainingJobDefinition | undefined) {
  const { DefinitionName, TuningObjective, HyperParameterRanges, ...rest } = one ?? ({} as never);
  return rest;
}

export async function refusalOf(answer: Promise<unknown>): Promise<SageMakerServiceException | undefined> {
  try {
    await answer;
    return undefined;
  } catch (error) {
    // Anything but an answer of the service is a fault of the tool, and must not pass for a refusal.
    if (error instanceof SageMakerServiceException && error.$fault === 'client') return error;
    throw error;
  }
}

export function describeTraining(account: Account, name: string): Promise<DescribeTrainingJobResponse> {
  return account.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
}

export function describeTuning(account: Account, name: string) {
  return account.sagemaker.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name }));
}
