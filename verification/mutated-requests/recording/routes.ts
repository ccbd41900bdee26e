import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  DeleteInternetGatewayCommand,
  DeleteNatGatewayCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DescribeAddressesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DetachInternetGatewayCommand,
  DisassociateRouteTableCommand,
  ReleaseAddressCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
} from '@aws-sdk/client-ec2';
import type { Account } from '../../../support/harness.ts';
import type { RecordedNetwork } from './network.ts';

/** Calls what EC2 has for ways out of a VPC: gateways, addresses, route tables. */
export async function recordRoutes({ ec2 }: Account, { vpc: VpcId, subnets }: RecordedNetwork): Promise<void> {
  const [SubnetId] = subnets;
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = InternetGateway?.InternetGatewayId;
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
  const attached = [{ Name: 'attachment.vpc-id', Values: [VpcId] }];
  await ec2.send(new DescribeInternetGatewaysCommand({ Filters: attached }));

  const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  await ec2.send(new DescribeAddressesCommand({ Filters: [{ Name: 'domain', Values: ['vpc'] }] }));
  const made = await ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId, ClientToken: 'once' }));
  const NatGatewayId = made.NatGateway?.NatGatewayId;
  await ec2.send(new DescribeNatGatewaysCommand({ Filter: [{ Name: 'vpc-id', Values: [VpcId] }] }));

  const tables: (string | undefined)[] = [];
  for (let count = 0; count < 2; count += 1) {
    tables.push((await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId);
  }
  const [RouteTableId, other] = tables;
  const anywhere = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0' };
  await ec2.send(new CreateRouteCommand({ ...anywhere, NatGatewayId }));
  await ec2.send(new ReplaceRouteCommand({ ...anywhere, GatewayId: InternetGatewayId }));
  await ec2.send(new DeleteRouteCommand(anywhere));
  const { AssociationId } = await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
  const { NewAssociationId } = await ec2.send(
    new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: other }),
  );
  await ec2.send(new DisassociateRouteTableCommand({ AssociationId: NewAssociationId }));
  await ec2.send(new DeleteRouteTableCommand({ RouteTableId: other }));

  await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }));
  await ec2.send(new ReleaseAddressCommand({ AllocationId }));
  await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }));
  await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }));
}
