import {
  ABSENT,
  anyOrder,
  type Fact,
  json,
  length,
  none,
  pattern,
  type RecordedCall,
  type RecordedError,
  some,
} from '../fact.ts';
import { COLLECTED, documentation, issue, localstack, MOTO_READ, moto } from './sources.ts';
import { GROUP, IPV6_VPC, SUBNET, VPC } from './steps.ts';

const fact = (what: string, source: string, date: string, ...calls: readonly RecordedCall[]): Fact => ({
  service: 'ec2',
  what,
  source,
  date,
  calls,
});

const fails = (operation: string, input: RecordedCall['input'], error: RecordedError): RecordedCall => ({
  operation,
  input: input ?? {},
  error,
});

const API = documentation('EC2 API reference 2016-11-15');
const API_READ = '2026-11-28';
const CIDRS = moto('test_ec2/test_vpcs.py test_associate_vpc_ipv4_cidr_block');
const FOR_VPC = localstack('ec2 TestEc2Integrations::test_get_security_groups_for_vpc');

const cidr = (n: number): RecordedCall => ({
  operation: 'AssociateVpcCidrBlock',
  input: { VpcId: '<vpc>', CidrBlock: `10.10.${n}.0/24` },
  answer: {
    CidrBlockAssociation: {
      AssociationId: pattern('^vpc-cidr-assoc-'),
      CidrBlock: `10.10.${n}.0/24`,
      CidrBlockState: { State: 'associating', StatusMessage: ABSENT },
    },
  },
});

const small: RecordedCall = { ...VPC, input: { CidrBlock: '10.10.42.0/24' } };

const vpcs: readonly Fact[] = [
  fact('CreateVpc: with a tag', FOR_VPC, '2025-05-19', {
    operation: 'CreateVpc',
    input: {
      CidrBlock: '10.0.0.0/16',
      TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'test-key', Value: 'test-value' }] }],
    },
    saves: { vpc: 'Vpc.VpcId' },
    answer: {
      Vpc: {
        CidrBlock: '10.0.0.0/16',
        CidrBlockAssociationSet: [
          {
            AssociationId: pattern('^vpc-cidr-assoc-'),
            CidrBlock: '10.0.0.0/16',
            CidrBlockState: { State: 'associated' },
          },
        ],
        DhcpOptionsId: pattern('^dopt-'),
        InstanceTenancy: 'default',
        Ipv6CidrBlockAssociationSet: length(0),
        IsDefault: false,
        OwnerId: '<account>',
        State: 'pending',
        Tags: [{ Key: 'test-key', Value: 'test-value' }],
      },
    },
  }),
  fact('AssociateVpcCidrBlock: up to five', CIDRS, MOTO_READ, small, cidr(43), cidr(44), cidr(45), cidr(46), {
    operation: 'DescribeVpcs',
    input: { VpcIds: ['<vpc>'] },
    answer: {
      Vpcs: [
        {
          CidrBlockAssociationSet: anyOrder(
            ...[42, 43, 44, 45, 46].map((n) => ({
              CidrBlock: `10.10.${n}.0/24`,
              CidrBlockState: { State: 'associated', StatusMessage: ABSENT },
            })),
          ),
        },
      ],
    },
  }),
  fact(
    'AssociateVpcCidrBlock: a sixth',
    CIDRS,
    MOTO_READ,
    small,
    cidr(43),
    cidr(44),
    cidr(45),
    cidr(46),
    fails(
      'AssociateVpcCidrBlock',
      { VpcId: '<vpc>', CidrBlock: '10.10.50.0/22' },
      {
        code: 'CidrLimitExceeded',
        message: 'This network <vpc> has met its maximum number of allowed CIDRs: 5',
      },
    ),
  ),
  fact(
    'DeleteVpc: one with a subnet',
    issue('AviatrixSystems/terraform-modules#107'),
    '2022-07-14',
    VPC,
    SUBNET,
    fails(
      'DeleteVpc',
      { VpcId: '<vpc>' },
      {
        code: 'DependencyViolation',
        message: "The vpc '<vpc>' has dependencies and cannot be deleted.",
        status: 400,
      },
    ),
  ),
  fact(
    'CreateSubnet: in what is no id of a VPC',
    issue('cloudnloud/weekly-cloud-engineer-interview-program#14'),
    '2023-01-18',
    fails(
      'CreateSubnet',
      { VpcId: 'aws_vpc.example.id', CidrBlock: '10.0.1.0/24' },
      { code: 'InvalidVpcID.NotFound', message: "The vpc ID 'aws_vpc.example.id' does not exist", status: 400 },
    ),
  ),
  fact(
    'AssociateRouteTable: what is no id of a route table',
    issue('cloudnloud/weekly-cloud-engineer-interview-program#14'),
    '2023-01-18',
    VPC,
    SUBNET,
    fails(
      'AssociateRouteTable',
      { RouteTableId: 'aws_route_table.example.id', SubnetId: '<subnet>' },
      {
        code: 'InvalidRouteTableID.NotFound',
        message: "The routeTable ID 'aws_route_table.example.id' does not exist",
        status: 400,
      },
    ),
  ),
];

