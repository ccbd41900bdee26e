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
  /** The parts themselves, for a document that has others of its own. */
  readonly book?: (vpc: NonNullable<Job['vpc']>) => Promise<NetworkBook>;
}

/** A subnet of which some things may not be known. */
export interface KnownSubnet extends Pick<Subnet, 'id' | 'vpc' | 'zone'> {
  readonly cidr?: string | undefined;
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
  /** What of a part is unknown, and why: a template does not have every value. By `keyOf`. */
  readonly open?: ReadonlyMap<string, string> | undefined;
  /** Why a part is not here, by its name. */
  readonly lost?: ReadonlyMap<string, string> | undefined;
  /** Other names of parts: `import NetworkStack-Group` → `Group`. */
  readonly aliases?: ReadonlyMap<string, string> | undefined;
  /** VPCs of which nothing but a name is known; two of them may be one. */
  readonly namedVpcs?: ReadonlySet<string> | undefined;
}

/** Of a group the rules of a direction, of a subnet its range or its network ACL. */
export type OpenPart = 'in' | 'out' | 'cidr' | 'acl';

export const keyOf = (id: string, part: OpenPart): string => `${part} ${id}`;

/** All books together; of what several have, the last counts. */
export function mergedBooks(books: readonly NetworkBook[]): NetworkBook {
  const all = <Item>(member: (book: NetworkBook) => ReadonlyMap<string, Item> | undefined) =>
    new Map(books.flatMap((book) => [...(member(book) ?? [])]));
  return {
    vpcs: all(({ vpcs }) => vpcs),
    subnets: all(({ subnets }) => subnets),
    securityGroups: all(({ securityGroups }) => securityGroups),
    prefixLists: all(({ prefixLists }) => prefixLists),
    open: all(({ open }) => open),
    lost: all(({ lost }) => lost),
    aliases: all(({ aliases }) => aliases),
    namedVpcs: new Set(books.flatMap(({ namedVpcs }) => [...(namedVpcs ?? [])])),
  };
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
export function networkIn(book: NetworkBook, vpcOfJob: NonNullable<Job['vpc']>, title: string): KnownNetwork {
  const own = (ids: readonly string[]) => distinct(ids.map((id) => book.aliases?.get(id) ?? id));
  const named = own(vpcOfJob.subnets);
  const securityGroups = own(vpcOfJob.securityGroups);
  const vpcNames = oneOf(book, named, securityGroups);
  const inOne = <Part extends { readonly vpc: string }>(part: Part): Part => ({ ...part, vpc: vpcNames.of(part.vpc) });
  const known = found(book.subnets, named).map(inOne);
  const groups = found(book.securityGroups, securityGroups).map(inOne);
  const lost = named.filter((id) => !book.subnets.has(id));
  // A subnet without a range is as good as one that is not there, for ranges.
  const rangeless = known.filter(({ cidr }) => cidr === undefined).map(({ id }) => id);
  const ranged = known.filter(({ cidr }) => cidr !== undefined);
  const lostGroups = securityGroups.filter((id) => !book.securityGroups.has(id));
  const lists = listsOf(groups).filter((id) => !book.prefixLists.has(id));
  const vpcs = found(
    book.vpcs,
    known.map(({ vpc }) => vpc),
  );
  const vpc = known[0]?.vpc ?? groups[0]?.vpc ?? '';
  const build = (world: World): Network => ({
    vpcs,
    subnets: named.map((id) =>
      filledIn(known.find((subnet) => subnet.id === id) ?? { id, vpc, zone: '' }, world, ranged[0]),
    ),
    securityGroups: securityGroups.map((id) => {
      const group = groups.find((one) => one.id === id);
      return world.open(world.group(id, vpc, group, [...lost, ...rangeless], ranged), book);
    }),
    unknownSubnets: [],
    unknownSecurityGroups: [],
    prefixLists: {
      ...Object.fromEntries(book.prefixLists),
      ...Object.fromEntries(lists.map((id) => [id, world.list])),
    },
  });
  const lacks = (of: 'freeAddresses' | 'acl' | 's3') => known.some((subnet) => subnet[of] === undefined);
  const notIn = (ids: readonly string[]) => {
    const nowhere = ids.filter((id) => !book.lost?.has(id));
    const named = ids.flatMap((id) => book.lost?.get(id) ?? []);
    const missing =
      nowhere.length > 0 ? [`${listed(nowhere, 6)} ${nowhere.length === 1 ? 'is' : 'are'} not in ${title}`] : [];
    return [...missing, ...named].join('; ');
  };
  const opened = (ids: readonly string[], ...parts: readonly OpenPart[]) =>
    ids.flatMap((id) => parts.flatMap((part) => book.open?.get(keyOf(id, part)) ?? []));
  const isLost = lost.length > 0;
  const parts = [...lost, ...lostGroups, ...lists];
  const reasons = [
    ...(parts.length > 0 ? [notIn(parts)] : []),
    ...opened(securityGroups, 'in', 'out'),
    ...opened(rangeless, 'cidr'),
    ...(named.length > 1 && lacks('acl') ? (nonEmpty(opened(named, 'acl')) ?? [`${title} has no network ACLs`]) : []),
  ];
  const open: readonly (readonly [rule: string, why: string | false])[] = [
    ['subnets-exist', isLost && notIn(lost)],
    ['security-groups-exist', lostGroups.length > 0 && notIn(lostGroups)],
    ['default-tenancy', vpcs.length === 0 && `${title} has no VPC`],
    ['free-addresses', isLost ? notIn(lost) : lacks('freeAddresses') && `${title} has no free addresses`],
    ['s3-route', isLost ? notIn(lost) : lacks('s3') && `${title} has no routes`],
    // One VPC is what the stand-ins have, so that the parts which are there can still break it.
    [
      'same-vpc',
      vpcsOf(known, groups) < 2 && (isLost || lostGroups.length > 0 ? notIn([...lost, ...lostGroups]) : vpcNames.why),
    ],
  ];
  return {
    worst: build(WORST),
    best: build(BEST),
    unknown: Object.fromEntries(open.flatMap(([rule, why]) => (why === false ? [] : [[rule, why]]))),
    why: distinct(reasons).join('; '),
  };
}

/** What stands for the parts that are unknown. */
interface World {
  readonly acl: NetworkAcl;
  readonly list: readonly string[];
  readonly cidr: (known: KnownSubnet | undefined) => string;
  /** The group with what may be among its rules beside those that are known. */
  readonly open: (group: SecurityGroup, book: NetworkBook) => SecurityGroup;
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
  cidr: () => EVERYWHERE,
  open: (group) => group,
  group: (id, vpc, known) => known ?? { id, name: '', vpc, ingress: [], egress: [] },
};

const BEST: World = {
  acl: OPEN_ACL,
  list: [EVERYWHERE],
  cidr: (known) => known?.cidr ?? STAND_IN,
  open: (group, { open }) => {
    const all: Permission = { protocol: 'all', peer: { kind: 'group', id: group.id } };
    const more = (part: OpenPart) => (open?.has(keyOf(group.id, part)) ? [all] : []);
    return { ...group, ingress: [...group.ingress, ...more('in')], egress: [...group.egress, ...more('out')] };
  },
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
  { freeAddresses = 0, acl, s3 = 'none', cidr, ...rest }: KnownSubnet,
  world: World,
  known: KnownSubnet | undefined,
): Network['subnets'][number] => ({
  ...rest,
  cidr: cidr ?? world.cidr(known),
  freeAddresses,
  acl: acl ?? world.acl,
  s3,
});

/** Of VPCs that have only a name, two may be one: they are taken for one, and why that is not known is said. */
function oneOf(
  { subnets, securityGroups, namedVpcs }: NetworkBook,
  named: readonly string[],
  groups: readonly string[],
) {
  const all = distinct([...found(subnets, named), ...found(securityGroups, groups)].map(({ vpc }) => vpc));
  const unsure = all.filter((vpc) => namedVpcs?.has(vpc));
  const one = all.find((vpc) => !unsure.includes(vpc)) ?? all[0] ?? '';
  return {
    of: (vpc: string) => (unsure.includes(vpc) ? one : vpc),
    why: all.length > 1 && unsure.length > 0 ? `whether ${listed(all, 6)} are one VPC is not known` : (false as const),
  };
}

const nonEmpty = <Item>(items: readonly Item[]): readonly Item[] | undefined => (items.length > 0 ? items : undefined);

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
