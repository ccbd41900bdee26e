import { call, filter, made, sequence, sharing, unknown } from './making.ts';

const TOPIC = 'Subnets';
const inVpc = { VpcId: '<vpc>' };

export const subnets = sharing(
  sequence(
    TOPIC,
    made.vpc(),
    call(
      'create in a zone',
      'CreateSubnet',
      {
        ...inVpc,
        CidrBlock: '10.0.1.0/24',
        AvailabilityZone: 'eu-central-1b',
        TagSpecifications: [{ ResourceType: 'subnet', Tags: [{ Key: 'Name', Value: 'training' }] }],
      },
      { saves: { subnet: 'Subnet.SubnetId' } },
    ),
    call(
      'create with an address within the CIDR',
      'CreateSubnet',
      { ...inVpc, CidrBlock: '10.0.2.7/24', AvailabilityZone: 'eu-central-1a' },
      { saves: { other: 'Subnet.SubnetId' } },
    ),
    call('describe by id', 'DescribeSubnets', { SubnetIds: ['<subnet>'] }),
    call('describe two by the filter subnet-id', 'DescribeSubnets', filter('subnet-id', '<subnet>', '<other>')),
    call('describe by VPC', 'DescribeSubnets', filter('vpc-id', '<vpc>')),
    call('describe by zone', 'DescribeSubnets', filter('availability-zone', 'eu-central-1b')),
    call('describe by CIDR', 'DescribeSubnets', filter('cidr-block', '10.0.1.0/24')),
    call('describe by tag', 'DescribeSubnets', filter('tag:Name', 'training')),
    call('describe by free addresses', 'DescribeSubnets', {
      Filters: [
        { Name: 'vpc-id', Values: ['<vpc>'] },
        { Name: 'available-ip-address-count', Values: ['251'] },
      ],
    }),
    call('give public addresses', 'ModifySubnetAttribute', {
      SubnetId: '<subnet>',
      MapPublicIpOnLaunch: { Value: true },
    }),
    call('describe with public addresses', 'DescribeSubnets', { SubnetIds: ['<subnet>'] }),
    call('delete', 'DeleteSubnet', { SubnetId: '<other>' }),
    call('describe what is left', 'DescribeSubnets', filter('vpc-id', '<vpc>')),
  ),
  sequence(
    TOPIC,
    made.vpc(),
    made.subnet(),
    call('create outside the VPC', 'CreateSubnet', { ...inVpc, CidrBlock: '10.1.0.0/24' }),
    call('create over another', 'CreateSubnet', { ...inVpc, CidrBlock: '10.0.1.128/25' }),
    call('create a /29', 'CreateSubnet', { ...inVpc, CidrBlock: '10.0.3.0/29' }),
    call('create with a malformed CIDR', 'CreateSubnet', { ...inVpc, CidrBlock: '10.0.4.0/33' }),
    call('create without a CIDR', 'CreateSubnet', inVpc),
    call('create in an unknown VPC', 'CreateSubnet', { VpcId: unknown('vpc'), CidrBlock: '10.0.5.0/24' }),
    call('create in an unknown zone', 'CreateSubnet', {
      ...inVpc,
      CidrBlock: '10.0.6.0/24',
      AvailabilityZone: 'eu-central-1z',
    }),
    call('describe by an unknown filter', 'DescribeSubnets', filter('colour', 'blue')),
  ),
  sequence(
    TOPIC,
    made.vpc(),
    made.subnet(),
    made.group(),
    made.networkInterface(),
    call('free addresses with an interface', 'DescribeSubnets', { SubnetIds: ['<subnet>'] }),
    call('delete with an interface', 'DeleteSubnet', { SubnetId: '<subnet>' }),
  ),
  sequence(
    TOPIC,
    made.vpc(),
    [...'abcdef'].map((letter, n) => made.subnet(`subnet-${letter}`, `10.0.${n}.0/24`)),
    call('describe page by page', 'DescribeSubnets', { ...filter('vpc-id', '<vpc>'), MaxResults: 5 }, { pages: true }),
    call('describe a page of 4', 'DescribeSubnets', { MaxResults: 4 }),
  ),
);