const NATIVE = 'test_ec2/test_subnets.py test_create_ipv6native_subnet';
const native = (input: object, error: RecordedError) =>
  fails('CreateSubnet', { VpcId: '<vpc>', Ipv6Native: true, ...input }, error);
const NO_BLOCK = {
  code: 'MissingParameter',
  message: "Either 'ipv6CidrBlock' or 'ipv6IpamPoolId' should be provided.",
};
const OPTIONS = moto('test_ec2/test_subnets.py test_private_dns_name_options');

const subnets: readonly Fact[] = [
  fact(
    'CreateSubnet: Ipv6Native without a block',
    moto(`${NATIVE}_without_cidr`),
    MOTO_READ,
    VPC,
    native({}, NO_BLOCK),
  ),
  fact(
    'CreateSubnet: Ipv6Native with an IPv4 block only',
    moto(`${NATIVE}_with_ipv4_cidr`),
    MOTO_READ,
    VPC,
    native({ CidrBlock: '10.0.0.0/24' }, NO_BLOCK),
  ),
  fact(
    'CreateSubnet: Ipv6Native with a block of each family',
    moto(`${NATIVE}_with_ipv4_and_ipv6_cidr`),
    MOTO_READ,
    VPC,
    native(
      { CidrBlock: '10.0.0.0/24', Ipv6CidrBlock: '1080::1:200C:417A/112' },
      {
        code: 'InvalidParameterCombination',
        message: 'When specifying ipv4 parameters, cidrBlock or ipv4IpamPoolId, you cannot set ipv6Native to true.',
      },
    ),
  ),
  fact(
    'CreateSubnet: IPv6 only, in a block that the VPC was given',
    moto(NATIVE),
    MOTO_READ,
    VPC,
    {
      operation: 'AssociateVpcCidrBlock',
      input: { VpcId: '<vpc>', AmazonProvidedIpv6CidrBlock: true },
      answer: { Ipv6CidrBlockAssociation: { Ipv6CidrBlockState: { State: 'associating' } } },
    },
    {
      operation: 'DescribeVpcs',
      input: { VpcIds: ['<vpc>'] },
      saves: { block: 'Vpcs.0.Ipv6CidrBlockAssociationSet.0.Ipv6CidrBlock' },
      answer: { Vpcs: [{ Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlockState: { State: 'associated' } }] }] },
    },
    {
      operation: 'CreateSubnet',
      input: { VpcId: '<vpc>', Ipv6Native: true, Ipv6CidrBlock: '<block>' },
      answer: {
        Subnet: {
          AssignIpv6AddressOnCreation: true,
          Ipv6Native: true,
          State: 'available',
          Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '<block>' }],
        },
      },
    },
  ),
  fact('CreateSubnet: options of private DNS names', OPTIONS, MOTO_READ, VPC, {
    ...SUBNET,
    answer: {
      Subnet: {
        PrivateDnsNameOptionsOnLaunch: {
          HostnameType: 'ip-name',
          EnableResourceNameDnsARecord: false,
          EnableResourceNameDnsAAAARecord: false,
        },
      },
    },
  }),
  fact(
    'ModifySubnetAttribute: EnableResourceNameDnsARecordOnLaunch is kept',
    OPTIONS,
    MOTO_READ,
    VPC,
    SUBNET,
    {
      operation: 'ModifySubnetAttribute',
      input: { SubnetId: '<subnet>', EnableResourceNameDnsARecordOnLaunch: { Value: true } },
    },
    {
      operation: 'DescribeSubnets',
      input: { SubnetIds: ['<subnet>'] },
      answer: { Subnets: [{ PrivateDnsNameOptionsOnLaunch: { EnableResourceNameDnsARecord: true } }] },
    },
  ),
  fact(
    'CreateSubnet: a block that another subnet has',
    issue('hashicorp/terraform#33470'),
    '2023-07-03',
    VPC,
    SUBNET,
    fails(
      'CreateSubnet',
      { VpcId: '<vpc>', CidrBlock: '10.0.1.0/24' },
      { code: 'InvalidSubnet.Conflict', message: "The CIDR '10.0.1.0/24' conflicts with another subnet", status: 400 },
    ),
  ),
  fact(
    'CreateSubnet: a block that holds that of another subnet',
    issue('ansible/ansible#23400'),
    '2017-04-07',
    { ...VPC, input: { CidrBlock: '10.12.0.0/16' } },
    { operation: 'CreateSubnet', input: { VpcId: '<vpc>', CidrBlock: '10.12.34.16/28' } },
    fails('CreateSubnet', { VpcId: '<vpc>', CidrBlock: '10.12.34.0/24' }, { code: 'InvalidSubnet.Conflict' }),
  ),
];

