import type { AclEntry, Network, Permission, Subnet } from '../../support/network/model.ts';
import { anyNetwork, asIpv6 } from '../../support/network/testing/random.ts';
import fc from '../fast-check.ts';

type Addresses = 'IPv4' | 'IPv6' | 'both';

/** Networks of IPv4, of IPv6, and of both: with rules for either, and subnets that have one or the other or both. */
const anyKind: fc.Arbitrary<Network> = fc.oneof(
  { weight: 5, arbitrary: anyNetwork },
  { weight: 3, arbitrary: anyNetwork.map(asIpv6) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        anyNetwork,
        fc.oneof(
          { weight: 3, arbitrary: fc.constant<readonly Addresses[]>(['both', 'both', 'both']) },
          { weight: 2, arbitrary: anyOf('IPv6', 'both') },
          { weight: 1, arbitrary: anyOf('IPv4', 'both') },
          { weight: 1, arbitrary: anyOf('IPv4', 'IPv6', 'both') },
        ),
      )
      .map(([network, addresses]) => merged(network, asIpv6(network), addresses)),
  },
);

function anyOf(...kinds: readonly Addresses[]): fc.Arbitrary<readonly Addresses[]> {
  return fc.array(fc.constantFrom(...kinds), { minLength: 3, maxLength: 3 });
}

export function randomNetworks(seed: number, count: number): readonly Network[] {
  return fc.sample(anyKind, { seed, numRuns: count });
}

/** One network with the rules of both, and each subnet with the addresses it is to have. */
function merged(ipv4: Network, ipv6: Network, addresses: readonly Addresses[]): Network {
  return {
    ...ipv4,
    subnets: ipv4.subnets.map((subnet, i) => withBoth(subnet, ipv6.subnets[i] ?? subnet, addresses[i] ?? 'both')),
    securityGroups: ipv4.securityGroups.map((group, i) => ({
      ...group,
      ingress: together(group.ingress, ipv6.securityGroups[i]?.ingress ?? []),
      egress: together(group.egress, ipv6.securityGroups[i]?.egress ?? []),
    })),
    prefixLists: Object.fromEntries(
      Object.entries(ipv4.prefixLists).map(([id, cidrs]) => [id, [...cidrs, ...(ipv6.prefixLists[id] ?? [])]]),
    ),
  };
}

/** Every second line of IPv6 only: what one version is allowed, the other one is not always. */
const together = (ipv4: readonly Permission[], ipv6: readonly Permission[]) => [
  ...ipv4,
  ...ipv6.filter((_, index) => index % 2 === 0),
];

function withBoth(subnet: Subnet, ipv6: Subnet, addresses: Addresses): Subnet {
  // EC2 has one entry for a number and direction.
  const entries = ipv6.acl.entries.map((entry): AclEntry => ({ ...entry, number: entry.number + 300 }));
  return {
    ...subnet,
    cidr: addresses === 'IPv6' ? '' : subnet.cidr,
    ...(addresses !== 'IPv4' && ipv6.ipv6Cidr !== undefined && { ipv6Cidr: ipv6.ipv6Cidr }),
    acl: { ...subnet.acl, entries: [...entries, ...subnet.acl.entries] },
  };
}
