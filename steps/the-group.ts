import { DescribeSecurityGroupsCommand, type SecurityGroup } from '@aws-sdk/client-ec2';
import type { Direction } from '../support/network/model.ts';
import { allow, permission, present } from './private-vpc.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';
import type { PeerName } from './vocabulary.ts';

/** The id of the group that scenarios call "the group" and "the security group". */
export const theGroup = (world: TrainEncryptWorld): string => present(world.privateVpc.groups[0], 'a security group');

export async function describeGroup(world: TrainEncryptWorld): Promise<SecurityGroup> {
  const { SecurityGroups } = await world.account.ec2.send(
    new DescribeSecurityGroupsCommand({ GroupIds: [theGroup(world)] }),
  );
  return present(SecurityGroups?.[0], 'the security group');
}

export async function allowFrom(
  world: TrainEncryptWorld,
  traffic: string,
  direction: Direction,
  peer: PeerName,
): Promise<void> {
  const { ec2 } = world.account;
  await allow(ec2, theGroup(world), direction, [await permission(ec2, world.privateVpc, traffic, peer)]);
}
