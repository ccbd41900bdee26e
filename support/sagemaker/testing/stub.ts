import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  type CreateAutoMLJobRequest,
  type CreateAutoMLJobV2Request,
  type CreateDataQualityJobDefinitionRequest,
  type CreateHyperParameterTuningJobRequest,
  type CreateMonitoringScheduleRequest,
  type CreateProcessingJobRequest,
  type CreateTrainingJobRequest,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { Caller, Service } from '../../protocol/service.ts';
import type { RuleOptions, Verdict } from '../../rules/types.ts';
import { createSageMaker, type LaunchedCall, type SageMaker } from '../index.ts';
import type { Clock } from '../life/clock.ts';
import type { JobFaultsOf } from '../life/job-fault.ts';
import { createManualClock, type ManualClock } from '../life/manual-clock.ts';
import { readPolicy } from '../policy/read.ts';
import type { PolicyDocument } from '../policy/types.ts';
import { FakeEc2, GROUP, SUBNETS } from './fake-ec2.ts';

/** Where the clock of a test begins. */
export const EPOCH = Date.parse('2026-01-02T03:04:05Z');

export const CALLER: Caller = { account: '123456789012', region: 'eu-central-1' };

export interface StubOptions {
  readonly rules?: Partial<RuleOptions>;
  readonly policy?: PolicyDocument;
  readonly jobFaultsOf?: JobFaultsOf;
  readonly clock?: Clock;
  readonly onVerdict?: (caller: Caller, verdict: Verdict) => void;
}

type Launched = Pick<LaunchedCall, 'operation' | 'input' | 'error' | 'launchedBy'>;

/** The stub with an EC2 and a clock that a test has in its hands, and real clients of the SDK. */
export interface TestStub extends AsyncDisposable {
  readonly stub: SageMaker;
  readonly ec2: FakeEc2;
  readonly clock: ManualClock;
  readonly client: SageMakerClient;
  readonly states: SFNClient;
  clientOf(caller: Caller): SageMakerClient;
  /** What executions asked for, in order. */
  readonly launched: readonly Launched[];
}

export function testStub({ rules, policy, jobFaultsOf, clock: given, onVerdict }: StubOptions = {}): TestStub {
  const ec2 = new FakeEc2();
  const clock = createManualClock(EPOCH);
  const launched: Launched[] = [];
  const stub = createSageMaker({
    ec2: () => ec2.client(),
    clock: () => given ?? clock,
    rules: { mode: 'documented', strict: false, ...rules },
    ...(policy && { policy: readPolicy(policy) }),
    ...(jobFaultsOf && { jobFaultsOf }),
    ...(onVerdict && { onVerdict }),
    onLaunched: (_, call) => launched.push(call),
  });
  const clientOf = (caller: Caller) => clientFor(stub, caller);
  return {
    stub,
    ec2,
    clock,
    client: clientOf(CALLER),
    states: new SFNClient(settingsFor(stub.states, CALLER)),
    clientOf,
    launched,
    [Symbol.asyncDispose]: () => stub[Symbol.asyncDispose](),
  };
}

function clientFor(stub: SageMaker, caller: Caller): SageMakerClient {
  return new SageMakerClient(settingsFor(stub, caller));
}

function settingsFor(service: Service, caller: Caller) {
  return {
    region: caller.region,
    credentials: { accessKeyId: caller.account, secretAccessKey: 'x' },
    endpoint: 'http://stub.invalid',
    maxAttempts: 1,
    retryMode: 'standard',
    requestHandler: {
      handle: async ({ method, path, headers, body }: HttpRequest) => {
        const answer = await service.handle({
          caller,
          requestId: randomUUID(),
          method,
          path,
          headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
          body: typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array()),
        });
        const response = { statusCode: answer.status, headers: { ...answer.headers }, body: Buffer.from(answer.body) };
        return { response: new HttpResponse(response) };
      },
    },
  };
}

export const VPC = { Subnets: SUBNETS, SecurityGroupIds: [GROUP] };

export const ROLE = 'arn:aws:iam::123456789012:role/training';

/** A request for a training job with nothing special about it: two instances, no VPC, no encryption. */
export function training(name: string, changes: Partial<CreateTrainingJobRequest> = {}): CreateTrainingJobRequest {
  return {
    TrainingJobName: name,
    RoleArn: ROLE,
    AlgorithmSpecification: { TrainingImage: 'registry.invalid/train:1', TrainingInputMode: 'File' },
    OutputDataConfig: { S3OutputPath: 's3://bucket/models/' },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
    ...changes,
  };
}

type Definition = NonNullable<CreateHyperParameterTuningJobRequest['TrainingJobDefinition']>;

export function definition(changes: Partial<Definition> = {}): Definition {
  return {
    AlgorithmSpecification: {
      TrainingImage: 'registry.invalid/train:1',
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'loss', Regex: 'loss=(.*)' }],
    },
    RoleArn: ROLE,
    OutputDataConfig: { S3OutputPath: 's3://bucket/models' },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    StaticHyperParameters: { epochs: '3' },
    ...changes,
  };
}

