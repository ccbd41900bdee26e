import { call, filter, made, sequence } from './making.ts';

const TOPIC = 'VPCs';

export const vpcs = [
  sequence(
    TOPIC,
    call(
      'create',
      'CreateVpc',
      {
        CidrBlock: '10.0.0.0/16',
        TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'training' }] }],
      },
      { saves: { vpc: 'Vpc.VpcId' } },
    ),
    call('describe by id', 'DescribeVpcs', { VpcIds: ['<vpc>'] }),
    call('describe by the filter vpc-id', 'DescribeVpcs', filter('vpc-id', '<vpc>')),
    call('describe by CIDR', 'DescribeVpcs', filter('cidr', '10.0.0.0/16')),
    call('describe by CIDR block association', 'DescribeVpcs', filter('cidr-block-association.cidr-block', '10.0.*')),
    call('describe by tag', 'DescribeVpcs', filter('tag:Name', 'training')),
    call('describe by tag key', 'DescribeVpcs', filter('tag-key', 'Name')),
    call('describe by two filters', 'DescribeVpcs', {
      Filters: [
        { Name: 'is-default', Values: ['false'] },
        { Name: 'state', Values: ['available'] },
      ],
    }),
    call('describe by a filter that fits nothing', 'DescribeVpcs', filter('cidr', '10.9.0.0/16')),
    call('describe by a pattern', 'DescribeVpcs', filter('cidr', '10.?.0.0/1*')),
    call('describe the attribute enableDnsSupport', 'DescribeVpcAttribute', {
      VpcId: '<vpc>',
      Attribute: 'enableDnsSupport',
    }),
    call('describe the attribute enableDnsHostnames', 'DescribeVpcAttribute', {
      VpcId: '<vpc>',
      Attribute: 'enableDnsHostnames',
    }),
    call('change an attribute', 'ModifyVpcAttribute', { VpcId: '<vpc>', EnableDnsHostnames: { Value: true } }),
    call('describe the changed attribute', 'DescribeVpcAttribute', { VpcId: '<vpc>', Attribute: 'enableDnsHostnames' }),
    call(
      'associate another CIDR',
      'AssociateVpcCidrBlock',
      { VpcId: '<vpc>', CidrBlock: '10.1.0.0/16' },
      { saves: { association: 'CidrBlockAssociation.AssociationId' } },
    ),
    call('describe with two CIDRs', 'DescribeVpcs', { VpcIds: ['<vpc>'] }),
    call('disassociate the other CIDR', 'DisassociateVpcCidrBlock', { AssociationId: '<association>' }),
    call('delete', 'DeleteVpc', { VpcId: '<vpc>' }),
    call('describe a deleted one by id', 'DescribeVpcs', { VpcIds: ['<vpc>'] }),
    call('describe a deleted one by filter', 'DescribeVpcs', filter('vpc-id', '<vpc>')),
  ),
  sequence(
    TOPIC,
    call('create with dedicated tenancy', 'CreateVpc', { CidrBlock: '10.0.0.0/16', InstanceTenancy: 'dedicated' }),
    call('create with an address within the CIDR', 'CreateVpc', { CidrBlock: '10.2.3.4/16' }),
    call('create with a dry run', 'CreateVpc', { CidrBlock: '10.0.0.0/16', DryRun: true }),
    call('create with a /15', 'CreateVpc', { CidrBlock: '10.0.0.0/15' }),
    call('create with a /29', 'CreateVpc', { CidrBlock: '10.0.0.0/29' }),
    call('create with a malformed CIDR', 'CreateVpc', { CidrBlock: '10.0.0.300/16' }),
    call('create without a CIDR', 'CreateVpc', {}),
    call('create with an unknown tenancy', 'CreateVpc', { CidrBlock: '10.0.0.0/16', InstanceTenancy: 'shared' }),
  ),
  sequence(
    TOPIC,
    made.vpc(),
    made.subnet(),
    call('delete with a subnet', 'DeleteVpc', { VpcId: '<vpc>' }),
    call('associate a CIDR that overlaps', 'AssociateVpcCidrBlock', { VpcId: '<vpc>', CidrBlock: '10.0.128.0/17' }),
    call('describe by an unknown filter', 'DescribeVpcs', filter('colour', 'blue')),
    call('describe by a filter without values', 'DescribeVpcs', { Filters: [{ Name: 'vpc-id' }] }),
    call('describe an unknown attribute', 'DescribeVpcAttribute', { VpcId: '<vpc>', Attribute: 'enableColour' }),
    call('change two attributes', 'ModifyVpcAttribute', {
      VpcId: '<vpc>',
      EnableDnsHostnames: { Value: true },
      EnableDnsSupport: { Value: true },
    }),
  ),
  sequence(
    TOPIC,
    [10, 11, 12, 13, 14, 15].map((n) => made.vpc(`vpc-${'abcdef'[n - 10]}`, `10.${n}.0.0/16`)),
    call('describe page by page', 'DescribeVpcs', { ...filter('is-default', 'false'), MaxResults: 5 }, { pages: true }),
    call('describe a page of 4', 'DescribeVpcs', { MaxResults: 4 }),
    call('describe a page of 1001', 'DescribeVpcs', { MaxResults: 1001 }),
    call('describe with a token of no list', 'DescribeVpcs', { MaxResults: 5, NextToken: 'nonsense' }),
  ),
];
