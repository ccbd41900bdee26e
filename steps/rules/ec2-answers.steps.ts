import assert from 'node:assert/strict';
import { DeleteSecurityGroupCommand, EC2ServiceException } from '@aws-sdk/client-ec2';
import { Then, When } from '@cucumber/cucumber';
import { allow } from '../private-vpc.ts';
import { allowFrom, describeGroup, theGroup } from '../the-group.ts';
import type { PeerName } from '../vocabulary.ts';
import type { ScenarioWorld } from './world.ts';

When(
  'inbound {traffic} is allowed from {peer} a second time',
  async function (this: ScenarioWorld, traffic: string, peer: PeerName) {
    this.ec2Error = await allowFrom(this, traffic, 'in', peer).catch((error: unknown) => error);
  },
);

When('inbound ESP is allowed from itself by the name {string}', async function (this: ScenarioWorld, name: string) {
  const group = theGroup(this);
  const byName = [{ IpProtocol: name, UserIdGroupPairs: [{ GroupId: group }] }];
  this.ec2Error = await allow(this.account.ec2, group, 'in', byName).catch((error: unknown) => error);
});

function assertEc2Refused(error: unknown, code: string): EC2ServiceException {
  assert.ok(error instanceof EC2ServiceException, `EC2 accepted it, or failed otherwise: ${error}`);
  assert.equal(error.name, code);
  return error;
}

Then('EC2 refuses it as a duplicate', function (this: ScenarioWorld) {
  assertEc2Refused(this.ec2Error, 'InvalidPermission.Duplicate');
});

Then('EC2 refuses it because the protocol is unknown', function (this: ScenarioWorld) {
  const { message } = assertEc2Refused(this.ec2Error, 'InvalidParameterValue');
  assert.equal(message, "Invalid value 'esp' for IP protocol. Unknown protocol.");
});

Then('the group shows ESP without a port range', async function (this: ScenarioWorld) {
  const { IpPermissions = [] } = await describeGroup(this);
  assert.deepEqual(
    IpPermissions.map((line) => line.IpProtocol),
    ['50'],
  );
  // Absent on AWS; -1 stands for "no ports" in some emulators.
  assert.equal(IpPermissions[0]?.FromPort ?? -1, -1);
  assert.equal(IpPermissions[0]?.ToPort ?? -1, -1);
});

Then('the security group cannot be deleted while the job runs', async function (this: ScenarioWorld) {
  const error = await this.account.ec2
    .send(new DeleteSecurityGroupCommand({ GroupId: theGroup(this) }))
    .catch((thrown: unknown) => thrown);
  assertEc2Refused(error, 'DependencyViolation');
});
