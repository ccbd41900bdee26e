import { call, filter, made, sequence, sharing, unknown } from './making.ts';

const TOPIC = 'VPC endpoints';
const S3 = { VpcId: '<vpc>', ServiceName: 'com.amazonaws.eu-central-1.s3' };
const SAGEMAKER = { VpcId: '<vpc>', ServiceName: 'com.amazonaws.eu-central-1.sagemaker.api' };

export const vpcEndpoints = [
  sequence(
    TOPIC,
    made.vpc(),
    made.routeTable(),
    call(
      'create a gateway endpoint for S3',
      'CreateVpcEndpoint',
      { ...S3, RouteTableIds: ['<table>'] },
      { saves: { endpoint: 'VpcEndpoint.VpcEndpointId' } },
    ),
    call('describe by id', 'DescribeVpcEndpoints', { VpcEndpointIds: ['<endpoint>'] }),
    call('describe by VPC', 'DescribeVpcEndpoints', filter('vpc-id', '<vpc>')),
    call('describe by service', 'DescribeVpcEndpoints', filter('service-name', 'com.amazonaws.*.s3')),
    call('the route that it brings', 'DescribeRouteTables', { RouteTableIds: ['<table>'] }),
    call('take it off the route table', 'ModifyVpcEndpoint', {
      VpcEndpointId: '<endpoint>',
      RemoveRouteTableIds: ['<table>'],
    }),
    call('the route table without it', 'DescribeRouteTables', { RouteTableIds: ['<table>'] }),
    call('delete', 'DeleteVpcEndpoints', { VpcEndpointIds: ['<endpoint>'] }),
    call('describe none by VPC', 'DescribeVpcEndpoints', {
      Filters: [
        { Name: 'vpc-id', Values: ['<vpc>'] },
        { Name: 'vpc-endpoint-state', Values: ['available'] },
      ],
    }),
    call('delete an unknown one', 'DeleteVpcEndpoints', { VpcEndpointIds: [unknown('vpce')] }),
  ),
  ...sharing(
    sequence(
      TOPIC,
      made.vpc(),
      made.routeTable(),
      made.by('CreateVpcEndpoint', { ...S3, RouteTableIds: ['<table>'] }, {}),
      call('create another on the same route table', 'CreateVpcEndpoint', { ...S3, RouteTableIds: ['<table>'] }),
    ),
    sequence(
      TOPIC,
      made.vpc(),
      made.subnet(),
      made.group(),
      call(
        'create an interface endpoint for SageMaker',
        'CreateVpcEndpoint',
        { ...SAGEMAKER, VpcEndpointType: 'Interface', SubnetIds: ['<subnet>'], SecurityGroupIds: ['<group>'] },
        { saves: { endpoint: 'VpcEndpoint.VpcEndpointId' } },
      ),
      call('describe an interface endpoint', 'DescribeVpcEndpoints', { VpcEndpointIds: ['<endpoint>'] }),
      call('delete the group of an interface endpoint', 'DeleteSecurityGroup', { GroupId: '<group>' }),
      call('describe the service', 'DescribeVpcEndpointServices', { ServiceNames: [SAGEMAKER.ServiceName] }),
      call('create in an unknown VPC', 'CreateVpcEndpoint', { ...S3, VpcId: unknown('vpc') }),
      call('create for an unknown service', 'CreateVpcEndpoint', {
        VpcId: '<vpc>',
        ServiceName: 'com.amazonaws.eu-central-1.nonsense',
      }),
      call('create on an unknown route table', 'CreateVpcEndpoint', { ...S3, RouteTableIds: [unknown('rtb')] }),
      call('create for a service without a name', 'CreateVpcEndpoint', { VpcId: '<vpc>' }),
    ),
  ),
];
