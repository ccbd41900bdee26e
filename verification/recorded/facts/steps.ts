import type { RecordedCall } from '../fact.ts';

/** What several facts begin with. */

export const VPC: RecordedCall = {
  operation: 'CreateVpc',
  input: { CidrBlock: '10.0.0.0/16' },
  saves: { vpc: 'Vpc.VpcId' },
};

export const GROUP: RecordedCall = {
  operation: 'CreateSecurityGroup',
  input: { GroupName: 'recorded', Description: 'recorded', VpcId: '<vpc>' },
  saves: { group: 'GroupId' },
};

export const SUBNET: RecordedCall = {
  operation: 'CreateSubnet',
  input: { VpcId: '<vpc>', CidrBlock: '10.0.1.0/24' },
  saves: { subnet: 'Subnet.SubnetId' },
};

export const IPV6_VPC: RecordedCall = {
  operation: 'CreateVpc',
  input: { CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true },
  saves: { vpc: 'Vpc.VpcId' },
};
