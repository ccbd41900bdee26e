import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { CreateVpcCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { HeadBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  DeleteTagsCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type Harness, startHarness } from '../../harness.ts';
import type { FaultInput } from './read.ts';

const ACCOUNT = '123456789012';
const ARN = `arn:aws:sagemaker:eu-central-1:${ACCOUNT}:training-job/fraud`;

interface Served extends AsyncDisposable {
  readonly harness: Harness;
  readonly sagemaker: SageMakerClient;
  /** What a client is made with: it tries `attempts` times, as SDKs do by default. */
  readonly settings: (attempts?: number) => {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
  };
  /** Operation, status and faults of every call so far. */
  readonly calls: () => unknown[];
}

async function serve(...faults: FaultInput[]): Promise<Served> {
  const harness = await startHarness({ faults });
  const settings = (maxAttempts = 3) => ({
    endpoint: harness.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'none' },
    maxAttempts,
  });
  const sagemaker = new SageMakerClient(settings());
  return {
    harness,
    sagemaker,
    settings,
    calls: () =>
      harness.journal
        .entries()
        .map(({ operation, status, faults = [] }) => [operation, status, ...faults.map(({ id }) => id)]),
    async [Symbol.asyncDispose]() {
      sagemaker.destroy();
      await harness[Symbol.asyncDispose]();
    },
  };
}

