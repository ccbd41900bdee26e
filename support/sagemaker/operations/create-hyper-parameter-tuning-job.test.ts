import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  CreateTrainingJobCommand,
  ListHyperParameterTuningJobsCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { definition, refused, testStub, training, tuning, VPC } from '../testing/stub.ts';

const create = (...args: Parameters<typeof tuning>) => new CreateHyperParameterTuningJobCommand(tuning(...args));

const ENCRYPTED = { VpcConfig: VPC, EnableInterContainerTrafficEncryption: true };

test('answers the ARN, its name in lower case', async () => {
  await using stub = testStub();
  const { HyperParameterTuningJobArn } = await stub.client.send(create('Tune'));
  assert.equal(
    HyperParameterTuningJobArn,
    'arn:aws:sagemaker:eu-central-1:123456789012:hyper-parameter-tuning-job/tune',
  );
});

test('a name can be taken once, also by many at once, and is no training job’s', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('tune')));
  const answers = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      stub.client.send(create('tune', { TrainingJobDefinition: definition(ENCRYPTED) })),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
  await refused(
    stub.client.send(create('tune')),
    'ResourceInUse',
    'A hyperparameter tuning job with the name, tune, already exists. Choose a different name.',
  );
});

test('every definition is judged, and one that is refused refuses all', async () => {
  await using stub = testStub();
  const definitions = [
    definition({ ...ENCRYPTED, DefinitionName: 'good' }),
    definition({ EnableInterContainerTrafficEncryption: true, DefinitionName: 'bad' }),
  ];
  const request = { TrainingJobDefinition: undefined, TrainingJobDefinitions: definitions };
  await refused(
    stub.client.send(create('tune', request)),
    'ValidationException',
    /^train-encrypt refuses this job: TrainingJobDefinitions\.2 of tune .*VpcConfig/,
  );
  const verdicts = stub.stub.verdicts({ account: '123456789012', region: 'eu-central-1' });
  assert.deepEqual(
    verdicts.map(({ job, refusals }) => [job.path, refusals.length > 0]),
    [
      ['TrainingJobDefinitions.1', false],
      ['TrainingJobDefinitions.2', true],
    ],
  );
  assert.deepEqual(
    (await stub.client.send(new ListHyperParameterTuningJobsCommand())).HyperParameterTuningJobSummaries,
    [],
  );
  assert.deepEqual((await stub.client.send(new ListTrainingJobsCommand())).TrainingJobSummaries, []);
  await stub.client.send(create('tune'));
});

test('refused by the documentation, accepted as observed', async () => {
  await using stub = testStub({ rules: { mode: 'observed' } });
  stub.ec2.ingress = [];
  const { HyperParameterTuningJobArn } = await stub.client.send(
    create('tune', { TrainingJobDefinition: definition(ENCRYPTED) }),
  );
  assert.ok(HyperParameterTuningJobArn);
});

test('when EC2 does not answer, nothing is half created', async () => {
  await using stub = testStub();
  stub.ec2.before = () => {
    throw new TypeError('connect ECONNREFUSED');
  };
  await refused(
    stub.client.send(create('tune', { TrainingJobDefinition: definition(ENCRYPTED) })),
    'InternalFailure',
    /^train-encrypt: the network of tune could not be read.*ECONNREFUSED/,
  );
  stub.ec2.before = () => {};
  await stub.client.send(create('tune', { TrainingJobDefinition: definition(ENCRYPTED) }));
});

const AT_ONCE: readonly [string, Parameters<typeof tuning>[1], string][] = [
  [
    'no definition',
    { TrainingJobDefinition: undefined },
    'train-encrypt: the request gives neither TrainingJobDefinition nor TrainingJobDefinitions; give one of them.',
  ],
  [
    'both kinds of definition',
    { TrainingJobDefinitions: [definition()] },
    'train-encrypt: the request gives both TrainingJobDefinition and TrainingJobDefinitions; give one of them.',
  ],
  [
    'a definition without resources',
    { TrainingJobDefinition: definition({ ResourceConfig: undefined }) },
    'train-encrypt: TrainingJobDefinition.ResourceConfig is missing; ' +
      'say on how many instances, and of which type, the job runs.',
  ],
  [
    'a definition with neither image nor algorithm',
    {
      TrainingJobDefinition: undefined,
      TrainingJobDefinitions: [definition(), definition({ AlgorithmSpecification: { TrainingInputMode: 'File' } })],
    },
    'train-encrypt: TrainingJobDefinitions.2.AlgorithmSpecification gives neither TrainingImage nor AlgorithmName; ' +
      'give one of them.',
  ],
  [
    'a wait time without spot',
    {
      TrainingJobDefinition: definition({
        StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 },
      }),
    },
    'Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true',
  ],
  [
    'a bad variable of the model of time',
    { TrainingJobDefinition: definition({ Environment: { TRAIN_ENCRYPT_OVERHEAD: 'much' } }) },
    "train-encrypt: the job's Environment does not fit the model of training time: TRAIN_ENCRYPT_OVERHEAD 'much' is " +
      'not a number. AWS knows nothing of these variables.',
  ],
];

for (const [what, changes, text] of AT_ONCE) {
  test(`refuses ${what}`, async () => {
    await using stub = testStub();
    await refused(stub.client.send(create('tune', changes)), 'ValidationException', text);
    await stub.client.send(create('tune'));
  });
}

test('refuses more training jobs than the service ever launches, which would otherwise keep the stub busy for ever', async () => {
  await using stub = testStub();
  const { HyperParameterTuningJobConfig: config } = tuning('tune');
  assert.ok(config);
  for (const [ResourceLimits, text] of [
    [
      { MaxNumberOfTrainingJobs: 2_000_000_000, MaxParallelTrainingJobs: 1 },
      'train-encrypt: a tuning job launches at most 10000 training jobs.',
    ],
    [
      { MaxNumberOfTrainingJobs: 101, MaxParallelTrainingJobs: 101 },
      'train-encrypt: a tuning job has at most 100 training jobs at once.',
    ],
  ] as const) {
    await refused(
      stub.client.send(create('tune', { HyperParameterTuningJobConfig: { ...config, ResourceLimits } })),
      'ResourceLimitExceeded',
      text,
    );
  }
  await stub.client.send(create('tune'));
});
