import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CreateVpcCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import {
  CreateHyperParameterTuningJobCommand,
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { connect } from './client.ts';
import { type Account, startHarness } from './harness.ts';
import { tuning } from './sagemaker/testing/stub.ts';

const create = (account: Account, name = 'fraud', more: Partial<CreateTrainingJobRequest> = {}) =>
  account.sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: `arn:aws:iam::${account.id}:role/training`,
      AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      ...more,
    }),
  );
const describe = ({ sagemaker }: Account, name = 'fraud') =>
  sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));

const DAY = 86_400;

test('faults are added, listed, removed and cleared', async () => {
  await using harness = await startHarness();
  const { faults } = connect(harness.url);
  const [added] = await faults.add('CreateTrainingJob:throttle:times=1');
  assert.equal(added?.text, 'CreateTrainingJob:throttle:times=1');
  await assert.rejects(create(harness.createAccount()), { name: 'ThrottlingException' });
  assert.deepEqual(
    (await faults.list()).map(({ id, seen, struck }) => [id, seen, struck]),
    [['fault-1', 1, 1]],
  );
  await faults.add([{ operation: '*', fault: 'slow', ms: 1 }, '*:500']);
  await faults.remove('fault-1');
  assert.deepEqual(
    harness.faults.list().map(({ id }) => id),
    ['fault-2', 'fault-3'],
  );
  await faults.clear();
  assert.deepEqual(await faults.list(), []);
  await assert.rejects(
    faults.add('CreateTrainingJob:dance'),
    /^Error: train-encrypt: "CreateTrainingJob:dance": fault: there/,
  );
  await assert.rejects(faults.remove('fault-2'), /^Error: train-encrypt: there is no fault "fault-2"; there is none$/);
  await assert.rejects(faults.remove(''), /there is no fault ""/);
});

test('jobs are reported with what was asked, how it was judged and what became of it', async () => {
  await using harness = await startHarness();
  const [account, other] = [harness.createAccount(), harness.createAccount()];
  const client = connect(harness.url);
  await assert.rejects(create(account, 'fraud', { EnableInterContainerTrafficEncryption: true }));
  await create(account, 'fraud');
  await create(other, 'theirs');
  const { jobs, older } = await client.jobs({ account: account.id });
  assert.equal(older, 0);
  assert.deepEqual(
    jobs.map(({ name, status }) => [name, status]),
    [
      ['fraud', 'Refused'],
      ['fraud', 'InProgress'],
    ],
  );
  for (const { request, verdicts } of jobs) {
    assert.equal((request as CreateTrainingJobRequest).TrainingJobName, 'fraud');
    assert.equal(verdicts.length, 1);
  }
  const asked = jobs.map(({ request }) => (request as CreateTrainingJobRequest).EnableInterContainerTrafficEncryption);
  assert.deepEqual(asked, [true, undefined]);
  assert.ok(jobs[0]?.verdicts[0]?.findings.some(({ rule, refuses }) => rule === 'vpc-required' && refuses));
  assert.equal((await client.jobs()).jobs.length, 3);
  assert.deepEqual(
    (await client.jobs({ name: 'the*' })).jobs.map(({ account }) => account),
    [other.id],
  );
  assert.deepEqual((await client.jobs({ status: 'Refused', operation: 'Create*' })).jobs.length, 1);
  assert.deepEqual(await client.jobs({ limit: 0 }), { jobs: [], older: 3 });
  assert.equal((await client.jobs({ limit: 1 })).jobs[0]?.name, 'theirs');
  const names: string[] = [];
  let page = await client.jobs({ limit: 2, after: '' });
  while (page.jobs.length > 0) {
    names.push(...page.jobs.map(({ name }) => name));
    page = await client.jobs({ limit: 2, after: page.next ?? '' });
  }
  const all = await client.jobs();
  assert.deepEqual(
    names,
    all.jobs.map(({ name }) => name),
  );
  assert.equal((await client.jobs({ limit: 1, after: '' })).next, (await client.jobs({ limit: 1, after: '' })).next);
  await assert.rejects(client.jobs({ after: 'nothing' }), /after: there is no such job any more/);
  await assert.rejects(client.jobs({ account: 'me' }), /account: an account has 12 digits/);
  await assert.rejects(client.jobs({ limit: 10_001 }), /limit: give at most 10000/);
});

test('calls are reported, with the faults that struck them', async () => {
  await using harness = await startHarness({ faults: ['ListTrainingJobs:500:times=1'] });
  const account = harness.createAccount();
  const client = connect(harness.url);
  await assert.rejects(account.sagemaker.send(new ListTrainingJobsCommand({})));
  await create(account);
  const { calls, next } = await client.calls({ account: account.id, service: 'sagemaker' });
  assert.deepEqual(
    calls.map(({ operation, status, faults }) => [operation, status, faults]),
    [
      ['ListTrainingJobs', 500, [{ id: 'fault-1', text: 'ListTrainingJobs:500:times=1' }]],
      ['CreateTrainingJob', 200, undefined],
    ],
  );
  assert.deepEqual(
    calls.map(({ input }) => (input as CreateTrainingJobRequest | undefined)?.TrainingJobName),
    [undefined, 'fraud'],
  );
  await describe(account);
  const later = await client.calls({ after: next });
  assert.deepEqual(
    later.calls.map(({ operation }) => operation),
    ['DescribeTrainingJob'],
  );
});

