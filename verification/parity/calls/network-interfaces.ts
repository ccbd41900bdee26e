import { call, filter, made, sequence, sharing, unknown } from './making.ts';

const TOPIC = 'Network interfaces';
const SETUP = [made.vpc(), made.subnet(), made.group(), made.group('other')];
const inSubnet = { SubnetId: '<subnet>' };

export const networkInterfaces = [
  sequence(
    TOPIC,
    SETUP,
    call(
      'create as a job does',
      'CreateNetworkInterface',
      { ...inSubnet, Groups: ['<group>', '<other>'], Description: 'training job fraud-v7, instance 1 of 2' },
      { saves: { interface: 'NetworkInterface.NetworkInterfaceId' } },
    ),
    call('describe by id', 'DescribeNetworkInterfaces', { NetworkInterfaceIds: ['<interface>'] }),
    call('describe by VPC', 'DescribeNetworkInterfaces', filter('vpc-id', '<vpc>')),
    call('describe by subnet', 'DescribeNetworkInterfaces', filter('subnet-id', '<subnet>')),
    call('describe by group', 'DescribeNetworkInterfaces', filter('group-id', '<group>')),
    call('describe by description', 'DescribeNetworkInterfaces', filter('description', 'training job *')),
    call('describe by status', 'DescribeNetworkInterfaces', {
      Filters: [
        { Name: 'vpc-id', Values: ['<vpc>'] },
        { Name: 'status', Values: ['available'] },
      ],
    }),
    call('change its groups', 'ModifyNetworkInterfaceAttribute', {
      NetworkInterfaceId: '<interface>',
      Groups: ['<other>'],
    }),
    call('describe with other groups', 'DescribeNetworkInterfaces', { NetworkInterfaceIds: ['<interface>'] }),
    call('delete', 'DeleteNetworkInterface', { NetworkInterfaceId: '<interface>' }),
    call('delete again', 'DeleteNetworkInterface', { NetworkInterfaceId: '<interface>' }),
    call('describe a deleted one by id', 'DescribeNetworkInterfaces', { NetworkInterfaceIds: ['<interface>'] }),
    call('describe none by subnet', 'DescribeNetworkInterfaces', filter('subnet-id', '<subnet>')),
  ),
  ...sharing(
    sequence(
      TOPIC,
      SETUP,
      made.networkInterface(),
      call('delete its group', 'DeleteSecurityGroup', { GroupId: '<group>' }),
      call('delete the VPC under it', 'DeleteVpc', { VpcId: '<vpc>' }),
    ),
    sequence(
      TOPIC,
      SETUP,
      call('create without groups', 'CreateNetworkInterface', inSubnet),
      call('create with an address', 'CreateNetworkInterface', { ...inSubnet, PrivateIpAddress: '10.0.1.10' }),
      call('create with an address that is taken', 'CreateNetworkInterface', {
        ...inSubnet,
        PrivateIpAddress: '10.0.1.10',
      }),
      call('create with an address outside the subnet', 'CreateNetworkInterface', {
        ...inSubnet,
        PrivateIpAddress: '10.0.2.10',
      }),
      call('create with an address that EC2 keeps', 'CreateNetworkInterface', {
        ...inSubnet,
        PrivateIpAddress: '10.0.1.1',
      }),
      call('create with tags', 'CreateNetworkInterface', {
        ...inSubnet,
        Groups: ['<group>'],
        TagSpecifications: [{ ResourceType: 'network-interface', Tags: [{ Key: 'Name', Value: 'training' }] }],
      }),
      call('create in an unknown subnet', 'CreateNetworkInterface', { SubnetId: unknown('subnet') }),
      call('create with an unknown group', 'CreateNetworkInterface', { ...inSubnet, Groups: [unknown('sg')] }),
      call('create without a subnet', 'CreateNetworkInterface', {}),
    ),
    sequence(
      TOPIC,
      SETUP,
      made.vpc('other-vpc', '10.1.0.0/16'),
      made.group('stranger', { vpc: 'other-vpc' }),
      call('create with a group of another VPC', 'CreateNetworkInterface', { ...inSubnet, Groups: ['<stranger>'] }),
    ),
  ),
  sequence(
    TOPIC,
    made.vpc(),
    made.group(),
    made.subnet('subnet', '10.0.1.0/28'),
    Array.from('abcdefghijk', (letter) => made.networkInterface(`interface-${letter}`)),
    call(
      'describe page by page',
      'DescribeNetworkInterfaces',
      { ...filter('subnet-id', '<subnet>'), MaxResults: 5 },
      { pages: true },
    ),
    call('the 12th in a /28', 'CreateNetworkInterface', { ...inSubnet, Groups: ['<group>'] }),
  ),
];
