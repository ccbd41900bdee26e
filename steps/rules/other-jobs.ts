import {
  CreateAutoMLJobCommand,
  CreateAutoMLJobV2Command,
  CreateDataQualityJobDefinitionCommand,
  CreateModelBiasJobDefinitionCommand,
  CreateModelExplainabilityJobDefinitionCommand,
  CreateModelQualityJobDefinitionCommand,
  CreateMonitoringScheduleCommand,
  CreateProcessingJobCommand,
  DescribeAutoMLJobCommand,
  DescribeAutoMLJobV2Command,
  DescribeDataQualityJobDefinitionCommand,
  DescribeModelBiasJobDefinitionCommand,
  DescribeModelExplainabilityJobDefinitionCommand,
  DescribeModelQualityJobDefinitionCommand,
  DescribeMonitoringScheduleCommand,
  DescribeProcessingJobCommand,
  type MonitoringJobDefinition,
  type NetworkConfig,
  type VpcConfig,
} from '@aws-sdk/client-sagemaker';
import type { Account } from '../../support/harness.ts';
import { defaultImage, newName, type RequestedJob, refusalOf, role } from '../request-jobs.ts';

// The jobs beside training and tuning that have the flag: the request for each, and its description.

export interface OtherSettings {
  readonly instances: number;
  readonly encrypted: boolean | undefined;
  readonly vpc: VpcConfig | undefined;
}

interface OtherJob {
  readonly create: (account: Account, name: string, settings: OtherSettings) => Promise<unknown>;
  /** The flag and network in its description; `undefined` when it has neither. */
  readonly describe: (account: Account, name: string) => Promise<NetworkConfig | undefined>;
}

/** Flag and network as a request gives them; `undefined` when it gives neither. */
export function networkOf({ encrypted, vpc }: OtherSettings): NetworkConfig | undefined {
  if (encrypted === undefined) return undefined;
  return { EnableInterContainerTrafficEncryption: encrypted, ...(vpc && { VpcConfig: vpc }) };
}

const cluster = (InstanceCount: number) => ({
  ClusterConfig: { InstanceCount, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 30 } as const,
});

const output = {
  MonitoringOutputs: [{ S3Output: { S3Uri: 's3://reports/fraud', LocalPath: '/opt/ml/processing/output' } }],
};

const endpoint = { EndpointInput: { EndpointName: 'fraud', LocalPath: '/opt/ml/processing/input' } };
const withTruth = { ...endpoint, GroundTruthS3Input: { S3Uri: 's3://reports/truth' } };

/** What the four kinds of job definition have in common. */
function definition(account: Account, name: string, settings: OtherSettings) {
  const NetworkConfig = networkOf(settings);
  return {
    JobDefinitionName: name,
    RoleArn: role(account),
    JobResources: cluster(settings.instances),
    ...(NetworkConfig && { NetworkConfig }),
  };
}

/** What a schedule does that says so itself. */
export function inlineDefinition(account: Account, settings: OtherSettings): MonitoringJobDefinition {
  const NetworkConfig = networkOf(settings);
  return {
    RoleArn: role(account),
    MonitoringAppSpecification: { ImageUri: defaultImage(account) },
    MonitoringInputs: [endpoint],
    MonitoringOutputConfig: output,
    MonitoringResources: cluster(settings.instances),
    ...(NetworkConfig && { NetworkConfig }),
  };
}

export const everyHour = { ScheduleExpression: 'cron(0 * ? * * *)' } as const;

