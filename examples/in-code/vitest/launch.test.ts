import { startHarness } from 'train-encrypt';
import { expect, test } from 'vitest';
import { launch } from '../training/launch.js';
import { privateNetwork } from '../training/network.js';

test('a job of two instances is encrypted, in our VPC', async () => {
  await using harness = await startHarness();
  const account = harness.createAccount();
  const network = await privateNetwork(account.ec2);

  await launch(account.sagemaker, { ...network, instances: 2 });

  expect(await account.verdicts()).toMatchObject([{ job: { encrypted: true, vpc: network }, refusals: [] }]);
});

test('without ESP no job is launched, and the error says why', async () => {
  await using harness = await startHarness();
  const account = harness.createAccount();
  const network = await privateNetwork(account.ec2, { esp: false });

  await expect(launch(account.sagemaker, { ...network, instances: 2 })).rejects.toThrow(/ESP out: missing/);
});

test('a call that is throttled is an error of the service', async () => {
  await using harness = await startHarness({ faults: ['CreateTrainingJob:throttle:times=1'] });
  const account = harness.createAccount();
  const network = await privateNetwork(account.ec2);

  const launched = launch(account.sagemaker, { ...network, instances: 2 });
  await expect(launched).rejects.toMatchObject({ name: 'ThrottlingException' });
  expect(await account.jobs()).toEqual([]);
});
