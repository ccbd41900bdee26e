import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AssociateSubnetCidrBlockCommand,
  AssociateVpcCidrBlockCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand,
  DescribeNetworkAclsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DisassociateSubnetCidrBlockCommand,
  DisassociateVpcCidrBlockCommand,
} from '@aws-sdk/client-ec2';
import { failsWith, testClient } from './testing/ec2.ts';

async function setUp() {
  const client = testClient();
  const input = { CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true };
  const { Vpc } = await client.send(new CreateVpcCommand(input));
  const VpcId = Vpc?.VpcId ?? '';
  const [given] = Vpc?.Ipv6CidrBlockAssociationSet ?? [];
  const block = given?.Ipv6CidrBlock ?? '';
  /** The nth /64 of the VPC's /56. */
  const part = (n: number) => block.replace(/00::\/56$/, `0${n}::/64`);
  const subnet = async (options: object) => (await client.send(new CreateSubnetCommand({ VpcId, ...options }))).Subnet;
  return { client, VpcId, block, part, subnet, association: given?.AssociationId };
}

test('a subnet has both families, or IPv6 only', async () => {
  const { part, subnet } = await setUp();
  const both = await subnet({ CidrBlock: '10.0.0.0/24', Ipv6CidrBlock: part(1) });
  assert.equal(both?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock, part(1));
  assert.equal(both?.AssignIpv6AddressOnCreation, false);
  const native = await subnet({ Ipv6Native: true, Ipv6CidrBlock: part(2) });
  assert.deepEqual([native?.CidrBlock, native?.AvailableIpAddressCount], [undefined, 0]);
  await assert.rejects(
    subnet({ CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: part(1) }),
    failsWith('InvalidSubnet.Conflict', part(1)),
  );
  await assert.rejects(
    subnet({ CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: part(3).replace('/64', '/65') }),
    failsWith('InvalidSubnet.Range'),
  );
});

test('an interface has IPv6 addresses of its subnet, which nobody else gets', async () => {
  const { client, part, subnet } = await setUp();
  const SubnetId = (await subnet({ Ipv6Native: true, Ipv6CidrBlock: part(1) }))?.SubnetId;
  const create = async (input = {}) =>
    (await client.send(new CreateNetworkInterfaceCommand({ SubnetId, ...input }))).NetworkInterface;
  const start = part(1).replace('/64', '');
  const first = await create();
  assert.deepEqual(
    [first?.PrivateIpAddress, first?.Ipv6Addresses?.map(({ Ipv6Address }) => Ipv6Address)],
    [undefined, [`${start}4`]],
    'the first four are kept by EC2',
  );
  const second = await create({ Ipv6AddressCount: 2 });
  assert.deepEqual(
    second?.Ipv6Addresses?.map(({ Ipv6Address }) => Ipv6Address),
    [`${start}5`, `${start}6`],
  );
  const chosen = (Ipv6Address: string) => create({ Ipv6Addresses: [{ Ipv6Address }] });
  await assert.rejects(chosen(`${start}5`), failsWith('InvalidIPAddress.InUse'));
  await assert.rejects(chosen(`${start}3`), failsWith('InvalidParameterValue', 'reserved'));
  await assert.rejects(chosen('2001:db8:ffff::9'), failsWith('InvalidParameterValue', 'not in the range'));
  await client.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: first?.NetworkInterfaceId }));
  assert.equal((await chosen(`${start}4`))?.Ipv6Address, `${start}4`);
});

test('blocks of a subnet and of a VPC come and go', async () => {
  const { client, VpcId, part, subnet, association } = await setUp();
  const SubnetId = (await subnet({ CidrBlock: '10.0.0.0/24' }))?.SubnetId;
  const { Ipv6CidrBlockAssociation } = await client.send(
    new AssociateSubnetCidrBlockCommand({ SubnetId, Ipv6CidrBlock: part(1) }),
  );
  const disassociateVpc = () => client.send(new DisassociateVpcCidrBlockCommand({ AssociationId: association }));
  await assert.rejects(disassociateVpc(), failsWith('DependencyViolation', 'has subnets'));
  const AssociationId = Ipv6CidrBlockAssociation?.AssociationId;
  await client.send(new DisassociateSubnetCidrBlockCommand({ AssociationId }));
  const { Subnets } = await client.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId ?? ''] }));
  assert.deepEqual(Subnets?.[0]?.Ipv6CidrBlockAssociationSet, []);
  await assert.rejects(
    client.send(new DisassociateSubnetCidrBlockCommand({ AssociationId })),
    failsWith('InvalidSubnetCidrBlockAssociationID.NotFound'),
  );
  await disassociateVpc();
  const { Vpcs } = await client.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
  assert.deepEqual(Vpcs?.[0]?.Ipv6CidrBlockAssociationSet, []);
});

test('IPv6 that comes later opens the default ACL once', async () => {
  const client = testClient();
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  for (let n = 0; n < 2; n += 1) {
    await client.send(new AssociateVpcCidrBlockCommand({ VpcId, AmazonProvidedIpv6CidrBlock: true }));
  }
  const Filters = [{ Name: 'vpc-id', Values: [VpcId] }];
  const { NetworkAcls } = await client.send(new DescribeNetworkAclsCommand({ Filters }));
  assert.deepEqual(
    NetworkAcls?.[0]?.Entries?.map(({ RuleNumber }) => RuleNumber),
    [100, 101, 32767, 32768, 100, 101, 32767, 32768],
  );
  const own = { VpcId, CidrBlock: '10.1.0.0/16', AmazonProvidedIpv6CidrBlock: true };
  await assert.rejects(
    client.send(new AssociateVpcCidrBlockCommand(own)),
    failsWith('InvalidParameterCombination', 'amazonProvidedIpv6CidrBlock'),
  );
});
