import type { EC2Client, IpPermission } from '@aws-sdk/client-ec2';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import type { VpcConfig } from '@aws-sdk/client-sagemaker';
import type { Direction } from '../support/network/model.ts';
import { type PeerName, trafficByName } from './vocabulary.ts';

/**
 * A private VPC that a scenario prepared, through EC2's API and nothing else.
 * @example
 * ```ts
 * import type { PrivateVpc } from 'train-encrypt/steps';
 *
 * const idsOf = ({ subnets }: PrivateVpc) => subnets.map(({ id }) => id);
 * ```
 */
export interface PrivateVpc {
  readonly id: string;
  readonly cidr: string;
  readonly subnets: { readonly id: string; readonly cidr: string }[];
  /** The first is the one that scenarios call "the security group". */
  readonly groups: string[];
}

/** A private VPC as a job names it: all its subnets, and the one security group that scenarios speak of. */
export function vpcConfigOf(vpc: PrivateVpc): VpcConfig;
export function vpcConfigOf(vpc: PrivateVpc | undefined): VpcConfig | undefined;
export function vpcConfigOf(vpc: PrivateVpc | undefined): VpcConfig | undefined {
  return vpc && { Subnets: vpc.subnets.map((subnet) => subnet.id), SecurityGroupIds: vpc.groups.slice(0, 1) };
}

interface VpcSettings {
  readonly cidr?: string;
  readonly subnetCidrs?: readonly string[];
  readonly tenancy?: 'default' | 'dedicated';
}

const everythingOut: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

/** A value that EC2's answer must have. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`EC2 answered without ${what}`);
  return value;
}

/** A VPC with two subnets in two zones and one new security group, which still has its default egress rule. */
export async function createPrivateVpc(
  ec2: EC2Client,
  region: string,
  settings: VpcSettings = {},
): Promise<PrivateVpc> {
  const cidr = settings.cidr ?? '10.20.0.0/16';
  const { Vpc } = await ec2.send(
    new CreateVpcCommand({ CidrBlock: cidr, ...(settings.tenancy && { InstanceTenancy: settings.tenancy }) }),
  );
  const id = present(Vpc?.VpcId, 'a VPC id');
  const cidrs = settings.subnetCidrs ?? ['10.20.1.0/24', '10.20.2.0/24'];
  const [group, ...subnets] = await Promise.all([
    createGroup(ec2, id, 'training'),
    ...cidrs.map(async (CidrBlock, index) => {
      const AvailabilityZone = `${region}${'ab'[index % 2]}`;
      const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: id, CidrBlock, AvailabilityZone }));
      return { id: present(Subnet?.SubnetId, 'a subnet id'), cidr: CidrBlock };
    }),
  ]);
  return { id, cidr, subnets, groups: [group] };
}

/** An existing network, by its ids. Rejects with EC2's error when a subnet does not exist. */
export async function privateVpcOf(
  ec2: EC2Client,
  network: { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] },
): Promise<PrivateVpc> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [...network.subnets] }));
  const id = present(Subnets[0]?.VpcId, 'a subnet');
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [id] }));
  return {
    id,
    cidr: present(Vpcs?.[0]?.CidrBlock, 'the VPC of the subnets'),
    subnets: network.subnets.map((subnet) => {
      const found = Subnets.find(({ SubnetId }) => SubnetId === subnet);
      return { id: subnet, cidr: present(found?.CidrBlock, `subnet ${subnet}`) };
    }),
    groups: [...network.securityGroups],
  };
}

export async function createGroup(ec2: EC2Client, vpc: string, name: string): Promise<string> {
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId: vpc, GroupName: name, Description: `train-encrypt scenario: ${name}` }),
  );
  return present(GroupId, 'a security group id');
}