/** A request for a tuning job of four training jobs, two at a time. */
export function tuning(
  name: string,
  changes: Partial<CreateHyperParameterTuningJobRequest> = {},
): CreateHyperParameterTuningJobRequest {
  return {
    HyperParameterTuningJobName: name,
    HyperParameterTuningJobConfig: {
      Strategy: 'Random',
      HyperParameterTuningJobObjective: { Type: 'Minimize', MetricName: 'loss' },
      ResourceLimits: { MaxNumberOfTrainingJobs: 4, MaxParallelTrainingJobs: 2 },
      ParameterRanges: { ContinuousParameterRanges: [{ Name: 'rate', MinValue: '0.1', MaxValue: '0.9' }] },
      RandomSeed: 7,
    },
    TrainingJobDefinition: definition(),
    ...changes,
  };
}

/** A request for a processing job with nothing special about it: two instances, no VPC, no encryption. */
export function processing(
  name: string,
  changes: Partial<CreateProcessingJobRequest> = {},
): CreateProcessingJobRequest {
  return {
    ProcessingJobName: name,
    RoleArn: ROLE,
    AppSpecification: { ImageUri: 'registry.invalid/clean:1' },
    ProcessingResources: { ClusterConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 } },
    ...changes,
  };
}

/** A request for a definition of data quality jobs on two instances, without VPC and encryption. */
export function dataQuality(
  name: string,
  changes: Partial<CreateDataQualityJobDefinitionRequest> = {},
): CreateDataQualityJobDefinitionRequest {
  return {
    JobDefinitionName: name,
    RoleArn: ROLE,
    DataQualityAppSpecification: { ImageUri: 'registry.invalid/monitor:1' },
    DataQualityJobInput: { EndpointInput: { EndpointName: 'scores', LocalPath: '/opt/ml/processing/input' } },
    DataQualityJobOutputConfig: OUTPUT,
    JobResources: CLUSTER,
    ...changes,
  };
}

type MonitoringDefinition = NonNullable<
  NonNullable<CreateMonitoringScheduleRequest['MonitoringScheduleConfig']>['MonitoringJobDefinition']
>;

/** A request for a schedule that runs every hour on two instances, without VPC and encryption. */
export function schedule(
  name: string,
  changes: Partial<MonitoringDefinition> = {},
  expression = 'cron(0 * ? * * *)',
): CreateMonitoringScheduleRequest {
  return {
    MonitoringScheduleName: name,
    MonitoringScheduleConfig: {
      ScheduleConfig: {
        ScheduleExpression: expression,
        ...(expression === 'NOW' && { DataAnalysisStartTime: '-PT1H', DataAnalysisEndTime: '-PT0H' }),
      },
      MonitoringJobDefinition: {
        RoleArn: ROLE,
        MonitoringAppSpecification: { ImageUri: 'registry.invalid/monitor:1' },
        MonitoringInputs: [{ EndpointInput: { EndpointName: 'scores', LocalPath: '/opt/ml/processing/input' } }],
        MonitoringOutputConfig: OUTPUT,
        MonitoringResources: CLUSTER,
        ...changes,
      },
    },
  };
}

const CLUSTER = { ClusterConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 } } as const;

const OUTPUT = {
  MonitoringOutputs: [{ S3Output: { S3Uri: 's3://bucket/reports', LocalPath: '/opt/ml/processing/output' } }],
};

const LABELLED = { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/labelled' } } as const;

/** A request for an AutoML job of three candidates, without VPC and encryption. */
export function autoML(name: string, changes: Partial<CreateAutoMLJobRequest> = {}): CreateAutoMLJobRequest {
  return {
    AutoMLJobName: name,
    RoleArn: ROLE,
    InputDataConfig: [{ DataSource: LABELLED, TargetAttributeName: 'fraud' }],
    OutputDataConfig: { S3OutputPath: 's3://bucket/models' },
    AutoMLJobConfig: { CompletionCriteria: { MaxCandidates: 3 } },
    ...changes,
  };
}

/** The same in the second version of the API. */
export function autoMLV2(name: string, changes: Partial<CreateAutoMLJobV2Request> = {}): CreateAutoMLJobV2Request {
  return {
    AutoMLJobName: name,
    RoleArn: ROLE,
    AutoMLJobInputDataConfig: [{ ChannelType: 'training', DataSource: LABELLED }],
    OutputDataConfig: { S3OutputPath: 's3://bucket/models' },
    AutoMLProblemTypeConfig: {
      TabularJobConfig: { TargetAttributeName: 'fraud', CompletionCriteria: { MaxCandidates: 3 } },
    },
    ...changes,
  };
}

/** Asserts that a call is refused with this code and text; a text that is a pattern must match. */
export async function refused(answer: Promise<unknown>, name: string, message: string | RegExp): Promise<void> {
  await assert.rejects(answer, (error: Error) => {
    assert.equal(error.name, name);
    if (typeof message === 'string') assert.equal(error.message, message);
    // Errors are wrapped into lines.
    else assert.match(error.message.replaceAll(/\s+/g, ' '), message);
    return true;
  });
}
