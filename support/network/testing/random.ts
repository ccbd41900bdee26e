/**
 * Random networks for property tests: /28s of 10.0.0.0/24, and enough that is right for many of them to work. Nothing but
 * tests imports this.
 */
import fc from '../../../verification/fast-check.ts';
import type { AclEntry, Direction, Network, Permission, SecurityGroup } from '../model.ts';

export const SUBNETS = Array.from({ length: 16 }, (_, i) => `10.0.0.${i * 16}/28`);

const anyCidr = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('0.0.0.0/0', '10.0.0.0/16', '10.0.0.0/24') },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(255), fc.integer({ min: 24, max: 32 }))
      .map(([host, bits]) => `10.0.0.${host - (host % 2 ** (32 - bits))}/${bits}`),
  },
  { weight: 3, arbitrary: fc.constantFrom(...SUBNETS) },
  { weight: 1, arbitrary: fc.constantFrom('10.1.0.0/16', '10.0.0.4/31', '10.0.0.0/30') },
);

const anyPorts = fc.constantFrom(
  { from: 500, to: 500 },
  { from: 500, to: 501 },
  { from: 0, to: 65535 },
  { from: 0, to: 499 },
  { from: 501, to: 4500 },
  { from: 50, to: 50 },
);

const anyTraffic = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ protocol: 'all' as const }) },
  { weight: 4, arbitrary: fc.constant({ protocol: 17, ports: { from: 500, to: 500 } }) },
  { weight: 4, arbitrary: fc.constant({ protocol: 50 }) },
  { weight: 2, arbitrary: fc.record({ protocol: fc.constantFrom(17, 50, 6), ports: anyPorts }) },
  { weight: 1, arbitrary: fc.record({ protocol: fc.constantFrom(17, 6, 1, 51) }) },
);

const anyPeer = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('sg-0', 'sg-1', 'sg-2', 'sg-x').map((id) => ({ kind: 'group' as const, id })),
  },
  { weight: 4, arbitrary: anyCidr.map((cidr) => ({ kind: 'cidr' as const, cidr })) },
  { weight: 1, arbitrary: fc.constantFrom('pl-0', 'pl-1', 'pl-x').map((id) => ({ kind: 'prefix-list' as const, id })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'cidr' as const, cidr: '::/0' }) },
);

/** Ranges that cover something only together: halves of everything, or just what instances can have of a /28. */
const anyPieces = fc.oneof(
  fc.constant(['10.0.0.0/25', '10.0.0.128/25']),
  fc.nat(15).map((i) => [`10.0.0.${i * 16 + 4}/30`, `10.0.0.${i * 16 + 8}/29`]),
  fc.nat(15).map((i) => [`10.0.0.${i * 16 + 4}/30`, `10.0.0.${i * 16 + 8}/30`, `10.0.0.${i * 16 + 12}/31`]),
);

const anyPermissions: fc.Arbitrary<readonly Permission[]> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.tuple(anyTraffic, anyPeer).map(([traffic, peer]) => [{ ...traffic, peer }]) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(anyTraffic, anyPieces)
          .map(([traffic, cidrs]) => cidrs.map((cidr) => ({ ...traffic, peer: { kind: 'cidr' as const, cidr } }))),
      },
    ),
    { maxLength: 5 },
  )
  .map((lines) => lines.flat());

const anyGroups: fc.Arbitrary<readonly SecurityGroup[]> = fc
  .array(fc.record({ ingress: anyPermissions, egress: anyPermissions }), { minLength: 1, maxLength: 3 })
  .map((groups) => groups.map((group, i) => ({ id: `sg-${i}`, name: `group-${i}`, vpc: 'vpc-1', ...group })));

/** The entries of a default network ACL. */
export const allowAll = (['in', 'out'] as const).map((direction) => {
  return { number: 100, direction, allow: true, protocol: 'all' as const, cidr: '0.0.0.0/0' };
});

const anyEntries: fc.Arbitrary<readonly AclEntry[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(allowAll) },
  {
    weight: 2,
    arbitrary: fc
      .uniqueArray(
        fc
          .tuple(
            anyTraffic,
            fc.record({
              number: fc.integer({ min: 1, max: 200 }),
              direction: fc.constantFrom<Direction>('in', 'out'),
              allow: fc.boolean(),
              cidr: anyCidr,
            }),
          )
          .map(([traffic, entry]) => ({ ...traffic, ...entry })),
        { maxLength: 6, selector: ({ number }) => number },
      )
      .chain((entries) => fc.constantFrom(entries, [...entries, ...allowAll])),
  },
);

/** One to three subnets with an ACL each, and one to three groups. */
export const anyNetwork: fc.Arbitrary<Network> = fc
  .record({
    cidrs: fc.uniqueArray(fc.constantFrom(...SUBNETS), { minLength: 1, maxLength: 3 }),
    acls: fc.array(anyEntries, { minLength: 3, maxLength: 3 }),
    securityGroups: anyGroups,
    prefixLists: fc.record({ 'pl-0': fc.array(anyCidr, { maxLength: 4 }), 'pl-1': fc.constant(SUBNETS) }),
  })
  .map(({ cidrs, acls, ...rest }) => ({
    ...rest,
    vpcs: [{ id: 'vpc-1', cidrs: ['10.0.0.0/24'], tenancy: 'default' as const }],
    subnets: cidrs.map((cidr, i) => ({
      id: `subnet-${i}`,
      vpc: 'vpc-1',
      cidr,
      zone: 'eu-central-1a',
      freeAddresses: 11,
      acl: { id: `acl-${i}`, entries: acls[i] ?? [] },
      s3: 'none' as const,
    })),
    unknownSubnets: [],
    unknownSecurityGroups: [],
  }));

/** The same network with IPv6 only: every IPv4 address becomes one of 2001:db8::/96, and `::/0` becomes `0.0.0.0/0`. */
export function asIpv6(network: Network): Network {
  const entries = (acl: readonly AclEntry[]) => acl.map((entry) => ({ ...entry, cidr: ipv6Of(entry.cidr) }));
  const permissions = (lines: readonly Permission[]) =>
    lines.map((line) =>
      line.peer.kind === 'cidr' ? { ...line, peer: { kind: 'cidr' as const, cidr: ipv6Of(line.peer.cidr) } } : line,
    );
  return {
    ...network,
    subnets: network.subnets.map((subnet) => ({
      ...subnet,
      cidr: '',
      ipv6Cidr: ipv6Of(subnet.cidr),
      acl: { ...subnet.acl, entries: entries(subnet.acl.entries) },
    })),
    securityGroups: network.securityGroups.map((group) => ({
      ...group,
      ingress: permissions(group.ingress),
      egress: permissions(group.egress),
    })),
    prefixLists: Object.fromEntries(
      Object.entries(network.prefixLists).map(([id, cidrs]) => [id, cidrs.map(ipv6Of)] as const),
    ),
  };
}

function ipv6Of(cidr: string): string {
  if (cidr === '0.0.0.0/0') return '::/0';
  if (cidr.includes(':')) return '0.0.0.0/0';
  const [address = '', bits] = cidr.split('/');
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const hex = (high: number, low: number) => (high * 256 + low).toString(16);
  return `2001:db8::${hex(a, b)}:${hex(c, d)}/${Number(bits) + 96}`;
}