export async function allow(ec2: EC2Client, group: string, direction: Direction, permissions: IpPermission[]) {
  const input = { GroupId: group, IpPermissions: permissions };
  await (direction === 'in'
    ? ec2.send(new AuthorizeSecurityGroupIngressCommand(input))
    : ec2.send(new AuthorizeSecurityGroupEgressCommand(input)));
}

export async function disallow(ec2: EC2Client, group: string, direction: Direction, permissions: IpPermission[]) {
  const input = { GroupId: group, IpPermissions: permissions };
  await (direction === 'in'
    ? ec2.send(new RevokeSecurityGroupIngressCommand(input))
    : ec2.send(new RevokeSecurityGroupEgressCommand(input)));
}

export function takeDefaultEgress(ec2: EC2Client, group: string) {
  return disallow(ec2, group, 'out', [everythingOut]);
}

/** The two documented rows of one direction: UDP 500 and protocol 50, the other side being a group. */
export function documentedRows(peer: string): IpPermission[] {
  return ['IKE', 'ESP'].map((name) => ({ ...trafficByName[name], UserIdGroupPairs: [{ GroupId: peer }] }));
}

/** The four documented rows and nothing else. */
export async function giveDocumentedRules(ec2: EC2Client, group: string): Promise<void> {
  await Promise.all([
    allow(ec2, group, 'in', documentedRows(group)),
    allow(ec2, group, 'out', documentedRows(group)),
    takeDefaultEgress(ec2, group),
  ]);
}

/** One line of a security group: this traffic, with this other side. */
export async function permission(
  ec2: EC2Client,
  vpc: PrivateVpc,
  trafficName: string,
  peer: PeerName,
): Promise<IpPermission> {
  const traffic = trafficByName[trafficName];
  if (!traffic) throw new Error(`unknown traffic ${trafficName}`);
  return { ...traffic, ...(await otherSide(ec2, vpc, peer)) };
}

async function otherSide(ec2: EC2Client, vpc: PrivateVpc, peer: PeerName): Promise<IpPermission> {
  const subnets = vpc.subnets.map((subnet) => subnet.cidr);
  switch (peer) {
    case 'itself':
      return { UserIdGroupPairs: [{ GroupId: present(vpc.groups[0], 'a security group') }] };
    case 'a group the job does not use':
      return { UserIdGroupPairs: [{ GroupId: await createGroup(ec2, vpc.id, 'not-used') }] };
    case 'the whole VPC':
      return ranges([vpc.cidr]);
    case 'anywhere':
      return ranges(['0.0.0.0/0']);
    case 'anywhere over IPv6':
      return { Ipv6Ranges: [{ CidrIpv6: '::/0' }] };
    case 'both subnets':
      return ranges(subnets);
    case 'one of the subnets':
      return ranges(subnets.slice(0, 1));
    case 'half of both subnets':
      return ranges(subnets.map((cidr) => halves(cidr)[0]));
    case 'both halves of both subnets':
      return ranges(subnets.flatMap(halves));
    case 'a prefix list of both subnets':
      return prefixList(ec2, subnets);
    case 'a prefix list of one subnet':
      return prefixList(ec2, subnets.slice(0, 1));
  }
}

const ranges = (cidrs: readonly string[]): IpPermission => ({ IpRanges: cidrs.map((CidrIp) => ({ CidrIp })) });

/** The two /25 of a /24: all that the scenarios need. */
function halves(cidr: string): [string, string] {
  const base = cidr.replace(/\.0\/24$/, '');
  if (base === cidr) throw new Error(`${cidr} is not a /24`);
  return [`${base}.0/25`, `${base}.128/25`];
}

async function prefixList(ec2: EC2Client, cidrs: readonly string[]): Promise<IpPermission> {
  const { PrefixList } = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: 'training-subnets',
      AddressFamily: 'IPv4',
      MaxEntries: 5,
      Entries: cidrs.map((Cidr) => ({ Cidr })),
    }),
  );
  return { PrefixListIds: [{ PrefixListId: present(PrefixList?.PrefixListId, 'a prefix list id') }] };
}
