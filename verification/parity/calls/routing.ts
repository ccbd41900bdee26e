import { call, filter, made, sequence, sharing, unknown } from './making.ts';

const TOPIC = 'Routing';
const describe = (title: string, input: object, saves?: Readonly<Record<string, string>>) =>
  call(title, 'DescribeRouteTables', { ...input }, saves ? { saves } : {});
const route = (title: string, input: object) =>
  call(title, 'CreateRoute', { RouteTableId: '<table>', DestinationCidrBlock: '0.0.0.0/0', ...input });

export const routing = [
  sequence(
    TOPIC,
    made.vpc(),
    made.subnet(),
    describe('the main route table', filter('vpc-id', '<vpc>'), { main: 'RouteTables.0.RouteTableId' }),
    describe('the main route table by filter', {
      Filters: [
        { Name: 'vpc-id', Values: ['<vpc>'] },
        { Name: 'association.main', Values: ['true'] },
      ],
    }),
    describe('none of a subnet', filter('association.subnet-id', '<subnet>')),
    call(
      'create a route table',
      'CreateRouteTable',
      {
        VpcId: '<vpc>',
        TagSpecifications: [{ ResourceType: 'route-table', Tags: [{ Key: 'Name', Value: 'private' }] }],
      },
      { saves: { table: 'RouteTable.RouteTableId' } },
    ),
    call(
      'associate with a subnet',
      'AssociateRouteTable',
      { RouteTableId: '<table>', SubnetId: '<subnet>' },
      { saves: { association: 'AssociationId' } },
    ),
    describe('the route table of a subnet', filter('association.subnet-id', '<subnet>')),
    call(
      'create an internet gateway',
      'CreateInternetGateway',
      {},
      { saves: { gateway: 'InternetGateway.InternetGatewayId' } },
    ),
    call('attach it', 'AttachInternetGateway', { InternetGatewayId: '<gateway>', VpcId: '<vpc>' }),
    call('describe it', 'DescribeInternetGateways', { InternetGatewayIds: ['<gateway>'] }),
    route('route to it', { GatewayId: '<gateway>' }),
    route('route to it again', { GatewayId: '<gateway>' }),
    describe('with a route', { RouteTableIds: ['<table>'] }),
    describe('by the gateway of a route', filter('route.gateway-id', '<gateway>')),
    call('delete the route', 'DeleteRoute', { RouteTableId: '<table>', DestinationCidrBlock: '0.0.0.0/0' }),
    call('delete the route again', 'DeleteRoute', { RouteTableId: '<table>', DestinationCidrBlock: '0.0.0.0/0' }),
    call('detach the gateway', 'DetachInternetGateway', { InternetGatewayId: '<gateway>', VpcId: '<vpc>' }),
    call('detach it again', 'DetachInternetGateway', { InternetGatewayId: '<gateway>', VpcId: '<vpc>' }),
    call('delete the gateway', 'DeleteInternetGateway', { InternetGatewayId: '<gateway>' }),
    call('disassociate the subnet', 'DisassociateRouteTable', { AssociationId: '<association>' }),
    call('delete the route table', 'DeleteRouteTable', { RouteTableId: '<table>' }),
  ),
  ...sharing(
    sequence(
      TOPIC,
      made.vpc(),
      made.subnet(),
      made.routeTable(),
      made.routeTable('other'),
      made.gateway(),
      made.by('AttachInternetGateway', { InternetGatewayId: '<gateway>', VpcId: '<vpc>' }, {}),
      made.by('AssociateRouteTable', { RouteTableId: '<table>', SubnetId: '<subnet>' }, {}),
      made.by(
        'DescribeRouteTables',
        { Filters: [...filter('vpc-id', '<vpc>').Filters, ...filter('association.main', 'true').Filters] },
        { main: 'RouteTables.0.RouteTableId' },
      ),
      call('attach a gateway again', 'AttachInternetGateway', { InternetGatewayId: '<gateway>', VpcId: '<vpc>' }),
      call('associate a subnet with another table too', 'AssociateRouteTable', {
        RouteTableId: '<other>',
        SubnetId: '<subnet>',
      }),
      call('delete a route table with a subnet', 'DeleteRouteTable', { RouteTableId: '<table>' }),
      call('delete an attached gateway', 'DeleteInternetGateway', { InternetGatewayId: '<gateway>' }),
      call('delete the main route table', 'DeleteRouteTable', { RouteTableId: '<main>' }),
    ),
    sequence(
      TOPIC,
      made.vpc(),
      made.vpc('other-vpc', '10.1.0.0/16'),
      made.subnet('stranger', '10.1.1.0/24', { vpc: 'other-vpc' }),
      made.routeTable(),
      made.gateway(),
      call('associate with a subnet of another VPC', 'AssociateRouteTable', {
        RouteTableId: '<table>',
        SubnetId: '<stranger>',
      }),
      route('route to a gateway that is not attached', { GatewayId: '<gateway>' }),
      route('route to an unknown gateway', { GatewayId: unknown('igw') }),
      route('route to a malformed CIDR', { DestinationCidrBlock: '10.0.0.300/8', GatewayId: '<gateway>' }),
      route('route without a target', {}),
      route('route from an unknown table', { RouteTableId: unknown('rtb'), GatewayId: '<gateway>' }),
      call('delete the local route', 'DeleteRoute', { RouteTableId: '<table>', DestinationCidrBlock: '10.0.0.0/16' }),
      call('disassociate what is not associated', 'DisassociateRouteTable', { AssociationId: unknown('rtbassoc') }),
    ),
    sequence(
      TOPIC,
      made.vpc(),
      made.subnet(),
      made.gateway(),
      made.by('AttachInternetGateway', { InternetGatewayId: '<gateway>', VpcId: '<vpc>' }, {}),
      made.routeTable(),
      call(
        'an address for a NAT gateway',
        'AllocateAddress',
        { Domain: 'vpc' },
        { saves: { address: 'AllocationId' } },
      ),
      call(
        'create a NAT gateway',
        'CreateNatGateway',
        { SubnetId: '<subnet>', AllocationId: '<address>' },
        { saves: { nat: 'NatGateway.NatGatewayId' } },
      ),
      call('describe the NAT gateway', 'DescribeNatGateways', { NatGatewayIds: ['<nat>'] }),
      route('route to the NAT gateway', { NatGatewayId: '<nat>' }),
      describe('with a route to a NAT gateway', { RouteTableIds: ['<table>'] }),
      call('create a NAT gateway without an address', 'CreateNatGateway', { SubnetId: '<subnet>' }),
      call('delete the NAT gateway', 'DeleteNatGateway', { NatGatewayId: '<nat>' }),
    ),
  ),
];