const create = (name = 'fraud') =>
  new CreateTrainingJobCommand({
    TrainingJobName: name,
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/training`,
    AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
    OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  });
const list = () => new ListTrainingJobsCommand({});

suite('an SDK that tries three times', () => {
  for (const fault of ['throttle', '500', '503', 'reset', 'reset:when=middle']) {
    const [kind, settings] = fault.split(':');
    const written = (times: number) =>
      `ListTrainingJobs:${kind}:${[settings, `times=${times}`].filter(Boolean).join()}`;

    test(`gets through two of ${fault}`, async () => {
      await using served = await serve(written(2));
      const { $metadata } = await served.sagemaker.send(list());
      assert.equal($metadata.attempts, 3);
      const struck = { throttle: 400, 500: 500, 503: 503 }[kind ?? ''] ?? 0;
      assert.deepEqual(served.calls(), [
        ['ListTrainingJobs', struck, 'fault-1'],
        ['ListTrainingJobs', struck, 'fault-1'],
        ['ListTrainingJobs', 200],
      ]);
      assert.deepEqual(
        served.harness.faults.list().map(({ seen, struck }) => [seen, struck]),
        [[3, 2]],
      );
    });

    test(`does not get through three of ${fault}`, async () => {
      await using served = await serve(written(3));
      await assert.rejects(served.sagemaker.send(list()));
      assert.equal(served.calls().length, 3);
    });
  }

  test('EC2, whose throttling has a name of its own', async () => {
    await using served = await serve('ec2.DescribeVpcs:throttle:times=2', 'ec2.CreateVpc:500:times=2');
    const ec2 = new EC2Client(served.settings());
    assert.equal((await ec2.send(new DescribeVpcsCommand({}))).$metadata.attempts, 3);
    assert.equal((await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).$metadata.attempts, 3);
    ec2.destroy();
  });

  test('STS, IAM and S3', async () => {
    await using served = await serve('sts.*:throttle:times=2', 'iam.*:503:times=2', 's3.*:throttle:times=2');
    const [sts, iam, s3] = [STSClient, IAMClient, S3Client].map((Client) => new Client(served.settings()));
    assert.equal((await (sts as STSClient).send(new GetCallerIdentityCommand({}))).$metadata.attempts, 3);
    assert.equal((await (iam as IAMClient).send(new ListRolesCommand({}))).$metadata.attempts, 3);
    assert.equal((await (s3 as S3Client).send(new ListBucketsCommand({}))).$metadata.attempts, 3);
  });
});

suite('the errors are those of the service', () => {
  const failing = async (kind: string, ask: (settings: ReturnType<Served['settings']>) => Promise<unknown>) => {
    await using served = await serve(`*:${kind}`);
    return await ask(served.settings(1)).then(
      () => assert.fail('it went through'),
      (error) => [error.name, error.$metadata.httpStatusCode, error.message, error.$fault],
    );
  };
  const why = (what: string, kind: string) => `train-encrypt: ${what}, as fault-1 asks (*:${kind})`;

  for (const [name, ask, throttled] of [
    ['SageMaker', (s) => new SageMakerClient(s).send(list()), ['ThrottlingException', 400]],
    ['EC2', (s) => new EC2Client(s).send(new DescribeVpcsCommand({})), ['RequestLimitExceeded', 503]],
    ['STS', (s) => new STSClient(s).send(new GetCallerIdentityCommand({})), ['Throttling', 400]],
    ['S3', (s) => new S3Client(s).send(new ListBucketsCommand({})), ['SlowDown', 503]],
  ] satisfies [string, (settings: ReturnType<Served['settings']>) => Promise<unknown>, [string, number]][]) {
    test(name, async () => {
      const [code, status] = throttled;
      const [gotCode, gotStatus, message] = await failing('throttle', ask);
      assert.deepEqual([gotCode, gotStatus, message], [code, status, why('this call was throttled', 'throttle')]);
      const internal = name === 'S3' ? 'InternalError' : 'InternalFailure';
      assert.deepEqual((await failing('500', ask)).slice(0, 3), [internal, 500, why('this call failed', '500')]);
      const gone = why('the service is not there for this call', '503');
      assert.deepEqual((await failing('503', ask)).slice(0, 3), ['ServiceUnavailable', 503, gone]);
    });
  }

  test('an answer without a body is refused without one', async () => {
    await using served = await serve('s3.HEAD /models*:503');
    const s3 = new S3Client(served.settings(1));
    await assert.rejects(
      s3.send(new HeadBucketCommand({ Bucket: 'models' })),
      (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode === 503,
    );
    s3.destroy();
  });
});

suite('a connection that is reset', () => {
  const exists = async ({ sagemaker }: Served) =>
    sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'fraud' })).then(
      () => true,
      () => false,
    );

  test('before: nothing was done', async () => {
    await using served = await serve('CreateTrainingJob:reset');
    const once = new SageMakerClient(served.settings(1));
    await assert.rejects(once.send(create()), { code: 'ECONNRESET' });
    assert.equal(await exists(served), false);
    const [entry] = served.harness.journal.entries();
    assert.equal(entry?.status, 0);
    assert.deepEqual(entry?.error, {
      code: 'ConnectionReset',
      message: 'train-encrypt: the connection was reset, as fault-1 asks (CreateTrainingJob:reset)',
    });
    once.destroy();
  });

  for (const when of ['after', 'middle']) {
    test(`${when}: the job was created, and the retry finds its name taken`, async () => {
      await using served = await serve(`CreateTrainingJob:reset:when=${when},times=1`);
      await assert.rejects(served.sagemaker.send(create()), { name: 'ResourceInUse' });
      assert.equal(await exists(served), true);
      assert.deepEqual(served.calls().slice(0, 2), [
        ['CreateTrainingJob', 0, 'fault-1'],
        ['CreateTrainingJob', 400],
      ]);
      assert.ok(served.harness.journal.entries()[0]?.output, 'what was answered is known here');
    });
  }

  test('in the middle of an answer that has no body', async () => {
    await using served = await serve('DeleteTags:reset:when=middle');
    await served.sagemaker.send(create());
    const once = new SageMakerClient(served.settings(1));
    await assert.rejects(once.send(new DeleteTagsCommand({ ResourceArn: ARN, TagKeys: ['a'] })), {
      code: 'ECONNRESET',
    });
    once.destroy();
  });
});

suite('a slow answer', () => {
  test('comes after answers to later requests, and whole', { timeout: 30_000 }, async () => {
    await using served = await serve('ListTrainingJobs:slow:ms=500,times=1');
    const answered: string[] = [];
    const slow = served.sagemaker.send(list()).then(({ TrainingJobSummaries }) => {
      answered.push('slow');
      return TrainingJobSummaries;
    });
    while (served.harness.faults.list()[0]?.struck !== 1) await setImmediate();
    await served.sagemaker.send(list()).then(() => answered.push('later'));
    assert.deepEqual(await slow, []);
    assert.deepEqual(answered, ['later', 'slow']);
    assert.deepEqual(served.calls(), [
      ['ListTrainingJobs', 200, 'fault-1'],
      ['ListTrainingJobs', 200],
    ]);
  });

  // Without the gateway's own end, the second answer would keep it for a minute.
  test('does not outlive a client that gives up, nor the gateway', { timeout: 30_000 }, async () => {
    const served = await serve('CreateTrainingJob:slow:ms=60000,times=1', 'ListTrainingJobs:slow:ms=60000');
    const impatient = { abortSignal: AbortSignal.timeout(200) };
    await assert.rejects(served.sagemaker.send(create(), impatient));
    await assert.rejects(served.sagemaker.send(create()), { name: 'ResourceInUse' }, 'it was carried out all the same');
    const waiting = assert.rejects(new SageMakerClient(served.settings(1)).send(list()));
    while (served.harness.faults.list()[1]?.struck !== 1) await setImmediate();
    await served[Symbol.asyncDispose]();
    await waiting;
  });
});

test('other accounts and other operations see nothing of it', async () => {
  await using served = await serve(`CreateTrainingJob:500:account=${ACCOUNT}`);
  const other = served.harness.createAccount();
  await other.sagemaker.send(create());
  await served.sagemaker.send(list());
  assert.deepEqual(served.calls(), [
    ['CreateTrainingJob', 200],
    ['ListTrainingJobs', 200],
  ]);
});

test('of two hundred calls at once, a count strikes just so many', async () => {
  await using served = await serve('ListTrainingJobs:500:times=50');
  const once = new SageMakerClient(served.settings(1));
  const answers = await Promise.allSettled(Array.from({ length: 200 }, () => once.send(list())));
  assert.equal(answers.filter(({ status }) => status === 'rejected').length, 50);
  once.destroy();
});

test('the stub reads networks whatever faults EC2 has', async () => {
  await using served = await serve('ec2.*:500');
  const request = create();
  request.input.VpcConfig = { Subnets: ['subnet-0123456789abcdef0'], SecurityGroupIds: ['sg-0123456789abcdef0'] };
  request.input.EnableInterContainerTrafficEncryption = true;
  await assert.rejects(served.sagemaker.send(request), {
    name: 'ValidationException',
    message: /no subnet of this account/,
  });
});