const TABLE: RecordedCall = {
  operation: 'CreateRouteTable',
  input: { VpcId: '<vpc>' },
  saves: { table: 'RouteTable.RouteTableId' },
};
const GATEWAY: RecordedCall = {
  operation: 'CreateInternetGateway',
  saves: { gateway: 'InternetGateway.InternetGatewayId' },
};
const ATTACH: RecordedCall = {
  operation: 'AttachInternetGateway',
  input: { InternetGatewayId: '<gateway>', VpcId: '<vpc>' },
};
const route = (destination: object): RecordedCall => ({
  operation: 'CreateRoute',
  input: { RouteTableId: '<table>', GatewayId: '<gateway>', ...destination },
});
const ASSOCIATION = localstack('ec2 TestEc2Integrations::test_create_route_table_association');

const routing: readonly Fact[] = [
  fact(
    'DescribeRouteTables: a table associated with a subnet',
    ASSOCIATION,
    '2024-06-06',
    VPC,
    SUBNET,
    TABLE,
    {
      operation: 'AssociateRouteTable',
      input: { RouteTableId: '<table>', SubnetId: '<subnet>' },
      saves: { association: 'AssociationId' },
    },
    {
      operation: 'DescribeRouteTables',
      input: { RouteTableIds: ['<table>'] },
      answer: {
        RouteTables: [
          {
            Associations: [
              {
                Main: false,
                RouteTableAssociationId: '<association>',
                RouteTableId: '<table>',
                SubnetId: '<subnet>',
                AssociationState: { State: 'associated' },
              },
            ],
            PropagatingVgws: length(0),
            RouteTableId: '<table>',
            Routes: [
              { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
            ],
            Tags: length(0),
            VpcId: '<vpc>',
            OwnerId: '<account>',
          },
        ],
      },
    },
  ),
  fact(
    'CreateRoute: a destination that is there',
    issue('terraform-aws-modules/terraform-aws-vpc#108'),
    '2018-03-23',
    VPC,
    TABLE,
    GATEWAY,
    ATTACH,
    route({ DestinationCidrBlock: '0.0.0.0/0' }),
    {
      ...route({ DestinationCidrBlock: '0.0.0.0/0' }),
      error: {
        code: 'RouteAlreadyExists',
        message: 'The route identified by 0.0.0.0/0 already exists.',
        status: 400,
      },
    },
  ),
  fact('CreateRoute: a malformed block', COLLECTED, API_READ, VPC, TABLE, GATEWAY, ATTACH, {
    ...route({ DestinationCidrBlock: '1.1.1.1/300' }),
    error: {
      code: 'InvalidParameterValue',
      message: 'Value (1.1.1.1/300) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.',
    },
  }),
  fact(
    'DetachInternetGateway: an unknown gateway',
    issue('hashicorp/terraform-provider-aws#40788'),
    '2025-01-06',
    VPC,
    fails(
      'DetachInternetGateway',
      { InternetGatewayId: 'igw-0875dedf79c725938', VpcId: '<vpc>' },
      {
        code: 'InvalidInternetGatewayID.NotFound',
        message: "The internetGateway ID 'igw-0875dedf79c725938' does not exist",
        status: 400,
      },
    ),
  ),
];

const ACL: RecordedCall = {
  operation: 'CreateNetworkAcl',
  input: { VpcId: '<vpc>' },
  saves: { acl: 'NetworkAcl.NetworkAclId' },
};
const entry = (RuleNumber: number, RuleAction: string): RecordedCall => ({
  operation: 'CreateNetworkAclEntry',
  input: { NetworkAclId: '<acl>', RuleNumber, RuleAction, Protocol: '-1', Egress: false, CidrBlock: '10.0.0.0/8' },
});

const acls: readonly Fact[] = [
  ...['Allow', 'ALLOW'].map((action) =>
    fact(`CreateNetworkAclEntry: RuleAction ${action}`, COLLECTED, API_READ, VPC, ACL, entry(100, action), {
      operation: 'DescribeNetworkAcls',
      input: { NetworkAclIds: ['<acl>'] },
      answer: { NetworkAcls: [{ Entries: some({ RuleNumber: 100, Egress: false, RuleAction: 'allow' }) }] },
    }),
  ),
  fact(
    'CreateNetworkAclEntry: a number that is taken',
    issue('ansible-collections/amazon.aws#2592'),
    '2025-04-29',
    VPC,
    ACL,
    entry(100, 'allow'),
    {
      ...entry(100, 'deny'),
      error: {
        code: 'NetworkAclEntryAlreadyExists',
        message: 'The network acl entry identified by 100 already exists.',
      },
    },
  ),
];

const LIST: RecordedCall = {
  operation: 'CreateManagedPrefixList',
  input: { PrefixListName: 'examplelist', MaxEntries: 2, AddressFamily: 'IPv4' },
  saves: { list: 'PrefixList.PrefixListId' },
};
const LISTS = moto('test_ec2/test_prefix_lists.py test_describe_managed_prefix_lists');

const prefixLists: readonly Fact[] = [
  fact("DescribeManagedPrefixLists: one's own and AWS's, without StateMessage", LISTS, MOTO_READ, LIST, {
    operation: 'DescribeManagedPrefixLists',
    answer: {
      PrefixLists: some({ PrefixListId: '<list>', StateMessage: ABSENT }, { OwnerId: 'AWS', StateMessage: ABSENT }),
    },
  }),
  fact(
    'DeleteManagedPrefixList: one that a rule refers to fails afterwards',
    COLLECTED,
    API_READ,
    VPC,
    GROUP,
    LIST,
    {
      operation: 'AuthorizeSecurityGroupIngress',
      input: {
        GroupId: '<group>',
        IpPermissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: '<list>' }] }],
      },
    },
    { operation: 'DeleteManagedPrefixList', input: { PrefixListId: '<list>' } },
    {
      operation: 'DescribeManagedPrefixLists',
      input: { PrefixListIds: ['<list>'] },
      answer: { PrefixLists: [{ State: 'delete-failed' }] },
    },
  ),
];

