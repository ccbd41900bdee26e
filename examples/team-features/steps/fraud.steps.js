import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { Given, Then, When } from '@cucumber/cucumber';

// What our platform team gives us, made through EC2's API as their own code would.
Given('the network of our platform team', async function () {
  const { ec2 } = this.account;
  const { ingress, egress } = JSON.parse(await readFile('network/training-group.json', 'utf8'));
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.40.0.0/16' }));
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc.VpcId, CidrBlock: '10.40.1.0/24' }));
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId: Vpc.VpcId, GroupName: 'fraud', Description: 'Fraud training' }),
  );
  const toItself = (rules) => rules.map((rule) => ({ ...rule, UserIdGroupPairs: [{ GroupId }] }));
  const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: everything }));
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: toItself(ingress) }));
  await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: toItself(egress) }));
  await this.usePrivateVpc({ subnets: [Subnet.SubnetId], securityGroups: [GroupId] });
});

// A wrapper takes its time: none of our steps limits it, train-encrypt does.
When('release {string} is trained', { timeout: -1 }, async function (release) {
  await this.launch(release);
});

Then('every job it launched carries the release', function () {
  const tags = this.attempt.jobs.map(({ request }) => request.Tags?.find(({ Key }) => Key === 'release')?.Value);
  assert.deepEqual(tags, [this.release]);
});
