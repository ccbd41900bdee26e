import type { Network, NetworkAcl, SecurityGroup, Subnet, Vpc } from '../../network/model.ts';
import type { Job } from '../../rules/types.ts';

/** A network as far as it is known. */
export interface KnownNetwork {
  readonly network: Network;
  /** Rules that nothing can be said about, since what they look at is not known. */
  readonly notKnown: readonly string[];
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

/** As EC2's own, which lets everything pass. Stands where no ACL is known. */
const OPEN: NetworkAcl = {
  id: '',
  entries: inAndOut.map((direction) => ({ number: 100, direction, allow: true, protocol: 'all', cidr: '0.0.0.0/0' })),
};

/** What the book knows of the parts that a job names. */
export function networkIn(book: NetworkBook, { subnets, securityGroups }: NonNullable<Job['vpc']>): KnownNetwork {
  const known = found(book.subnets, subnets);
  const groups = found(book.securityGroups, securityGroups);
  const vpcs = found(
    book.vpcs,
    known.map(({ vpc }) => vpc),
  );
  const network: Network = {
    vpcs,
    subnets: known.map(({ freeAddresses = 0, acl = OPEN, s3 = 'none', ...rest }) => ({
      ...rest,
      freeAddresses,
      acl,
      s3,
    })),
    securityGroups: groups,
    unknownSubnets: distinct(subnets).filter((id) => !book.subnets.has(id)),
    unknownSecurityGroups: distinct(securityGroups).filter((id) => !book.securityGroups.has(id)),
    prefixLists: Object.fromEntries(book.prefixLists),
  };
  const lacks = (of: 'freeAddresses' | 'acl' | 's3') => known.some((subnet) => subnet[of] === undefined);
  const notKnown = [
    vpcs.length === 0 && 'default-tenancy',
    lacks('freeAddresses') && 'free-addresses',
    lacks('s3') && 's3-route',
    known.length > 1 && lacks('acl') && 'network-acls',
  ];
  return { network, notKnown: notKnown.filter((rule) => rule !== false) };
}

const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

function found<Item>(items: ReadonlyMap<string, Item>, ids: readonly string[]): readonly Item[] {
  return distinct(ids).flatMap((id) => items.get(id) ?? []);
}