const DNS = localstack('ec2 TestEc2Integrations::test_vpc_endpoint_dns_names');

function endpoint(twoZones: boolean): readonly RecordedCall[] {
  const second: RecordedCall = {
    operation: 'CreateSubnet',
    input: { VpcId: '<vpc>', CidrBlock: '10.0.2.0/24', AvailabilityZone: 'eu-central-1b' },
    saves: { second: 'Subnet.SubnetId' },
  };
  return [
    VPC,
    {
      operation: 'ModifyVpcAttribute',
      input: { VpcId: '<vpc>', EnableDnsHostnames: { Value: true } },
    },
    {
      ...SUBNET,
      input: { VpcId: '<vpc>', CidrBlock: '10.0.1.0/24', AvailabilityZone: 'eu-central-1a' },
    },
    ...(twoZones ? [second] : []),
    {
      operation: 'CreateVpcEndpoint',
      input: {
        VpcId: '<vpc>',
        VpcEndpointType: 'Interface',
        ServiceName: 'com.amazonaws.eu-central-1.sagemaker.api',
        SubnetIds: twoZones ? ['<subnet>', '<second>'] : ['<subnet>'],
        PrivateDnsEnabled: true,
      },
      saves: { endpoint: 'VpcEndpoint.VpcEndpointId' },
    },
  ];
}

