import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DescribeRouteTablesCommand,
  type EC2Client,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { Failure } from '../../failure.ts';
import type { Account } from '../../harness.ts';
import type { Given } from '../types.ts';

/** What may pass between the members of a security group, both ways. */
export type Traffic = 'IKE' | 'ESP';

export interface VpcSettings {
  /** A /16. Default `10.60.0.0/16`. */
  readonly cidr?: string;
  /** What the security group's rules let its members exchange; there are no other rules in it. */
  readonly between: readonly Traffic[];
}

/**
 * Makes a VPC through EC2's API in which a job may run: a subnet in each of three zones, 251 free addresses in each, a
 * gateway endpoint for S3, and one security group with the rules asked for and no others.
 * @throws Failure (exit code 3) when EC2 answers without an id
 */
export async function privateVpc(
  { ec2, region }: Pick<Account, 'ec2' | 'region'>,
  { cidr = '10.60.0.0/16', between }: VpcSettings,
): Promise<Pick<Given, 'subnets' | 'securityGroups'>> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: cidr }));
  const vpc = present(Vpc?.VpcId, 'a VPC');
  const [subnets, group] = await Promise.all([
    Promise.all(['a', 'b', 'c'].map((zone, index) => subnetIn(ec2, vpc, `${region}${zone}`, subnetOf(cidr, index)))),
    groupIn(ec2, vpc, between),
    gatewayToS3(ec2, vpc, region),
  ]);
  return { subnets, securityGroups: [group] };
}

/** The role that wrappers are given. Nobody looks at what it may do. */
export const roleOf = ({ id }: Pick<Account, 'id'>): string => `arn:aws:iam::${id}:role/training`;

/** Both rows of the documentation. */
export const DOCUMENTED: readonly Traffic[] = ['IKE', 'ESP'];

const PERMISSIONS: Readonly<Record<Traffic, IpPermission>> = {
  IKE: { IpProtocol: 'udp', FromPort: 500, ToPort: 500 },
  ESP: { IpProtocol: '50' },
};

const EVERYTHING: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

/** The third number of a /24 within a /16. */
const subnetOf = (cidr: string, index: number): string => cidr.replace(/\.0\.0\/16$/, `.${index + 1}.0/24`);

async function subnetIn(ec2: EC2Client, VpcId: string, AvailabilityZone: string, CidrBlock: string): Promise<string> {
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, AvailabilityZone, CidrBlock }));
  return present(Subnet?.SubnetId, 'a subnet');
}

async function groupIn(ec2: EC2Client, VpcId: string, between: readonly Traffic[]): Promise<string> {
  const named = { VpcId, GroupName: 'training', Description: 'What training instances may exchange' };
  const { GroupId: answered } = await ec2.send(new CreateSecurityGroupCommand(named));
  const GroupId = present(answered, 'a security group');
  const rows = between.map((traffic) => ({ ...PERMISSIONS[traffic], UserIdGroupPairs: [{ GroupId }] }));
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: [EVERYTHING] }));
  if (rows.length === 0) return GroupId;
  await Promise.all([
    ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: rows })),
    ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: rows })),
  ]);
  return GroupId;
}

async function gatewayToS3(ec2: EC2Client, VpcId: string, region: string): Promise<void> {
  const Filters = [
    { Name: 'vpc-id', Values: [VpcId] },
    { Name: 'association.main', Values: ['true'] },
  ];
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
  const RouteTableIds = [present(RouteTables[0]?.RouteTableId, 'a main route table')];
  const ServiceName = `com.amazonaws.${region}.s3`;
  await ec2.send(new CreateVpcEndpointCommand({ VpcId, VpcEndpointType: 'Gateway', ServiceName, RouteTableIds }));
}

function present(value: string | undefined, what: string): string {
  if (value !== undefined) return value;
  const text = `EC2 answered without ${what}, so the situation could not be prepared; try another engine.`;
  throw new Failure(text, { exitCode: 3 });
}