test('a manual clock is turned, and only forward', async () => {
  await using harness = await startHarness();
  const account = harness.createAccount();
  const { clock } = connect(harness.url);
  await create(account);
  const before = await clock.now(account.id);
  assert.equal(before.time, 'manual');
  const after = await clock.advance(account.id, DAY);
  assert.equal(Date.parse(after.now) - Date.parse(before.now), DAY * 1000);
  assert.equal((await describe(account)).TrainingJobStatus, 'Completed');
  await assert.rejects(clock.advance(account.id, -1), /seconds: /);
  await assert.rejects(clock.advance(account.id, 400 * DAY + 1), /seconds: /);
  await assert.rejects(clock.advance('me', 1), /account: an account has 12 digits/);
});

for (const [time, pace] of [
  ['instant', /this clock jumps by itself\. One that is turned needs serve --speed manual/],
  [60, /this clock goes by itself, at 60 seconds in one\./],
] as const) {
  test(`a clock of time ${time} can be read, and not turned`, async () => {
    await using harness = await startHarness({ time });
    const { clock } = connect(harness.url);
    assert.equal((await clock.now('123456789012')).time, time);
    await assert.rejects(clock.advance('123456789012', 1), pace);
  });
}

test('rules and health are reported', async () => {
  await using harness = await startHarness({ rules: 'observed', strict: true });
  const client = connect(`${harness.url}/`);
  const { mode, strict, rules } = await client.rules();
  assert.deepEqual([mode, strict], ['observed', true]);
  assert.ok(rules.some(({ id, claim, provenance }) => id === 'vpc-required' && claim && provenance === 'documented'));
  const health = await client.health();
  assert.equal(health.engine.name, 'embedded');
  assert.equal(health.rules, 'observed');
});

test('one account is forgotten, with jobs, networks and calls; then all are', async () => {
  await using harness = await startHarness({ faults: ['ListTags:500'] });
  const [one, other] = [harness.createAccount(), harness.createAccount()];
  const client = connect(harness.url);
  for (const account of [one, other]) {
    await create(account);
    await account.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  }
  const vpcs = async ({ ec2 }: Account) => (await ec2.send(new DescribeVpcsCommand({}))).Vpcs?.length;
  const answer = await client.reset(one.id);
  assert.deepEqual(answer.kept, []);
  for (const name of ['sagemaker', 'ec2', 's3', 'calls']) assert.ok(answer.reset.includes(name), name);
  assert.equal((await client.calls({ account: one.id })).calls.length, 0);
  assert.deepEqual([await vpcs(one), await vpcs(other)], [1, 2]);
  await assert.rejects(describe(one), { message: 'Requested resource not found.' });
  assert.equal((await describe(other)).TrainingJobStatus, 'InProgress');

  await create(one);
  await one.advance(DAY);
  assert.equal((await describe(one)).TrainingJobStatus, 'Completed', 'the new clock can be turned');

  await harness.reset();
  assert.deepEqual((await client.jobs()).jobs, []);
  assert.deepEqual((await client.calls()).calls, []);
  assert.equal(await vpcs(other), 1);
  assert.equal((await client.faults.list()).length, 1, 'faults stay');
  await assert.rejects(client.reset('me'), /account: an account has 12 digits/);
});

test('memory does not grow over jobs that were forgotten', { timeout: 60_000 }, async () => {
  await using harness = await startHarness({ time: 'instant' });
  const account = harness.createAccount();
  const round = async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => create(account, `fraud-${index}`)));
    await account.sagemaker.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
    await describe(account, 'fraud-0');
    await account.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    await harness.reset();
  };
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  for (let warm = 0; warm < 5; warm += 1) await round();
  assert.deepEqual(harness.journal.entries(), []);
  const before = heap();
  for (let rounds = 0; rounds < 20; rounds += 1) await round();
  const grown = (heap() - before) / 1024 / 1024;
  assert.ok(grown < 4, `${grown.toFixed(1)} MiB more`);
});

test('a server that is not there, or is another, is said to be so', async () => {
  const harness = await startHarness();
  const client = connect(harness.url);
  await harness[Symbol.asyncDispose]();
  await assert.rejects(
    client.health(),
    /^Error: train-encrypt: nothing answers on http:\/\/127\.0\.0\.1:\d+\. Start it with: train-encrypt serve$/,
  );

  const other = createServer((_request, response) => void response.writeHead(404).end('<html>')).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  await assert.rejects(connect(url).jobs(), /^Error: train-encrypt: GET http:.*\/jobs was answered with 404$/);
  other.close();
  assert.throws(() => connect('nowhere'), TypeError);
});
