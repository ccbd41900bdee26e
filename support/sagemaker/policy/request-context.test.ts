import assert from 'node:assert/strict';
import { test } from 'node:test';
import { training, tuning, VPC } from '../testing/stub.ts';
import { contextsOf } from './request-context.ts';

const CALLER = { account: '111122223333', region: 'eu-central-1' };

/** What a request says about SageMaker's own keys, in the order of their names. */
function said(operation: string, input: object) {
  return contextsOf(CALLER, operation, input).map((context) =>
    Object.fromEntries([...context].filter(([key]) => key.startsWith('sagemaker:')).sort()),
  );
}

const NETWORK = { EnableInterContainerTrafficEncryption: true, EnableNetworkIsolation: false, VpcConfig: VPC };
const SAID_NETWORK = {
  'sagemaker:intercontainertrafficencryption': ['true'],
  'sagemaker:networkisolation': ['false'],
  'sagemaker:vpcsubnets': ['subnet-a', 'subnet-b'],
  'sagemaker:vpcsecuritygroupids': ['sg-1'],
};
const CLUSTER = { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30, VolumeKmsKeyId: 'alias/volume' };
const SAID_CLUSTER = { 'sagemaker:instancetypes': ['ml.m5.xlarge'], 'sagemaker:volumekmskey': ['alias/volume'] };
const StoppingCondition = { MaxRuntimeInSeconds: 60 };
const SAID_TIME = { 'sagemaker:maxruntimeinseconds': ['60'] };
const SAID_OUTPUT = { 'sagemaker:outputkmskey': ['alias/output'] };
const OUTPUT = { KmsKeyId: 'alias/output' };

test('a training job', () => {
  const ResourceConfig = { ...CLUSTER, InstanceType: 'ml.m5.xlarge', KeepAlivePeriodInSeconds: 0 } as const;
  const OutputDataConfig = { S3OutputPath: 's3://b', ...OUTPUT };
  assert.deepEqual(
    said('CreateTrainingJob', training('job', { ...NETWORK, ResourceConfig, StoppingCondition, OutputDataConfig })),
    [{ ...SAID_NETWORK, ...SAID_CLUSTER, ...SAID_TIME, ...SAID_OUTPUT, 'sagemaker:keepaliveperiod': ['0'] }],
  );
});

test('a member that is left out has no key', () => {
  assert.deepEqual(said('CreateTrainingJob', training('job')), [{ 'sagemaker:instancetypes': ['ml.m5.xlarge'] }]);
  assert.deepEqual(said('CreateTrainingJob', { TrainingJobName: 'job' }), [{}]);
});

test('the types of all instance groups', () => {
  const group = (InstanceType: 'ml.p4d.24xlarge' | 'ml.c5.xlarge') => ({
    InstanceType,
    InstanceCount: 1,
    InstanceGroupName: 'a',
  });
  const InstanceGroups = [group('ml.p4d.24xlarge'), group('ml.c5.xlarge'), group('ml.c5.xlarge')];
  assert.deepEqual(
    said('CreateTrainingJob', training('job', { ResourceConfig: { InstanceGroups, VolumeSizeInGB: 1 } })),
    [{ 'sagemaker:instancetypes': ['ml.p4d.24xlarge', 'ml.c5.xlarge'] }],
  );
});