const labelled = { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://labelled/fraud' } } as const;

const autoML = (account: Account, name: string) => ({
  AutoMLJobName: name,
  RoleArn: role(account),
  OutputDataConfig: { S3OutputPath: 's3://models/fraud' },
});

/** By the names that scenarios give them. */
export const otherJobs: Readonly<Record<string, OtherJob>> = {
  'processing job': {
    create: (account, name, settings) => {
      const NetworkConfig = networkOf(settings);
      return account.sagemaker.send(
        new CreateProcessingJobCommand({
          ProcessingJobName: name,
          RoleArn: role(account),
          AppSpecification: { ImageUri: defaultImage(account) },
          ProcessingResources: cluster(settings.instances),
          ...(NetworkConfig && { NetworkConfig }),
        }),
      );
    },
    describe: async ({ sagemaker }, ProcessingJobName) =>
      (await sagemaker.send(new DescribeProcessingJobCommand({ ProcessingJobName }))).NetworkConfig,
  },
  'AutoML job': {
    create: (account, name, settings) => {
      const SecurityConfig = networkOf(settings);
      return account.sagemaker.send(
        new CreateAutoMLJobCommand({
          ...autoML(account, name),
          InputDataConfig: [{ DataSource: labelled, TargetAttributeName: 'fraud' }],
          AutoMLJobConfig: { CompletionCriteria: { MaxCandidates: 2 }, ...(SecurityConfig && { SecurityConfig }) },
        }),
      );
    },
    describe: async ({ sagemaker }, AutoMLJobName) =>
      (await sagemaker.send(new DescribeAutoMLJobCommand({ AutoMLJobName }))).AutoMLJobConfig?.SecurityConfig,
  },
  'AutoML job of the second API': {
    create: (account, name, settings) => {
      const SecurityConfig = networkOf(settings);
      const TabularJobConfig = { TargetAttributeName: 'fraud', CompletionCriteria: { MaxCandidates: 2 } };
      return account.sagemaker.send(
        new CreateAutoMLJobV2Command({
          ...autoML(account, name),
          AutoMLJobInputDataConfig: [{ ChannelType: 'training', DataSource: labelled }],
          AutoMLProblemTypeConfig: { TabularJobConfig },
          ...(SecurityConfig && { SecurityConfig }),
        }),
      );
    },
    describe: async ({ sagemaker }, AutoMLJobName) =>
      (await sagemaker.send(new DescribeAutoMLJobV2Command({ AutoMLJobName }))).SecurityConfig,
  },
  'data quality job definition': {
    create: (account, name, settings) =>
      account.sagemaker.send(
        new CreateDataQualityJobDefinitionCommand({
          ...definition(account, name, settings),
          DataQualityAppSpecification: { ImageUri: defaultImage(account) },
          DataQualityJobInput: endpoint,
          DataQualityJobOutputConfig: output,
        }),
      ),
    describe: async ({ sagemaker }, JobDefinitionName) =>
      (await sagemaker.send(new DescribeDataQualityJobDefinitionCommand({ JobDefinitionName }))).NetworkConfig,
  },
  'model quality job definition': {
    create: (account, name, settings) =>
      account.sagemaker.send(
        new CreateModelQualityJobDefinitionCommand({
          ...definition(account, name, settings),
          ModelQualityAppSpecification: { ImageUri: defaultImage(account) },
          ModelQualityJobInput: withTruth,
          ModelQualityJobOutputConfig: output,
        }),
      ),
    describe: async ({ sagemaker }, JobDefinitionName) =>
      (await sagemaker.send(new DescribeModelQualityJobDefinitionCommand({ JobDefinitionName }))).NetworkConfig,
  },
  'model bias job definition': {
    create: (account, name, settings) =>
      account.sagemaker.send(
        new CreateModelBiasJobDefinitionCommand({
          ...definition(account, name, settings),
          ModelBiasAppSpecification: { ImageUri: defaultImage(account), ConfigUri: 's3://reports/bias.json' },
          ModelBiasJobInput: withTruth,
          ModelBiasJobOutputConfig: output,
        }),
      ),
    describe: async ({ sagemaker }, JobDefinitionName) =>
      (await sagemaker.send(new DescribeModelBiasJobDefinitionCommand({ JobDefinitionName }))).NetworkConfig,
  },
  'model explainability definition': {
    create: (account, name, settings) =>
      account.sagemaker.send(
        new CreateModelExplainabilityJobDefinitionCommand({
          ...definition(account, name, settings),
          ModelExplainabilityAppSpecification: { ImageUri: defaultImage(account), ConfigUri: 's3://reports/shap.json' },
          ModelExplainabilityJobInput: endpoint,
          ModelExplainabilityJobOutputConfig: output,
        }),
      ),
    describe: async ({ sagemaker }, JobDefinitionName) =>
      (await sagemaker.send(new DescribeModelExplainabilityJobDefinitionCommand({ JobDefinitionName }))).NetworkConfig,
  },
  'monitoring schedule': {
    create: (account, name, settings) =>
      account.sagemaker.send(
        new CreateMonitoringScheduleCommand({
          MonitoringScheduleName: name,
          MonitoringScheduleConfig: {
            ScheduleConfig: everyHour,
            MonitoringJobDefinition: inlineDefinition(account, settings),
          },
        }),
      ),
    describe: async ({ sagemaker }, MonitoringScheduleName) => {
      const schedule = await sagemaker.send(new DescribeMonitoringScheduleCommand({ MonitoringScheduleName }));
      return schedule.MonitoringScheduleConfig?.MonitoringJobDefinition?.NetworkConfig;
    },
  },
};

export async function requestOther(account: Account, job: OtherJob, settings: OtherSettings): Promise<RequestedJob> {
  const send = async (name: string): Promise<RequestedJob> => ({
    kind: 'other',
    name,
    request: settings,
    refusal: await refusalOf(job.create(account, name, settings)),
    again: () => send(`${name}-again`),
  });
  return send(newName('other'));
}
