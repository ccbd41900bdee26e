import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHarness } from 'train-encrypt';
import { launch } from '../training/launch.js';
import { privateNetwork } from '../training/network.js';

test('a job of two instances is encrypted, in our VPC', async () => {
  await using harness = await startHarness();
  const account = harness.createAccount();
  const network = await privateNetwork(account.ec2);

  await launch(account.sagemaker, { ...network, instances: 2 });

  const [verdict, ...others] = await account.verdicts();
  assert.deepEqual(others, []);
  assert.equal(verdict?.job.encrypted, true);
  assert.deepEqual(verdict?.job.vpc, network);
  assert.deepEqual(verdict?.refusals, []);
});

test('without ESP no job is launched, and the error says why', async () => {
  await using harness = await startHarness();
  const account = harness.createAccount();
  const network = await privateNetwork(account.ec2, { esp: false });

  await assert.rejects(launch(account.sagemaker, { ...network, instances: 2 }), /ESP in: missing; ESP out: missing/);
});

test('a call that is throttled is an error of the service', async () => {
  await using harness = await startHarness({ faults: ['CreateTrainingJob:throttle:times=1'] });
  const account = harness.createAccount();
  const network = await privateNetwork(account.ec2);

  await assert.rejects(launch(account.sagemaker, { ...network, instances: 2 }), { name: 'ThrottlingException' });
  assert.deepEqual(await account.jobs(), []);
});
