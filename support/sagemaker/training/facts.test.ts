import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definition, training, tuning, VPC } from '../testing/stub.ts';
import { definitionsOf, trainingFacts, tuningFacts } from './facts.ts';

test('a training job, as the rules see it', () => {
  assert.deepEqual(trainingFacts(training('job', { VpcConfig: VPC, EnableInterContainerTrafficEncryption: true })), {
    operation: 'CreateTrainingJob',
    name: 'job',
    path: '',
    encrypted: true,
    flagPath: 'EnableInterContainerTrafficEncryption',
    vpc: { subnets: VPC.Subnets, securityGroups: VPC.SecurityGroupIds },
    instances: 2,
    instanceTypes: ['ml.m5.xlarge'],
  });
});

test('a flag left out is neither true nor false, and no VPC is none', () => {
  const { encrypted, vpc } = trainingFacts(training('job'));
  assert.deepEqual({ encrypted, vpc }, { encrypted: undefined, vpc: undefined });
  assert.equal(trainingFacts(training('job', { EnableInterContainerTrafficEncryption: false })).encrypted, false);
});

test('the instances of a heterogeneous cluster are the sum over its groups', () => {
  const group = (InstanceGroupName: string, InstanceType: 'ml.m5.xlarge' | 'ml.p3.2xlarge', InstanceCount: number) => ({
    InstanceGroupName,
    InstanceType,
    InstanceCount,
  });
  const { instances, instanceTypes } = trainingFacts(
    training('job', {
      ResourceConfig: {
        VolumeSizeInGB: 30,
        InstanceGroups: [group('a', 'ml.m5.xlarge', 1), group('b', 'ml.p3.2xlarge', 2), group('c', 'ml.m5.xlarge', 4)],
      },
    }),
  );
  assert.deepEqual({ instances, instanceTypes }, { instances: 7, instanceTypes: ['ml.m5.xlarge', 'ml.p3.2xlarge'] });
});

test('of several preferences the largest counts', () => {
  const { instances, instanceTypes } = trainingFacts(
    training('job', {
      ResourceConfig: {
        VolumeSizeInGB: 30,
        InstancePreferences: [
          { InstanceType: 'ml.p5.48xlarge', InstanceCount: 1 },
          { InstanceType: 'ml.p4d.24xlarge', InstanceCount: 2 },
        ],
      },
    }),
  );
  assert.deepEqual(
    { instances, instanceTypes },
    { instances: 2, instanceTypes: ['ml.p5.48xlarge', 'ml.p4d.24xlarge'] },
  );
});

test('a job without resources leaves the number of its instances open, and so does a group without a count', () => {
  const instances = (ResourceConfig: object | undefined) =>
    trainingFacts(training('job', { ResourceConfig: ResourceConfig as never })).instances;
  assert.equal(instances(undefined), 0);
  assert.equal(instances({ InstanceGroups: [{ InstanceCount: 1 }, {}] }), 0);
  assert.equal(instances({ InstanceGroups: [{ InstanceCount: 2 }, {}] }), 2);
  assert.equal(instances({ InstancePreferences: [{ InstanceCount: 1 }, {}] }), 0);
});

test('the only definition of a tuning job', () => {
  const [facts] = tuningFacts(tuning('tune', { TrainingJobDefinition: definition({ VpcConfig: VPC }) }));
  assert.deepEqual(facts, {
    operation: 'CreateHyperParameterTuningJob',
    name: 'tune',
    path: 'TrainingJobDefinition',
    encrypted: undefined,
    flagPath: 'TrainingJobDefinition.EnableInterContainerTrafficEncryption',
    vpc: { subnets: VPC.Subnets, securityGroups: VPC.SecurityGroupIds },
    instances: 2,
    instanceTypes: ['ml.m5.xlarge'],
  });
});

test('several definitions are counted from one', () => {
  const facts = tuningFacts(
    tuning('tune', {
      TrainingJobDefinition: undefined,
      TrainingJobDefinitions: [definition(), definition({ EnableInterContainerTrafficEncryption: true })],
    }),
  );
  assert.deepEqual(
    facts.map(({ path, flagPath, encrypted }) => ({ path, flagPath, encrypted })),
    [1, 2].map((number) => ({
      path: `TrainingJobDefinitions.${number}`,
      flagPath: `TrainingJobDefinitions.${number}.EnableInterContainerTrafficEncryption`,
      encrypted: number === 2 ? true : undefined,
    })),
  );
});

test('resources of a tuning definition in its other form', () => {
  const shared = definition({
    ResourceConfig: undefined,
    HyperParameterTuningResourceConfig: { InstanceType: 'ml.c5.xlarge', InstanceCount: 3, VolumeSizeInGB: 10 },
  });
  const [facts] = tuningFacts(tuning('tune', { TrainingJobDefinition: shared }));
  assert.deepEqual([facts?.instances, facts?.instanceTypes], [3, ['ml.c5.xlarge']]);
});

for (const [name, counts, wanted] of [
  ['an alternative without a count beside a single instance: unknown', [1, undefined], 0],
  ['an alternative without a count beside several instances: several', [2, undefined], 2],
  ['the largest of alternatives that all have a count', [1, 3], 3],
  ['a single instance in each alternative', [1, 1], 1],
] as const) {
  test(name, () => {
    const InstanceConfigs = counts.map((InstanceCount) => ({
      InstanceType: 'ml.c5.xlarge' as const,
      VolumeSizeInGB: 10,
      ...(InstanceCount !== undefined && { InstanceCount }),
    }));
    const flexible = definition({
      ResourceConfig: undefined,
      HyperParameterTuningResourceConfig: { InstanceConfigs } as never,
    });
    const [facts] = tuningFacts(tuning('tune', { TrainingJobDefinition: flexible }));
    assert.equal(facts?.instances, wanted);
  });
}

test('no definition at all', () => {
  assert.deepEqual(definitionsOf(tuning('tune', { TrainingJobDefinition: undefined })), []);
});
