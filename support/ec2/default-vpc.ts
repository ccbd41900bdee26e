import { addInternetGateway } from './internet-gateways.ts';
import { mainRouteTable } from './route-tables.ts';
import type { Region } from './store.ts';
import { addSubnet } from './subnets.ts';
import { addVpc } from './vpcs.ts';
import { zones } from './zones.ts';

/** The VPC that every account finds in every region: 172.31.0.0/16, a /20 subnet per zone, a way to the internet. */
export function createDefaultVpc(region: Region): void {
  const vpc = addVpc(region, '172.31.0.0/16', { isDefault: true });
  zones(region).forEach((zone, index) => {
    addSubnet(region, vpc, `172.31.${index * 16}.0/20`, zone.name, { default: true });
  });
  const gateway = addInternetGateway(region);
  gateway.vpcId = vpc.id;
  mainRouteTable(region, vpc.id).routes.push({
    destination: '0.0.0.0/0',
    target: { kind: 'internet-gateway', id: gateway.id },
    origin: 'CreateRoute',
  });
}