const REGIONAL = '^<endpoint>-[0-9a-z]{8}\\.api\\.sagemaker\\.eu-central-1\\.vpce\\.amazonaws\\.com$';

const endpoints: readonly Fact[] = [
  fact('DescribeVpcEndpoints: an interface endpoint', DNS, '2025-07-29', ...endpoint(false), {
    operation: 'DescribeVpcEndpoints',
    input: { VpcEndpointIds: ['<endpoint>'] },
    answer: {
      VpcEndpoints: [
        {
          DnsEntries: some({ DnsName: pattern(REGIONAL), HostedZoneId: pattern('.') }),
          DnsOptions: { DnsRecordIpType: 'ipv4' },
          Groups: [{ GroupId: pattern('^sg-'), GroupName: 'default' }],
          IpAddressType: 'ipv4',
          NetworkInterfaceIds: length(1),
          OwnerId: '<account>',
          PolicyDocument: json({ Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }] }),
          PrivateDnsEnabled: true,
          RequesterManaged: false,
          RouteTableIds: length(0),
          ServiceRegion: 'eu-central-1',
          State: 'available',
          SubnetIds: ['<subnet>'],
          Tags: length(0),
          VpcEndpointType: 'Interface',
          VpcId: '<vpc>',
        },
      ],
    },
  }),
  fact(
    'DescribeVpcEndpoints: DNS names of an interface endpoint in two zones',
    COLLECTED,
    API_READ,
    ...endpoint(true),
    {
      operation: 'DescribeVpcEndpoints',
      input: { VpcEndpointIds: ['<endpoint>'] },
      answer: {
        VpcEndpoints: [
          {
            DnsEntries: anyOrder(
              { DnsName: pattern(REGIONAL), HostedZoneId: pattern('.') },
              {
                DnsName: pattern(
                  '^<endpoint>-[0-9a-z]{8}-eu-central-1a\\.api\\.sagemaker\\.eu-central-1\\.vpce\\.amazonaws\\.com$',
                ),
                HostedZoneId: pattern('.'),
              },
              {
                DnsName: pattern(
                  '^<endpoint>-[0-9a-z]{8}-eu-central-1b\\.api\\.sagemaker\\.eu-central-1\\.vpce\\.amazonaws\\.com$',
                ),
                HostedZoneId: pattern('.'),
              },
              { DnsName: 'api.sagemaker.eu-central-1.amazonaws.com', HostedZoneId: pattern('.') },
            ),
          },
        ],
      },
    },
  ),
  fact(
    'CreateVpcEndpoint: a second gateway endpoint on a route table',
    issue('eksctl-io/eksctl#4377'),
    '2021-10-28',
    VPC,
    TABLE,
    {
      operation: 'CreateVpcEndpoint',
      input: { VpcId: '<vpc>', ServiceName: 'com.amazonaws.eu-central-1.s3', RouteTableIds: ['<table>'] },
    },
    {
      operation: 'DescribePrefixLists',
      input: { Filters: [{ Name: 'prefix-list-name', Values: ['com.amazonaws.eu-central-1.s3'] }] },
      saves: { s3: 'PrefixLists.0.PrefixListId' },
    },
    fails(
      'CreateVpcEndpoint',
      { VpcId: '<vpc>', ServiceName: 'com.amazonaws.eu-central-1.s3', RouteTableIds: ['<table>'] },
      {
        code: 'RouteAlreadyExists',
        message: 'route table <table> already has a route with destination-prefix-list-id <s3>',
        status: 400,
      },
    ),
  ),
  fact(
    'CreateVpcEndpoint: a service that the region does not have',
    issue('awslabs/landing-zone-accelerator-on-aws#1010'),
    '2026-01-19',
    VPC,
    fails(
      'CreateVpcEndpoint',
      {
        VpcId: '<vpc>',
        VpcEndpointType: 'Interface',
        ServiceName: 'com.amazonaws.eu-central-1.route53',
      },
      {
        code: 'InvalidServiceName',
        message: "The Vpc Endpoint Service 'com.amazonaws.eu-central-1.route53' does not exist",
        status: 400,
      },
    ),
  ),
];

