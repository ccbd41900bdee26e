import { call, filter, made, sequence, sharing, unknown } from './making.ts';

const TOPIC = 'Security groups';
const inVpc = { VpcId: '<vpc>', Description: 'Training' };

export const securityGroups = [
  sequence(
    TOPIC,
    made.vpc(),
    call(
      'create',
      'CreateSecurityGroup',
      {
        ...inVpc,
        GroupName: 'training',
        TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'Name', Value: 'training' }] }],
      },
      { saves: { group: 'GroupId' } },
    ),
    call('describe by id', 'DescribeSecurityGroups', { GroupIds: ['<group>'] }),
    call('describe by the filter group-id', 'DescribeSecurityGroups', filter('group-id', '<group>')),
    call('describe by group-name', 'DescribeSecurityGroups', filter('group-name', 'training')),
    call('describe by VPC', 'DescribeSecurityGroups', filter('vpc-id', '<vpc>')),
    call('describe by description', 'DescribeSecurityGroups', filter('description', 'Train*')),
    call('describe by tag', 'DescribeSecurityGroups', filter('tag:Name', 'training')),
    call('describe by protocol of egress', 'DescribeSecurityGroups', {
      Filters: [
        { Name: 'vpc-id', Values: ['<vpc>'] },
        { Name: 'egress.ip-permission.protocol', Values: ['-1'] },
      ],
    }),
    call('describe by protocol of ingress', 'DescribeSecurityGroups', {
      Filters: [
        { Name: 'vpc-id', Values: ['<vpc>'] },
        { Name: 'ip-permission.protocol', Values: ['50'] },
      ],
    }),
    call('describe an unknown one by filter', 'DescribeSecurityGroups', filter('group-id', '<group>', unknown('sg'))),
    call('describe a known and an unknown one by id', 'DescribeSecurityGroups', {
      GroupIds: ['<group>', unknown('sg')],
    }),
    call('describe by an unknown filter', 'DescribeSecurityGroups', filter('colour', 'blue')),
    call('delete', 'DeleteSecurityGroup', { GroupId: '<group>' }),
    call('describe a deleted one by id', 'DescribeSecurityGroups', { GroupIds: ['<group>'] }),
    call('delete a deleted one', 'DeleteSecurityGroup', { GroupId: '<group>' }),
  ),
  ...sharing(
    sequence(
      TOPIC,
      made.vpc(),
      made.group('one'),
      made.group('two'),
      made.by(
        'AuthorizeSecurityGroupIngress',
        { GroupId: '<one>', IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: '<two>' }] }] },
        {},
      ),
      call(
        'describe by the group that a rule names',
        'DescribeSecurityGroups',
        filter('ip-permission.group-id', '<two>'),
      ),
      call('delete one that another refers to', 'DeleteSecurityGroup', { GroupId: '<two>' }),
      call('delete one that refers to another', 'DeleteSecurityGroup', { GroupId: '<one>' }),
    ),
    sequence(
      TOPIC,
      made.vpc(),
      made.vpc('other-vpc', '10.1.0.0/16'),
      made.group(),
      call('create with a name that is taken', 'CreateSecurityGroup', { ...inVpc, GroupName: 'group' }),
      call('create with a name that is taken in other letters', 'CreateSecurityGroup', {
        ...inVpc,
        GroupName: 'GROUP',
      }),
      call('create with a name taken in another VPC', 'CreateSecurityGroup', {
        VpcId: '<other-vpc>',
        GroupName: 'group',
        Description: 'Training',
      }),
      call('create with a reserved name', 'CreateSecurityGroup', { ...inVpc, GroupName: 'default' }),
      call('create with a name like an id', 'CreateSecurityGroup', { ...inVpc, GroupName: 'sg-training' }),
      call('create without a description', 'CreateSecurityGroup', { VpcId: '<vpc>', GroupName: 'mute' }),
      call('create with characters that a description cannot have', 'CreateSecurityGroup', {
        VpcId: '<vpc>',
        GroupName: 'odd',
        Description: "It's ours",
      }),
      call('create in an unknown VPC', 'CreateSecurityGroup', { ...inVpc, VpcId: unknown('vpc'), GroupName: 'lost' }),
      call('create with tags for something else', 'CreateSecurityGroup', {
        ...inVpc,
        GroupName: 'tagged',
        TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'training' }] }],
      }),
      call('describe by a name that two VPCs have', 'DescribeSecurityGroups', filter('group-name', 'group')),
      call('delete without naming one', 'DeleteSecurityGroup', {}),
    ),
    sequence(
      TOPIC,
      made.vpc(),
      made.subnet(),
      made.group(),
      made.networkInterface(),
      call('delete one that an interface has', 'DeleteSecurityGroup', { GroupId: '<group>' }),
    ),
    sequence(
      TOPIC,
      made.vpc(),
      [...'abcdef'].map((letter) => made.group(`group-${letter}`)),
      call(
        'describe page by page',
        'DescribeSecurityGroups',
        { ...filter('vpc-id', '<vpc>'), MaxResults: 5 },
        { pages: true },
      ),
      call('describe a page of 4', 'DescribeSecurityGroups', { MaxResults: 4 }),
      call('describe with a token of no list', 'DescribeSecurityGroups', { MaxResults: 5, NextToken: 'nonsense' }),
    ),
  ),
];
