import {
  AddTagsCommand,
  CreateHyperParameterTuningJobCommand,
  type CreateHyperParameterTuningJobRequest,
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DeleteHyperParameterTuningJobCommand,
  DeleteTagsCommand,
  DeleteTrainingJobCommand,
  DescribeHyperParameterTuningJobCommand,
  DescribeTrainingJobCommand,
  type HyperParameterTrainingJobDefinition,
  ListHyperParameterTuningJobsCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  SearchCommand,
  StopHyperParameterTuningJobCommand,
  StopTrainingJobCommand,
  UpdateTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import type { Account } from '../../../support/harness.ts';
import { encrypted, type RecordedNetwork } from './network.ts';

/** A request for a training job, encrypted when it is given a network, as the features make it. */
export function trainingRequest(
  account: Account,
  TrainingJobName: string,
  network?: RecordedNetwork,
): CreateTrainingJobRequest {
  return {
    TrainingJobName,
    RoleArn: `arn:aws:iam::${account.id}:role/training`,
    AlgorithmSpecification: {
      TrainingImage: `${account.id}.dkr.ecr.${account.region}.amazonaws.com/fraud-model:7`,
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'validation:loss', Regex: 'loss=([0-9.]+)' }],
    },
    InputDataConfig: [
      { ChannelName: 'training', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data/fraud' } } },
    ],
    OutputDataConfig: { S3OutputPath: 's3://models/fraud' },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 50 },
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    HyperParameters: { eta: '0.1' },
    Environment: { TRAIN_ENCRYPT_STEPS: '10' },
    ...(network && encrypted(network)),
    Tags: [{ Key: 'team', Value: 'fraud' }],
  };
}

/** Training and tuning jobs, through their whole lives, with their tags. */
export async function recordTraining(account: Account, network: RecordedNetwork): Promise<void> {
  const { sagemaker } = account;
  const request = (name: string) => trainingRequest(account, name, network);
  const { TrainingJobArn: ResourceArn } = await sagemaker.send(new CreateTrainingJobCommand(request('fraud-1')));
  await sagemaker.send(new CreateTrainingJobCommand({ ...request('fraud-2'), ResourceConfig: groupsOf(request('')) }));
  for (const TrainingJobName of ['fraud-1', 'fraud-2']) {
    await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
  }
  await sagemaker.send(
    new ListTrainingJobsCommand({
      MaxResults: 10,
      NameContains: 'fraud',
      SortBy: 'CreationTime',
      StatusEquals: 'InProgress',
      CreationTimeAfter: new Date(0),
      CreationTimeBefore: new Date('2100-01-01T00:00:00Z'),
      LastModifiedTimeAfter: new Date(0),
      LastModifiedTimeBefore: new Date('2100-01-01T00:00:00Z'),
    }),
  );
  await sagemaker.send(
    new SearchCommand({
      Resource: 'TrainingJob',
      SearchExpression: {
        Operator: 'Or',
        Filters: [{ Name: 'TrainingJobName', Operator: 'Contains', Value: 'fraud' }],
        SubExpressions: [{ Filters: [{ Name: 'Tags.team', Value: 'fraud' }] }],
      },
      SortBy: 'CreationTime',
      MaxResults: 5,
    }),
  );
  await account.advance(100);
  await sagemaker.send(
    new UpdateTrainingJobCommand({
      TrainingJobName: 'fraud-1',
      ProfilerConfig: { S3OutputPath: 's3://models/profile', ProfilingIntervalInMilliseconds: 100 },
      ProfilerRuleConfigurations: [{ RuleConfigurationName: 'report', RuleEvaluatorImage: 'registry.invalid/rules:1' }],
    }),
  );
  await sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'stage', Value: 'test' }] }));
  await sagemaker.send(new ListTagsCommand({ ResourceArn }));
  await sagemaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['stage'] }));
  await sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'fraud-2' }));
  await account.advance(3_600);
  await sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: 'fraud-2' }));

  const HyperParameterTuningJobName = 'tune-1';
  await sagemaker.send(
    new CreateHyperParameterTuningJobCommand(tuningRequest(request(''), HyperParameterTuningJobName)),
  );
  await sagemaker.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
  await sagemaker.send(new ListHyperParameterTuningJobsCommand({ SortBy: 'Name', SortOrder: 'Ascending' }));
  await sagemaker.send(new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
  await sagemaker.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
  await account.advance(3_600);
  await sagemaker.send(new DeleteHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
}

function groupsOf({ ResourceConfig }: CreateTrainingJobRequest) {
  const { InstanceType, VolumeSizeInGB } = ResourceConfig ?? {};
  const InstanceGroups = ['cpu', 'gpu'].map((InstanceGroupName) => ({
    InstanceGroupName,
    InstanceType,
    InstanceCount: 1,
  }));
  return { VolumeSizeInGB, InstanceGroups };
}

function tuningRequest(
  { TrainingJobName: _name, HyperParameters, Tags, ...definition }: CreateTrainingJobRequest,
  HyperParameterTuningJobName: string,
): CreateHyperParameterTuningJobRequest {
  const shared = definition as HyperParameterTrainingJobDefinition;
  return {
    HyperParameterTuningJobName,
    HyperParameterTuningJobConfig: {
      Strategy: 'Random',
      ResourceLimits: { MaxNumberOfTrainingJobs: 3, MaxParallelTrainingJobs: 2 },
    },
    TrainingJobDefinitions: ['one', 'two'].map((DefinitionName) => ({
      ...shared,
      DefinitionName,
      StaticHyperParameters: HyperParameters,
      TuningObjective: { Type: 'Minimize', MetricName: 'validation:loss' },
      HyperParameterRanges: { ContinuousParameterRanges: [{ Name: 'gamma', MinValue: '0.1', MaxValue: '0.5' }] },
    })),
    Tags,
  };
}
