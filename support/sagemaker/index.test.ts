import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListNotebookInstancesCommand,
  waitUntilTrainingJobCompletedOrStopped,
} from '@aws-sdk/client-sagemaker';
import { CONSTRAINED_OPERATIONS } from './constraints/generator/operations.ts';
import { createSageMaker } from './index.ts';
import type { Clock } from './life/clock.ts';
import { createManualClock } from './life/manual-clock.ts';
import { createScaledClock } from './life/scaled-clock.ts';
import { operations } from './operations/index.ts';
import { FakeEc2 } from './testing/fake-ec2.ts';
import { CALLER, refused, testStub, training, VPC } from './testing/stub.ts';

test('every operation answers by the name of its schema, and its input is constrained', () => {
  for (const [name, { schema }] of Object.entries(operations)) {
    assert.equal(schema[2], name);
    assert.ok((CONSTRAINED_OPERATIONS as readonly string[]).includes(name), `${name} has no constraints`);
  }
  assert.deepEqual(
    CONSTRAINED_OPERATIONS.filter((name) => !Object.hasOwn(operations, name)),
    [],
    'every constrained operation is answered',
  );
});

test('an operation of the service that is not simulated has an error of its own', async () => {
  await using stub = testStub();
  const answer = stub.client.send(new ListNotebookInstancesCommand());
  await refused(answer, 'NotImplemented', /^train-encrypt: ListNotebookInstances of sagemaker is not simulated/);
});

test('the SDK’s own waiter sees a job through', async () => {
  await using stub = testStub({ clock: createScaledClock(100_000) });
  await stub.client.send(new CreateTrainingJobCommand(training('job', { VpcConfig: VPC })));
  const waiter = { client: stub.client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 };
  const { state } = await waitUntilTrainingJobCompletedOrStopped(waiter, { TrainingJobName: 'job' });
  assert.equal(state, 'SUCCESS');
});

test('the clock of an account is asked for once, whatever its regions, and closed at the end', async () => {
  const asked: string[] = [];
  let closed = 0;
  const stub = createSageMaker({
    ec2: () => new FakeEc2().client(),
    clock: (account): Clock => {
      asked.push(account);
      return {
        ...createManualClock(),
        close: () => {
          closed += 1;
        },
      };
    },
    rules: { mode: 'documented', strict: false },
  });
  const request = (caller: typeof CALLER) => ({
    caller,
    requestId: 'c0ffee00-0000-4000-8000-000000000000',
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'SageMaker.ListTrainingJobs' },
    body: Buffer.from('{}'),
  });
  for (const region of ['eu-central-1', 'eu-west-1', 'eu-central-1']) {
    assert.equal((await stub.handle(request({ ...CALLER, region }))).status, 200);
  }
  await stub.handle(request({ ...CALLER, account: '210987654321' }));
  assert.deepEqual(asked, ['123456789012', '210987654321']);
  await stub[Symbol.asyncDispose]();
  assert.equal(closed, 2);
});

test('strictness can be set for one account, and leaves its mode', async () => {
  await using stub = testStub({ rules: { mode: 'documented' } });
  stub.ec2.egress = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  const settings = { VpcConfig: VPC, EnableInterContainerTrafficEncryption: true };
  await stub.client.send(new CreateTrainingJobCommand(training('broad', settings)));
  stub.stub.setRules(CALLER.account, { strict: true });
  await refused(
    stub.client.send(new CreateTrainingJobCommand(training('strict', settings))),
    'ValidationException',
    /^train-encrypt refuses this job: /,
  );
});

test('what is set for an account stays until it is set again', async () => {
  await using stub = testStub();
  stub.stub.setRules(CALLER.account, { mode: 'observed' });
  stub.stub.setRules(CALLER.account, { strict: true });
  const unprotected = training('job', { EnableInterContainerTrafficEncryption: true });
  await stub.client.send(new CreateTrainingJobCommand(unprotected));
  stub.stub.setRules(CALLER.account, { mode: 'documented' });
  await refused(
    stub.client.send(new CreateTrainingJobCommand({ ...unprotected, TrainingJobName: 'other' })),
    'ValidationException',
    /^train-encrypt refuses this job: /,
  );
});

test('verdicts are stored by account and region, and returned as a copy', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('job')));
  const verdicts = stub.stub.verdicts(CALLER);
  assert.equal(verdicts.length, 1);
  assert.deepEqual(stub.stub.verdicts({ ...CALLER, region: 'eu-west-1' }), []);
  (verdicts as unknown[]).length = 0;
  assert.equal(stub.stub.verdicts(CALLER).length, 1);
});

test('the name of an own property of objects is a name like any other', async () => {
  await using stub = testStub();
  for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
    await stub.client.send(new CreateTrainingJobCommand(training(name)));
    const job = await stub.client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    assert.equal(job.TrainingJobName, name);
  }
});
