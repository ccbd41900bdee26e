import { ofCidr } from '../../network/addresses.ts';
import type { Network, NetworkAcl, Permission, SecurityGroup, Subnet, Vpc } from '../../network/model.ts';
import type { Job } from '../../rules/types.ts';
import { listed } from '../../text/words.ts';

const EVERYWHERE = '0.0.0.0/0';
/** Any range does: in the best case it is covered by whatever range a rule names. */
const STAND_IN = '10.0.0.0/24';

/**
 * A network as far as it is known. Where parts of it are unknown there are two: in the worst of them what is unknown
 * lets nothing through, in the best everything. What a rule says of both alike is known.
 */
export interface KnownNetwork {
  readonly worst: Network;
  readonly best: Network;
  /** Rules whose subject is not known at all, by id, and why. */
  readonly unknown: Readonly<Record<string, string>>;
  /** What is unknown, for the rules that the two networks answer differently: `subnet-1 is not in groups.json`. */
  readonly why: string;
}

/** Where the network of a job is read. */
export interface NetworkSource {
  /** For a reader: `network.yaml`, `EC2 in eu-central-1`. */
  readonly title: string;
  readonly read: (vpc: NonNullable<Job['vpc']>) => Promise<KnownNetwork>;
}

/** A subnet of which some things may not be known. */
export interface KnownSubnet extends Pick<Subnet, 'id' | 'vpc' | 'cidr' | 'zone'> {
  readonly freeAddresses?: number | undefined;
  readonly acl?: NetworkAcl | undefined;
  readonly s3?: Subnet['s3'] | undefined;
}

/** All that files tell of networks, by id. */
export interface NetworkBook {
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly subnets: ReadonlyMap<string, KnownSubnet>;
  readonly securityGroups: ReadonlyMap<string, SecurityGroup>;
  readonly prefixLists: ReadonlyMap<string, readonly string[]>;
}

const inAndOut = ['in', 'out'] as const;

/** As EC2's own, which lets everything pass. */
export const OPEN_ACL: NetworkAcl = {
  id: 'default',
  entries: inAndOut.map((direction) => ({ number: 100, direction, allow: true, protocol: 'all', cidr: EVERYWHERE })),
};
const CLOSED_ACL: NetworkAcl = { id: '', entries: [] };

/**
 * What the book knows of the parts that a job names.
 * @param title what the book was read from, for a reader
 */
export function networkIn(
  book: NetworkBook,
  { subnets, securityGroups }: NonNullable<Job['vpc']>,
  title: string,
): KnownNetwork {
  const known = found(book.subnets, subnets);
  const groups = found(book.securityGroups, securityGroups);
  const named = distinct(subnets);
  const lost = named.filter((id) => !book.subnets.has(id));
  const lostGroups = distinct(securityGroups).filter((id) => !book.securityGroups.has(id));
  const lists = listsOf(groups).filter((id) => !book.prefixLists.has(id));
  const vpcs = found(
    book.vpcs,
    known.map(({ vpc }) => vpc),
  );
  const vpc = known[0]?.vpc ?? groups[0]?.vpc ?? '';
  const build = (world: World): Network => ({
    vpcs,
    subnets: named.map((id) => filledIn(book.subnets.get(id) ?? world.subnet(id, vpc, known[0]), world)),
    securityGroups: distinct(securityGroups).map((id) =>
      world.group(id, vpc, book.securityGroups.get(id), lost, known),
    ),
    unknownSubnets: [],
    unknownSecurityGroups: [],
    prefixLists: {
      ...Object.fromEntries(book.prefixLists),
      ...Object.fromEntries(lists.map((id) => [id, world.list])),
    },
  });
  const lacks = (of: 'freeAddresses' | 'acl' | 's3') => known.some((subnet) => subnet[of] === undefined);
  const notIn = (ids: readonly string[]) => `${listed(ids, 6)} ${ids.length === 1 ? 'is' : 'are'} not in ${title}`;
  const isLost = lost.length > 0;
  const parts = [...lost, ...lostGroups, ...lists];
  const reasons = [
    ...(parts.length > 0 ? [notIn(parts)] : []),
    ...(named.length > 1 && lacks('acl') ? [`${title} has no network ACLs`] : []),
  ];
  const open: readonly (readonly [rule: string, why: string | false])[] = [
    ['subnets-exist', isLost && notIn(lost)],
    ['security-groups-exist', lostGroups.length > 0 && notIn(lostGroups)],
    ['default-tenancy', vpcs.length === 0 && `${title} has no VPC`],
    ['free-addresses', isLost ? notIn(lost) : lacks('freeAddresses') && `${title} has no free addresses`],
    ['s3-route', isLost ? notIn(lost) : lacks('s3') && `${title} has no routes`],
    // One VPC is what the stand-ins have, so that the parts which are there can still break it.
    ['same-vpc', (isLost || lostGroups.length > 0) && vpcsOf(known, groups) < 2 && notIn([...lost, ...lostGroups])],
  ];
  return {
    worst: build(WORST),
    best: build(BEST),
    unknown: Object.fromEntries(open.flatMap(([rule, why]) => (why === false ? [] : [[rule, why]]))),
    why: reasons.join('; '),
  };
}

