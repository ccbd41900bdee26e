import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ec2Error, FakeEc2, GROUP, SUBNETS } from '../testing/fake-ec2.ts';
import { NetworkInterfaces } from './interfaces.ts';

const WANTED = { job: 'job', subnets: SUBNETS, securityGroups: [GROUP], instances: 5 };

test('holds one for each instance until they are released', async () => {
  const ec2 = new FakeEc2();
  const interfaces = new NetworkInterfaces(ec2.client());
  const [one, other] = [{}, {}];
  await Promise.all([interfaces.hold(one, WANTED), interfaces.hold(other, WANTED)]);
  assert.equal(ec2.interfaces.size, 10);
  await interfaces.release(one);
  assert.equal(ec2.interfaces.size, 5);
  await interfaces.release(one);
  await interfaces.releaseAll();
  assert.equal(ec2.interfaces.size, 0);
});

test('refused one, it gives back those it had, and reports what EC2 said', async () => {
  const ec2 = new FakeEc2();
  const interfaces = new NetworkInterfaces(ec2.client());
  ec2.before = (operation) => {
    if (operation === 'CreateNetworkInterface' && ec2.interfaces.size === 3)
      throw ec2Error('NetworkInterfaceLimitExceeded');
  };
  await assert.rejects(interfaces.hold({}, WANTED), { name: 'NetworkInterfaceLimitExceeded' });
  assert.equal(ec2.interfaces.size, 0);
});

test('only a subnet without addresses is skipped: another refusal holds for all', async () => {
  const ec2 = new FakeEc2();
  const interfaces = new NetworkInterfaces(ec2.client());
  ec2.before = (operation) => {
    if (operation === 'CreateNetworkInterface') throw ec2Error('InvalidSubnetID.NotFound');
  };
  await assert.rejects(interfaces.hold({}, WANTED), { name: 'InvalidSubnetID.NotFound' });
  assert.deepEqual(ec2.calls, ['CreateNetworkInterface']);
});

test('a job that names no subnet gets none', async () => {
  const interfaces = new NetworkInterfaces(new FakeEc2().client());
  await assert.rejects(interfaces.hold({}, { ...WANTED, subnets: [] }), { message: 'the job names no subnet' });
});

test('released while they are being made, it makes no more and leaves none', async () => {
  const ec2 = new FakeEc2();
  const interfaces = new NetworkInterfaces(ec2.client());
  const owner = {};
  const holding = interfaces.hold(owner, WANTED);
  await Promise.all([interfaces.release(owner), holding]);
  assert.equal(ec2.interfaces.size, 0);
  assert.ok(ec2.calls.filter((call) => call === 'CreateNetworkInterface').length < 5);
});

test('there is nothing to release for an unknown job', async () => {
  const ec2 = new FakeEc2();
  await new NetworkInterfaces(ec2.client()).release({});
  assert.deepEqual(ec2.calls, []);
});