test('each definition of a tuning job', () => {
  const { TrainingJobDefinition } = tuning('tune');
  const flexible = { InstanceConfigs: [{ InstanceType: 'ml.c5.xlarge', InstanceCount: 1, VolumeSizeInGB: 1 }] };
  const { ResourceConfig: _, ...without } = TrainingJobDefinition ?? ({} as never);
  const definitions = [
    { ...TrainingJobDefinition, ...NETWORK },
    { ...without, HyperParameterTuningResourceConfig: { ...flexible, VolumeKmsKeyId: 'alias/volume' } },
  ];
  const seen = said('CreateHyperParameterTuningJob', { ...tuning('tune'), TrainingJobDefinitions: definitions });
  assert.equal(seen.length, 3, 'the single one and both of the list');
  assert.deepEqual(seen[1], {
    ...SAID_NETWORK,
    'sagemaker:instancetypes': ['ml.m5.xlarge'],
    'sagemaker:maxruntimeinseconds': ['86400'],
  });
  assert.deepEqual(seen[2], {
    'sagemaker:instancetypes': ['ml.c5.xlarge'],
    'sagemaker:maxruntimeinseconds': ['86400'],
    'sagemaker:volumekmskey': ['alias/volume'],
  });
});

const WHOLE = { ...SAID_NETWORK, ...SAID_CLUSTER, ...SAID_TIME, ...SAID_OUTPUT };

test('a processing job', () => {
  const input = {
    NetworkConfig: NETWORK,
    ProcessingResources: { ClusterConfig: CLUSTER },
    ProcessingOutputConfig: OUTPUT,
    StoppingCondition,
  };
  assert.deepEqual(said('CreateProcessingJob', input), [WHOLE]);
});

for (const kind of ['DataQuality', 'ModelQuality', 'ModelBias', 'ModelExplainability']) {
  test(`a definition of ${kind} jobs`, () => {
    const input = {
      NetworkConfig: NETWORK,
      JobResources: { ClusterConfig: CLUSTER },
      [`${kind}JobOutputConfig`]: OUTPUT,
      StoppingCondition,
    };
    assert.deepEqual(said(`Create${kind}JobDefinition`, input), [WHOLE]);
  });
}

for (const operation of ['CreateMonitoringSchedule', 'UpdateMonitoringSchedule']) {
  test(`${operation}, with its definition or the name of one`, () => {
    const MonitoringJobDefinition = {
      NetworkConfig: NETWORK,
      MonitoringResources: { ClusterConfig: CLUSTER },
      MonitoringOutputConfig: OUTPUT,
      StoppingCondition,
    };
    assert.deepEqual(said(operation, { MonitoringScheduleConfig: { MonitoringJobDefinition } }), [WHOLE]);
    assert.deepEqual(said(operation, { MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'quality' } }), [
      { 'sagemaker:modelmonitorjobdefinitionname': ['quality'] },
    ]);
  });
}

test('AutoML in both editions', () => {
  const { EnableNetworkIsolation: _, ...network } = NETWORK;
  const { 'sagemaker:networkisolation': __, ...saidNetwork } = SAID_NETWORK;
  const SecurityConfig = { ...network, VolumeKmsKeyId: 'alias/volume' };
  const expected = [{ ...saidNetwork, 'sagemaker:volumekmskey': ['alias/volume'], ...SAID_OUTPUT }];
  assert.deepEqual(said('CreateAutoMLJobV2', { SecurityConfig, OutputDataConfig: OUTPUT }), expected);
  const first = { AutoMLJobConfig: { SecurityConfig }, OutputDataConfig: OUTPUT };
  assert.deepEqual(said('CreateAutoMLJob', first), expected);
});

test('who calls, from where, and with which tags', () => {
  const Tags = [
    { Key: 'Team', Value: 'fraud' },
    { Key: 'stage', Value: '' },
  ];
  const [context] = contextsOf(CALLER, 'CreateTrainingJob', { Tags });
  assert.deepEqual(Object.fromEntries(context ?? []), {
    'aws:requestedregion': ['eu-central-1'],
    'aws:principalarn': ['arn:aws:iam::111122223333:root'],
    'aws:principalaccount': ['111122223333'],
    'aws:tagkeys': ['Team', 'stage'],
    'aws:requesttag/team': ['fraud'],
    'aws:requesttag/stage': [''],
  });
  assert.equal(contextsOf(CALLER, 'ListTrainingJobs', {})[0]?.has('aws:tagkeys'), false);
});
