import type { Call } from '../call.ts';
import { call, sequence, unknown } from './making.ts';

const TOPIC = 'Unknown ids';

/** Kind → how a request names it. */
const KINDS: Readonly<Record<string, readonly [prefix: string, operation: string, parameter: string]>> = {
  'a VPC': ['vpc', 'DescribeVpcs', 'VpcIds'],
  'a subnet': ['subnet', 'DescribeSubnets', 'SubnetIds'],
  'a security group': ['sg', 'DescribeSecurityGroups', 'GroupIds'],
  'a security group rule': ['sgr', 'DescribeSecurityGroupRules', 'SecurityGroupRuleIds'],
  'a network ACL': ['acl', 'DescribeNetworkAcls', 'NetworkAclIds'],
  'a route table': ['rtb', 'DescribeRouteTables', 'RouteTableIds'],
  'a VPC endpoint': ['vpce', 'DescribeVpcEndpoints', 'VpcEndpointIds'],
  'a prefix list': ['pl', 'DescribeManagedPrefixLists', 'PrefixListIds'],
  'a network interface': ['eni', 'DescribeNetworkInterfaces', 'NetworkInterfaceIds'],
  'an internet gateway': ['igw', 'DescribeInternetGateways', 'InternetGatewayIds'],
  'a NAT gateway': ['nat', 'DescribeNatGateways', 'NatGatewayIds'],
};

/** Kind → how a request deletes it. */
const DELETED: Readonly<Record<string, readonly [prefix: string, operation: string, parameter: string]>> = {
  'a VPC': ['vpc', 'DeleteVpc', 'VpcId'],
  'a subnet': ['subnet', 'DeleteSubnet', 'SubnetId'],
  'a security group': ['sg', 'DeleteSecurityGroup', 'GroupId'],
  'a network ACL': ['acl', 'DeleteNetworkAcl', 'NetworkAclId'],
  'a route table': ['rtb', 'DeleteRouteTable', 'RouteTableId'],
  'a prefix list': ['pl', 'DeleteManagedPrefixList', 'PrefixListId'],
  'a network interface': ['eni', 'DeleteNetworkInterface', 'NetworkInterfaceId'],
  'an internet gateway': ['igw', 'DeleteInternetGateway', 'InternetGatewayId'],
  'a NAT gateway': ['nat', 'DeleteNatGateway', 'NatGatewayId'],
};

const described = Object.entries(KINDS).flatMap(([kind, [prefix, operation, parameter]]): Call[] => [
  call(`describe ${kind}`, operation, { [parameter]: [unknown(prefix)] }),
  call(`describe ${kind} by a malformed id`, operation, { [parameter]: [`${prefix}-nonsense`] }),
]);

const deleted = Object.entries(DELETED).map(([kind, [prefix, operation, parameter]]) =>
  call(`delete ${kind}`, operation, { [parameter]: unknown(prefix) }),
);

export const unknownIds = [sequence(TOPIC, described, deleted)];
