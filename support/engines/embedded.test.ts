import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { version } from '../package.ts';
import type { Service } from '../protocol/service.ts';
import { createEmbeddedEngine } from './embedded.ts';

const request = (form: string) => ({
  caller: { account: '111122223333', region: 'eu-central-1' },
  requestId: 'id-1',
  method: 'POST',
  path: '/',
  headers: {},
  body: new TextEncoder().encode(form),
});

test('the embedded engine answers EC2 and STS', async () => {
  await using engine = createEmbeddedEngine();
  assert.equal(engine.name, 'embedded');
  assert.equal(engine.description, `embedded EC2 ${version}`);
  assert.deepEqual(engine.services, ['ec2', 'sts', 's3', 'iam', 'ecr']);
  const vpcs = await engine.handle('ec2', request('Action=DescribeVpcs&Version=2016-11-15'));
  assert.equal(vpcs.status, 200);
  assert.match(String(vpcs.body), /<cidrBlock>172\.31\.0\.0\/16<\/cidrBlock>/);
  const identity = await engine.handle('sts', request('Action=GetCallerIdentity&Version=2011-06-15'));
  assert.match(String(identity.body), /<Account>111122223333<\/Account>/);
});

test('the embedded engine says what would answer another service', async () => {
  await using engine = createEmbeddedEngine();
  for (const name of ['sqs', 'logs', 'constructor']) {
    const { status, call } = await engine.handle(name, request('Action=ListQueues'));
    assert.equal(status, 501);
    assert.match(
      call.error?.message ?? '',
      new RegExp(`^train-encrypt: the embedded engine does not answer ${name}\\. `),
    );
  }
});

test('neighbours answer from the first request on, and store what they receive', async () => {
  await using engine = createEmbeddedEngine();
  const create = 'Action=CreateRole&RoleName=training&Description=ours&AssumeRolePolicyDocument={"Statement":[]}';
  assert.equal((await engine.handle('iam', request(create))).status, 200);
  const role = await engine.handle('iam', request('Action=GetRole&RoleName=training'));
  assert.match(String(role.body), /<Description>ours<\/Description>/);
});

test('the logs of jobs are there when there is a stub of SageMaker to tell of them', async () => {
  const sagemaker: Service = { name: 'sagemaker', handle: () => assert.fail('there is no job') };
  await using engine = createEmbeddedEngine({ sagemaker: () => sagemaker });
  assert.ok(engine.services.includes('logs'));
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'Logs_20140328.GetLogEvents',
  };
  const { status, call } = await engine.handle('logs', { ...request('{}'), headers });
  assert.equal(status, 400);
  assert.equal(call.error?.message, 'The request must have logStreamName.');
});

test('a neighbour is loaded when it is first asked, not before', async () => {
  await using engine = createEmbeddedEngine();
  const { cache } = createRequire(import.meta.url);
  const loaded = () => Object.keys(cache).some((file) => file.includes('client-s3'));
  assert.equal(loaded(), false);
  const list = { ...request(''), method: 'GET', headers: { host: 'localhost' } };
  assert.equal((await engine.handle('s3', list)).status, 200);
  assert.equal(loaded(), true);
});

test('engines share nothing', async () => {
  await using one = createEmbeddedEngine();
  await using other = createEmbeddedEngine();
  await one.handle('ec2', request('Action=CreateVpc&CidrBlock=10.0.0.0/16'));
  const vpcs = async (engine: typeof one) => String((await engine.handle('ec2', request('Action=DescribeVpcs'))).body);
  assert.match(await vpcs(one), /10\.0\.0\.0/);
  assert.doesNotMatch(await vpcs(other), /10\.0\.0\.0/);
});

test('forgets one account, or all, as if they had never asked', async () => {
  await using engine = createEmbeddedEngine();
  const of = (account: string, form: string) => ({ ...request(form), caller: { account, region: 'eu-central-1' } });
  const [one, other] = ['111111111111', '222222222222'];
  const createVpc = 'Action=CreateVpc&CidrBlock=10.0.0.0/16&Version=2016-11-15';
  const createRole = 'Action=CreateRole&RoleName=training&Description=ours&AssumeRolePolicyDocument={"Statement":[]}';
  for (const account of [one, other]) {
    assert.equal((await engine.handle('ec2', of(account, createVpc))).status, 200);
    assert.equal((await engine.handle('iam', of(account, createRole))).status, 200);
  }
  const keeps = async (account: string) => {
    const vpcs = await engine.handle('ec2', of(account, 'Action=DescribeVpcs&Version=2016-11-15'));
    const role = await engine.handle('iam', of(account, 'Action=GetRole&RoleName=training'));
    return [/10\.0\.0\.0/.test(String(vpcs.body)), /ours/.test(String(role.body))];
  };
  assert.deepEqual(await keeps(one), [true, true]);
  await engine.reset?.(one);
  assert.deepEqual(
    [await keeps(one), await keeps(other)],
    [
      [false, false],
      [true, true],
    ],
  );
  await engine.reset?.();
  assert.deepEqual(await keeps(other), [false, false]);
});
