import { type Fact, length, PAST, pattern, type RecordedCall } from '../fact.ts';
import { COLLECTED, documentation, issue } from './sources.ts';

const API = documentation('SageMaker API reference, ListTrainingJobs');
const READ = '2026-11-28';

const job = (TrainingJobName: string, more: object = {}): RecordedCall => ({
  operation: 'CreateTrainingJob',
  input: {
    TrainingJobName,
    RoleArn: 'arn:aws:iam::<account>:role/recorded',
    AlgorithmSpecification: { TrainingImage: 'recorded', TrainingInputMode: 'File' },
    OutputDataConfig: { S3OutputPath: 's3://recorded/output' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...more,
  },
});

const rejected = (what: string, source: string, more: object, message: string): Fact => ({
  service: 'sagemaker',
  what: `CreateTrainingJob: ${what}`,
  source,
  date: READ,
  calls: [{ ...job('recorded', more), error: { code: 'ValidationException', message, status: 400 } }],
});

const IDS = '[-0-9a-zA-Z]+';

/** Training jobs, as far as they concern the stub: the emulators have none. */
export const jobs: readonly Fact[] = [
  rejected(
    'an id of a subnet that is too long and has a blank',
    COLLECTED,
    { VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['bad id'] } },
    `1 validation error detected: Value '[bad id]' at 'vpcConfig.subnets' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 32, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: ${IDS}]`,
  ),
  rejected(
    'no group',
    COLLECTED,
    { VpcConfig: { SecurityGroupIds: [], Subnets: ['subnet-1'] } },
    "1 validation error detected: Value '[]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ),
  {
    service: 'sagemaker',
    what: 'DescribeTrainingJob: a job that does not exist',
    source: COLLECTED,
    date: READ,
    calls: [
      {
        operation: 'DescribeTrainingJob',
        input: { TrainingJobName: 'recorded' },
        error: { code: 'ValidationException', message: 'Requested resource not found.', status: 400 },
      },
    ],
  },
  {
    service: 'sagemaker',
    what: 'DescribeTrainingJob: the flag reads false where the request omits it',
    source: issue('hashicorp/terraform-provider-aws, sagemaker-python-sdk'),
    date: READ,
    calls: [
      job('recorded'),
      {
        operation: 'DescribeTrainingJob',
        input: { TrainingJobName: 'recorded' },
        answer: { EnableInterContainerTrafficEncryption: false, CreationTime: PAST },
      },
    ],
  },
  {
    service: 'sagemaker',
    what: 'CreateTrainingJob: a name that is taken',
    source: COLLECTED,
    date: READ,
    calls: [
      { ...job('recorded'), saves: { arn: 'TrainingJobArn' } },
      {
        ...job('recorded'),
        error: {
          code: 'ResourceInUse',
          message:
            'Training job names must be unique within an AWS account and region, and a training job with this name already exists (<arn>)',
        },
      },
    ],
  },
  {
    service: 'sagemaker',
    what: 'ListTrainingJobs: StatusEquals looks at one page of MaxResults jobs',
    source: API,
    date: READ,
    calls: [
      job('recorded-1'),
      job('recorded-2'),
      {
        operation: 'ListTrainingJobs',
        input: { StatusEquals: 'Failed', MaxResults: 1 },
        answer: { TrainingJobSummaries: length(0), NextToken: pattern('.') },
      },
    ],
  },
];
