import { call, filter, made, sequence, unknown } from './making.ts';

const TOPIC = 'Reading a job’s network';

/** The calls of the rules' reader, on a documented network and on unknown ids. */
export const reading = [
  sequence(
    TOPIC,
    made.vpc(),
    made.subnet('one', '10.0.1.0/24', { zone: 'a' }),
    made.subnet('two', '10.0.2.0/24', { zone: 'b' }),
    made.group(),
    made.by(
      'AuthorizeSecurityGroupIngress',
      {
        GroupId: '<group>',
        IpPermissions: [
          { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: [{ GroupId: '<group>' }] },
          { IpProtocol: '50', FromPort: -1, ToPort: -1, UserIdGroupPairs: [{ GroupId: '<group>' }] },
        ],
      },
      {},
    ),
    call('subnets', 'DescribeSubnets', filter('subnet-id', '<one>', '<two>', unknown('subnet'))),
    call('groups', 'DescribeSecurityGroups', filter('group-id', '<group>', unknown('sg'))),
    call('network ACLs', 'DescribeNetworkAcls', filter('association.subnet-id', '<one>', '<two>')),
    call('the VPC', 'DescribeVpcs', filter('vpc-id', '<vpc>')),
    call('route tables', 'DescribeRouteTables', filter('vpc-id', '<vpc>')),
    call('VPC endpoints', 'DescribeVpcEndpoints', filter('vpc-id', '<vpc>')),
    call('subnets that nobody has', 'DescribeSubnets', filter('subnet-id', unknown('subnet'))),
    call('groups that nobody has', 'DescribeSecurityGroups', filter('group-id', unknown('sg'))),
    call('ids that are none', 'DescribeSecurityGroups', filter('group-id', 'training')),
  ),
];
