import assert from 'node:assert/strict';
import { test } from 'node:test';
import { version } from '../package.ts';
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
  assert.deepEqual(engine.services, ['ec2', 'sts']);
  const vpcs = await engine.handle('ec2', request('Action=DescribeVpcs&Version=2016-11-15'));
  assert.equal(vpcs.status, 200);
  assert.match(String(vpcs.body), /<cidrBlock>172\.31\.0\.0\/16<\/cidrBlock>/);
  const identity = await engine.handle('sts', request('Action=GetCallerIdentity&Version=2011-06-15'));
  assert.match(String(identity.body), /<Account>111122223333<\/Account>/);
});

test('the embedded engine says what would answer another service', async () => {
  await using engine = createEmbeddedEngine();
  const { status, call } = await engine.handle('iam', request('Action=GetRole'));
  assert.equal(status, 501);
  assert.match(call.error?.message ?? '', /^train-encrypt: the embedded engine does not answer iam\. LocalStack would/);
});

test('engines share nothing', async () => {
  await using one = createEmbeddedEngine();
  await using other = createEmbeddedEngine();
  await one.handle('ec2', request('Action=CreateVpc&CidrBlock=10.0.0.0/16'));
  const vpcs = async (engine: typeof one) => String((await engine.handle('ec2', request('Action=DescribeVpcs'))).body);
  assert.match(await vpcs(one), /10\.0\.0\.0/);
  assert.doesNotMatch(await vpcs(other), /10\.0\.0\.0/);
});
