import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EC2Client } from '@aws-sdk/client-ec2';
import type { Network } from '../../network/model.ts';
import { NetworkMemo } from './network-memo.ts';

const ec2 = new EC2Client({ region: 'eu-central-1' });
const VPC = { subnets: ['subnet-1'], securityGroups: ['sg-1'] };

function memo(whileReading: () => Promise<void> | void = () => {}) {
  const counted = { reads: 0, text: 'a', changes: 0 };
  const read = async () => {
    counted.reads += 1;
    await whileReading();
    return { read: counted.reads } as unknown as Network;
  };
  return { counted, memo: new NetworkMemo(ec2, read, () => ({ text: counted.text, changes: counted.changes })) };
}

test('an unchanged network is read once, also by many at once', async () => {
  const { counted, memo: networks } = memo();
  const all = await Promise.all([1, 2, 3].map(() => networks.read(VPC)));
  assert.equal(counted.reads, 1);
  assert.ok(all.every((network) => network === all[0]));
  assert.equal(await networks.read({ ...VPC }), all[0]);
});

test('a changed one is read anew, and so is another one', async () => {
  const { counted, memo: networks } = memo();
  const before = await networks.read(VPC);
  counted.text = 'b';
  assert.notEqual(await networks.read(VPC), before);
  await networks.read({ ...VPC, securityGroups: ['sg-2'] });
  await networks.read({ subnets: ['subnet-1', 'sg-1'], securityGroups: [] });
  assert.equal(counted.reads, 4);
});

test('what changed while it was read is not kept, to and fro though it may be', async () => {
  const { counted, memo: networks } = memo(() => {
    counted.changes += 2;
  });
  await networks.read(VPC);
  await networks.read(VPC);
  assert.equal(counted.reads, 2);
});

test('what could not be read is asked for again', async () => {
  const failing = { fails: true };
  const { counted, memo: networks } = memo(() => {
    if (failing.fails) throw new Error('EC2 is away');
  });
  await assert.rejects(networks.read(VPC), /EC2 is away/);
  failing.fails = false;
  await networks.read(VPC);
  assert.equal(counted.reads, 2);
});

test('where others may change networks unseen, each is read for each job', async () => {
  let reads = 0;
  const networks = new NetworkMemo(ec2, async () => {
    reads += 1;
    return {} as Network;
  });
  await networks.read(VPC);
  await networks.read(VPC);
  assert.equal(reads, 2);
});

test('a limited number is kept', async () => {
  const { counted, memo: networks } = memo();
  for (let group = 0; group < 100; group += 1) await networks.read({ ...VPC, securityGroups: [`sg-${group}`] });
  await networks.read({ ...VPC, securityGroups: ['sg-99'] });
  assert.equal(counted.reads, 100);
  await networks.read({ ...VPC, securityGroups: ['sg-0'] });
  assert.equal(counted.reads, 101);
});
