/** Networks for tests, written as a person would tell them. Nothing but tests imports this. */
import type { AclEntry, Network, NetworkAcl, Peer, Permission, SecurityGroup, Subnet } from '../model.ts';

export const toGroup = (id: string): Peer => ({ kind: 'group', id });
export const toCidr = (cidr: string): Peer => ({ kind: 'cidr', cidr });
export const toList = (id: string): Peer => ({ kind: 'prefix-list', id });

type Traffic = Pick<Permission, 'protocol' | 'ports'>;
export const udp = (from: number, to = from): Traffic => ({ protocol: 17, ports: { from, to } });
export const tcp = (from: number, to = from): Traffic => ({ protocol: 6, ports: { from, to } });
export const IKE: Traffic = udp(500);
export const ESP: Traffic = { protocol: 50 };
export const ALL: Traffic = { protocol: 'all' };

export const line = (traffic: Traffic, peer: Peer): Permission => ({ ...traffic, peer });

export const DEFAULT_EGRESS: readonly Permission[] = [line(ALL, toCidr('0.0.0.0/0'))];

export const documentedRows = (id: string): readonly Permission[] => [line(IKE, toGroup(id)), line(ESP, toGroup(id))];

export function group(id: string, parts: Partial<SecurityGroup> = {}): SecurityGroup {
  return { id, name: 'training', vpc: 'vpc-1', ingress: documentedRows(id), egress: documentedRows(id), ...parts };
}

export const acl = (entries: readonly AclEntry[], id = 'acl-1'): NetworkAcl => ({ id, entries });

export function entry(number: number, direction: 'in' | 'out', parts: Partial<AclEntry> = {}): AclEntry {
  return { number, direction, allow: true, protocol: 'all', cidr: '0.0.0.0/0', ...parts };
}

export const DEFAULT_ACL = acl([entry(100, 'in'), entry(100, 'out')]);

/** The nth subnet: `subnet-0` with 10.0.0.0/24, `subnet-1` with 10.0.1.0/24, and so on. */
export function subnet(n: number, parts: Partial<Subnet> = {}): Subnet {
  return {
    id: `subnet-${n}`,
    vpc: 'vpc-1',
    cidr: `10.0.${n}.0/24`,
    zone: 'eu-central-1a',
    freeAddresses: 251,
    acl: DEFAULT_ACL,
    s3: 'gateway-endpoint',
    ...parts,
  };
}

/** Two subnets and one group with the documented rows, unless said otherwise. */
export function network(parts: Partial<Network> = {}): Network {
  return {
    vpcs: [{ id: 'vpc-1', cidrs: ['10.0.0.0/16'], tenancy: 'default' }],
    subnets: [subnet(0), subnet(1)],
    securityGroups: [group('sg-1')],
    unknownSubnets: [],
    unknownSecurityGroups: [],
    prefixLists: {},
    ...parts,
  };
}