const ZONE_A = {
  GroupLongName: 'US East (N. Virginia) 1',
  GroupName: 'us-east-1-zg-1',
  Messages: length(0),
  NetworkBorderGroup: 'us-east-1',
  OptInStatus: 'opt-in-not-required',
  RegionName: 'us-east-1',
  State: 'available',
  ZoneId: 'use1-az6',
  ZoneName: 'us-east-1a',
  ZoneType: 'availability-zone',
};
const zones = (test: string, input: object, zone: object): Fact => ({
  ...fact(
    `DescribeAvailabilityZones: ${test}`,
    localstack(`ec2 test_describe_availability_zones_${test}`),
    '2025-05-28',
    {
      operation: 'DescribeAvailabilityZones',
      input: { ...input },
      answer: { AvailabilityZones: [zone as never] },
    },
  ),
  region: 'us-east-1',
});

const regions: readonly Fact[] = [
  zones('filter_with_zone_names', { ZoneNames: ['us-east-1a'] }, ZONE_A),
  zones('filter_with_zone_ids', { ZoneIds: ['use1-az1'] }, { ...ZONE_A, ZoneId: 'use1-az1', ZoneName: 'us-east-1b' }),
  zones('filters', { Filters: [{ Name: 'zone-name', Values: ['us-east-1a'] }] }, ZONE_A),
  {
    ...fact('DescribeAvailabilityZones: us-east-1 has six', COLLECTED, API_READ, {
      operation: 'DescribeAvailabilityZones',
      answer: {
        AvailabilityZones: anyOrder(...[...'abcdef'].map((letter) => ({ ZoneName: `us-east-1${letter}` }))),
      },
    }),
    region: 'us-east-1',
  },
];

/** Filter `tag-value`, which the API of this version documents for each of these. */
const tagged = (operation: string, list: string, setup: readonly RecordedCall[], resource: string, id: string): Fact =>
  fact(
    `${operation}: filter tag-value`,
    API,
    API_READ,
    ...setup,
    {
      operation: 'CreateTags',
      input: { Resources: [`<${resource}>`], Tags: [{ Key: 'team', Value: 'recorded-value' }] },
    },
    {
      operation,
      input: { Filters: [{ Name: 'tag-value', Values: ['recorded-value'] }] },
      answer: { [list]: [{ [id]: `<${resource}>` }] },
    },
  );

const INTERFACE: RecordedCall = {
  operation: 'CreateNetworkInterface',
  input: { SubnetId: '<subnet>' },
  saves: { interface: 'NetworkInterface.NetworkInterfaceId' },
};

const filters: readonly Fact[] = [
  tagged('DescribeSecurityGroups', 'SecurityGroups', [VPC, GROUP], 'group', 'GroupId'),
  tagged('DescribeVpcs', 'Vpcs', [VPC], 'vpc', 'VpcId'),
  tagged('DescribeSubnets', 'Subnets', [VPC, SUBNET], 'subnet', 'SubnetId'),
  tagged('DescribeNetworkAcls', 'NetworkAcls', [VPC, ACL], 'acl', 'NetworkAclId'),
  tagged('DescribeRouteTables', 'RouteTables', [VPC, TABLE], 'table', 'RouteTableId'),
  tagged('DescribeInternetGateways', 'InternetGateways', [GATEWAY], 'gateway', 'InternetGatewayId'),
  tagged('DescribeNetworkInterfaces', 'NetworkInterfaces', [VPC, SUBNET, INTERFACE], 'interface', 'NetworkInterfaceId'),
];

const empty = (operation: string, list: string): Fact =>
  fact(`${operation}: nothing in a new account`, API, API_READ, { operation, answer: { [list]: length(0) } });

