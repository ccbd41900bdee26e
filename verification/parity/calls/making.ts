import type { Call, Sequence } from '../call.ts';

type More = Pick<Call, 'saves' | 'pages'>;

export const call = (title: string, operation: string, input: Call['input'] = {}, more: More = {}): Call => ({
  title,
  operation,
  input,
  ...more,
});

const setup = (operation: string, input: Call['input'], saves: NonNullable<Call['saves']>): Call => ({
  title: `${operation} ${Object.keys(saves).join(' ')}`,
  operation,
  input,
  saves,
  setup: true,
});

/** What other calls need, made under these names. */
export const made = {
  vpc: (name = 'vpc', CidrBlock = '10.0.0.0/16') => setup('CreateVpc', { CidrBlock }, { [name]: 'Vpc.VpcId' }),
  subnet: (name = 'subnet', CidrBlock = '10.0.1.0/24', { vpc = 'vpc', zone = 'a' } = {}) =>
    setup(
      'CreateSubnet',
      { VpcId: `<${vpc}>`, CidrBlock, AvailabilityZone: `eu-central-1${zone}` },
      { [name]: 'Subnet.SubnetId' },
    ),
  group: (name = 'group', { vpc = 'vpc', GroupName = name } = {}) =>
    setup(
      'CreateSecurityGroup',
      { VpcId: `<${vpc}>`, GroupName, Description: `The ${name} of a call` },
      { [name]: 'GroupId' },
    ),
  routeTable: (name = 'table', { vpc = 'vpc' } = {}) =>
    setup('CreateRouteTable', { VpcId: `<${vpc}>` }, { [name]: 'RouteTable.RouteTableId' }),
  acl: (name = 'acl', { vpc = 'vpc' } = {}) =>
    setup('CreateNetworkAcl', { VpcId: `<${vpc}>` }, { [name]: 'NetworkAcl.NetworkAclId' }),
  gateway: (name = 'gateway') => setup('CreateInternetGateway', {}, { [name]: 'InternetGateway.InternetGatewayId' }),
  prefixList: (name = 'list', ...cidrs: readonly string[]) =>
    setup(
      'CreateManagedPrefixList',
      {
        PrefixListName: name,
        AddressFamily: 'IPv4',
        MaxEntries: 10,
        Entries: cidrs.map((Cidr) => ({ Cidr })),
      },
      { [name]: 'PrefixList.PrefixListId' },
    ),
  networkInterface: (name = 'interface') =>
    setup(
      'CreateNetworkInterface',
      { SubnetId: '<subnet>', Groups: ['<group>'] },
      { [name]: 'NetworkInterface.NetworkInterfaceId' },
    ),
  /** Any call, for what has no shorthand here. */
  by: setup,
} as const;

export const sequence = (topic: string, ...calls: readonly (Call | readonly Call[])[]): Sequence => ({
  topic,
  calls: calls.flat(),
});

/** For sequences that look at nothing but what they made. */
export const sharing = (...sequences: readonly Sequence[]): Sequence[] =>
  sequences.map((one) => ({ ...one, sharesAccount: true }));

/** Ids that no account has, of each kind. */
export const unknown = (prefix: string) => `${prefix}-0123456789abcdef0`;

export const filter = (Name: string, ...Values: readonly string[]) => ({ Filters: [{ Name, Values }] });