/** What stands for the parts that are unknown. */
interface World {
  readonly acl: NetworkAcl;
  readonly list: readonly string[];
  readonly subnet: (id: string, vpc: string, known: KnownSubnet | undefined) => KnownSubnet;
  readonly group: (
    id: string,
    vpc: string,
    known: SecurityGroup | undefined,
    lost: readonly string[],
    subnets: readonly KnownSubnet[],
  ) => SecurityGroup;
}

/** Only a range of all addresses covers an unknown subnet for certain. */
const WORST: World = {
  acl: CLOSED_ACL,
  list: [],
  subnet: (id, vpc) => ({ id, vpc, cidr: EVERYWHERE, zone: '' }),
  group: (id, vpc, known) => known ?? { id, name: '', vpc, ingress: [], egress: [] },
};

const BEST: World = {
  acl: OPEN_ACL,
  list: [EVERYWHERE],
  subnet: (id, vpc, known) => ({ id, vpc, cidr: known?.cidr ?? STAND_IN, zone: '' }),
  group: (id, vpc, known, lost, subnets) => {
    const all: Permission = { protocol: 'all', peer: { kind: 'group', id } };
    if (!known) return { id, name: '', vpc, ingress: [all], egress: [all] };
    // Where no subnet is known, any range may be that of all of them.
    if (lost.length === 0 || subnets.length > 0) return known;
    return { ...known, ingress: known.ingress.map(toEverywhere), egress: known.egress.map(toEverywhere) };
  },
};

const toEverywhere = (permission: Permission): Permission =>
  permission.peer.kind === 'cidr' && ofCidr(permission.peer.cidr)
    ? { ...permission, peer: { kind: 'cidr', cidr: EVERYWHERE } }
    : permission;

const filledIn = (
  { freeAddresses = 0, acl, s3 = 'none', ...rest }: KnownSubnet,
  world: World,
): Network['subnets'][number] => ({ ...rest, freeAddresses, acl: acl ?? world.acl, s3 });

const listsOf = (groups: readonly SecurityGroup[]): readonly string[] =>
  distinct(
    groups
      .flatMap(({ ingress, egress }) => [...ingress, ...egress])
      .flatMap(({ peer }) => (peer.kind === 'prefix-list' ? [peer.id] : [])),
  );

const vpcsOf = (subnets: readonly KnownSubnet[], groups: readonly SecurityGroup[]): number =>
  new Set([...subnets, ...groups].map(({ vpc }) => vpc)).size;

const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

function found<Item>(items: ReadonlyMap<string, Item>, ids: readonly string[]): readonly Item[] {
  return distinct(ids).flatMap((id) => items.get(id) ?? []);
}