const constant: readonly Fact[] = [
  empty('DescribeInstances', 'Reservations'),
  empty('DescribeVpcPeeringConnections', 'VpcPeeringConnections'),
  empty('DescribeSecurityGroupVpcAssociations', 'SecurityGroupVpcAssociations'),
  fact('DescribeStaleSecurityGroups: none without peering', API, API_READ, VPC, {
    operation: 'DescribeStaleSecurityGroups',
    input: { VpcId: '<vpc>' },
    answer: { StaleSecurityGroupSet: length(0) },
  }),
  fact('DescribeRegions: those that need no opt-in', API, API_READ, {
    operation: 'DescribeRegions',
    answer: {
      Regions: some(
        {
          RegionName: 'us-east-1',
          Endpoint: 'ec2.us-east-1.amazonaws.com',
          OptInStatus: 'opt-in-not-required',
        },
        { RegionName: 'eu-central-1', Endpoint: 'ec2.eu-central-1.amazonaws.com', OptInStatus: 'opt-in-not-required' },
      ),
    },
  }),
  fact(
    "DescribeDhcpOptions: the region's own, which a new VPC has",
    API,
    API_READ,
    { ...VPC, saves: { vpc: 'Vpc.VpcId', options: 'Vpc.DhcpOptionsId' } },
    {
      operation: 'DescribeDhcpOptions',
      input: { DhcpOptionsIds: ['<options>'] },
      answer: {
        DhcpOptions: [
          {
            DhcpOptionsId: '<options>',
            OwnerId: '<account>',
            DhcpConfigurations: anyOrder(
              { Key: 'domain-name', Values: [{ Value: 'eu-central-1.compute.internal' }] },
              { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
            ),
          },
        ],
      },
    },
  ),
  fact('DescribeAccountAttributes: VPC only', API, API_READ, {
    operation: 'DescribeAccountAttributes',
    input: { AttributeNames: ['supported-platforms'] },
    answer: {
      AccountAttributes: [{ AttributeName: 'supported-platforms', AttributeValues: [{ AttributeValue: 'VPC' }] }],
    },
  }),
];

const ipv6: readonly Fact[] = [
  fact('CreateVpc: with a block that Amazon provides', API, API_READ, IPV6_VPC, {
    operation: 'DescribeVpcs',
    input: { VpcIds: ['<vpc>'] },
    answer: {
      Vpcs: [
        {
          Ipv6CidrBlockAssociationSet: [
            {
              AssociationId: pattern('^vpc-cidr-assoc-'),
              Ipv6CidrBlock: pattern('/56$'),
              Ipv6CidrBlockState: { State: 'associated' },
            },
          ],
        },
      ],
    },
  }),
  fact('DescribeNetworkAcls: the default ACL of a VPC with IPv6', API, API_READ, IPV6_VPC, {
    operation: 'DescribeNetworkAcls',
    input: { Filters: [{ Name: 'vpc-id', Values: ['<vpc>'] }] },
    answer: {
      NetworkAcls: [
        {
          IsDefault: true,
          Entries: anyOrder(
            ...[true, false].flatMap((Egress) => [
              { Egress, RuleNumber: 100, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
              { Egress, RuleNumber: 101, RuleAction: 'allow', Protocol: '-1', Ipv6CidrBlock: '::/0' },
              { Egress, RuleNumber: 32767, RuleAction: 'deny', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
              { Egress, RuleNumber: 32768, RuleAction: 'deny', Protocol: '-1', Ipv6CidrBlock: '::/0' },
            ]),
          ),
        },
      ],
    },
  }),
  fact('DescribeNetworkAcls: the default ACL of a VPC without IPv6', API, API_READ, VPC, {
    operation: 'DescribeNetworkAcls',
    input: { Filters: [{ Name: 'vpc-id', Values: ['<vpc>'] }] },
    answer: { NetworkAcls: [{ Entries: none({ Ipv6CidrBlock: '::/0' }) }] },
  }),
  fact('DescribeRouteTables: a VPC with IPv6 has a local route for it', API, API_READ, IPV6_VPC, {
    operation: 'DescribeRouteTables',
    input: { Filters: [{ Name: 'vpc-id', Values: ['<vpc>'] }] },
    answer: {
      RouteTables: [
        {
          Routes: anyOrder(
            { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' },
            { DestinationIpv6CidrBlock: pattern('/56$'), GatewayId: 'local', State: 'active' },
          ),
        },
      ],
    },
  }),
];

/** VPCs and what lies in them. */
export const networks: readonly Fact[] = [
  ...vpcs,
  ...subnets,
  ...routing,
  ...acls,
  ...prefixLists,
  ...endpoints,
  ...regions,
  ...filters,
  ...constant,
  ...ipv6,
];
