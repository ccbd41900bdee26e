import { call, filter, made, sequence } from './making.ts';

const TOPIC = 'Default VPC';

export const defaultVpc = [
  sequence(
    TOPIC,
    call('the VPC', 'DescribeVpcs', filter('is-default', 'true'), { saves: { 'default-vpc': 'Vpcs.0.VpcId' } }),
    call('its subnets', 'DescribeSubnets', filter('default-for-az', 'true')),
    call('its subnet in a zone', 'DescribeSubnets', filter('availability-zone', 'eu-central-1a')),
    call('its security group', 'DescribeSecurityGroups', filter('vpc-id', '<default-vpc>'), {
      saves: { 'default-group': 'SecurityGroups.0.GroupId' },
    }),
    call('its security group by name', 'DescribeSecurityGroups', { GroupNames: ['default'] }),
    call('its network ACL', 'DescribeNetworkAcls', filter('vpc-id', '<default-vpc>')),
    call('its route table', 'DescribeRouteTables', filter('vpc-id', '<default-vpc>')),
    call('its internet gateway', 'DescribeInternetGateways', filter('attachment.vpc-id', '<default-vpc>')),
    call('its DNS host names', 'DescribeVpcAttribute', { VpcId: '<default-vpc>', Attribute: 'enableDnsHostnames' }),
    call('zones of the region', 'DescribeAvailabilityZones'),
    call('a group in it without naming it', 'CreateSecurityGroup', {
      GroupName: 'new',
      Description: 'In the default VPC',
    }),
    call('rules of a group by its name', 'AuthorizeSecurityGroupIngress', {
      GroupName: 'new',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '172.31.0.0/16' }] }],
    }),
    call('a rule that names its peer by name', 'AuthorizeSecurityGroupIngress', {
      GroupName: 'new',
      IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupName: 'new' }] }],
    }),
    call('a rule from a named source group', 'AuthorizeSecurityGroupIngress', {
      GroupName: 'new',
      SourceSecurityGroupName: 'default',
    }),
    call('a rule in the parameters of the request itself', 'AuthorizeSecurityGroupIngress', {
      GroupName: 'new',
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      CidrIp: '10.0.0.0/8',
    }),
    call('the group with all of those', 'DescribeSecurityGroups', { GroupNames: ['new'] }),
    call('revoke a rule that is not there', 'RevokeSecurityGroupIngress', {
      GroupName: 'new',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 9, ToPort: 9, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
    }),
    call('a group of no name there', 'DescribeSecurityGroups', { GroupNames: ['nobody'] }),
    call('delete a group by name', 'DeleteSecurityGroup', { GroupName: 'new' }),
  ),
  sequence(
    TOPIC,
    made.by('DescribeSecurityGroups', filter('group-name', 'default'), { 'default-group': 'SecurityGroups.0.GroupId' }),
    call('delete its security group', 'DeleteSecurityGroup', { GroupId: '<default-group>' }),
  ),
];
