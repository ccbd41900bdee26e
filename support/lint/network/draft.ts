import { count, ofCidr, usable } from '../../network/addresses.ts';
import type { AclEntry, Direction, Peer, Permission, SecurityGroup, Vpc } from '../../network/model.ts';
import { protocolOf } from '../../network/read-answers.ts';
import { Undecided } from '../undecided.ts';
import { type KnownSubnet, keyOf, type NetworkBook, OPEN_ACL, type OpenPart } from './book.ts';

/** A value of a template or plan: itself, `Undecided`, or absent. */
type Value = unknown;

/** A rule as it is written, one peer at a time. */
export interface DraftRule {
  readonly protocol: Value;
  readonly from?: Value;
  readonly to?: Value;
  readonly peer:
    | { readonly kind: 'group'; readonly id: Value }
    | { readonly kind: 'cidr'; readonly cidr: Value }
    | { readonly kind: 'prefix-list'; readonly id: Value };
}

export interface DraftEntry {
  readonly number: Value;
  readonly direction: Direction;
  readonly allow: Value;
  readonly protocol: Value;
  readonly from?: Value;
  readonly to?: Value;
  readonly cidr: Value;
}

/**
 * The network of a document that defines one, part by part, in any order. Whatever has no value in the document is
 * unknown by name; it never becomes a default.
 */
export class NetworkDraft {
  readonly #vpcs = new Map<string, Vpc>();
  readonly #subnets = new Map<string, KnownSubnet & { readonly vpcKnown: boolean }>();
  readonly #groups = new Map<string, SecurityGroup>();
  readonly #rules: { readonly group: string; readonly direction: Direction; readonly permission: Permission }[] = [];
  readonly #acls = new Map<string, { readonly vpc: string; readonly entries: AclEntry[]; why?: string }>();
  readonly #subnetAcls = new Map<string, string>();
  readonly #defaultAcls = new Map<string, string>();
  readonly #lists = new Map<string, string[]>();
  readonly #open = new Map<string, string>();
  readonly #lost = new Map<string, string>();
  readonly #aliases = new Map<string, string>();
  readonly #namedVpcs = new Set<string>();
  #openAcls: string | undefined;

  /** @param defaultAcl the network ACL that it is made with, of one that the document makes */
  vpc(
    id: string,
    { cidrs, tenancy, defaultAcl }: { cidrs: readonly Value[]; tenancy?: Value; defaultAcl?: string },
  ): void {
    const known = cidrs.filter((cidr): cidr is string => typeof cidr === 'string' && ofCidr(cidr) !== undefined);
    this.#vpcs.set(id, {
      id,
      cidrs: known,
      tenancy: tenancy === 'dedicated' || tenancy === 'host' ? tenancy : 'default',
    });
    if (defaultAcl !== undefined) this.#defaultAcls.set(id, defaultAcl);
  }

  subnet(id: string, { vpc, cidr, zone, free }: { vpc: Value; cidr: Value; zone?: Value; free?: Value }): void {
    const range = typeof cidr === 'string' ? ofCidr(cidr) : undefined;
    if (range === undefined) this.#unknown(id, 'cidr', `the range of ${id} ${whyOf(cidr, 'is not in the document')}`);
    this.#subnets.set(id, {
      id,
      ...this.#vpcOf(vpc, id),
      zone: typeof zone === 'string' ? zone : '',
      cidr: range && (cidr as string),
      freeAddresses: typeof free === 'number' ? free : range && count([usable(range)]),
    });
  }

  group(id: string, { vpc, name }: { vpc: Value; name?: Value }): void {
    const lies = this.#vpcOf(vpc, id);
    this.#groups.set(id, { id, name: typeof name === 'string' ? name : '', vpc: lies.vpc, ingress: [], egress: [] });
  }

  /** @param at of the rule, for a reader: `TrainingGroup SecurityGroupIngress[0]` */
  rule(group: Value, direction: Direction, at: string, { protocol, from, to, peer }: DraftRule): void {
    const id = this.#nameOf(group);
    if (id === undefined) {
      this.allOpen(direction, `the group of ${at} ${whyOf(group, 'is not in the document')}`);
      return;
    }
    const why = [
      ['protocol', protocol],
      ['from port', from],
      ['to port', to],
    ].flatMap(([what, value]) => (value instanceof Undecided ? [`the ${what} of ${at} ${value.why}`] : []))[0];
    if (why !== undefined) {
      this.openRules(id, direction, why);
      return;
    }
    const number = protocolOf(textOf(protocol));
    // EC2 refuses it, so nothing may count on it.
    if (number === undefined) return;
    const other = this.#peerOf(peer);
    if (other === undefined) {
      const value = peer.kind === 'cidr' ? peer.cidr : peer.id;
      if (value !== undefined)
        this.openRules(id, direction, `the peer of ${at} ${whyOf(value, 'is nothing that EC2 takes')}`);
      return;
    }
    const ports = portsOf(number, from, to);
    this.#rules.push({ group: id, direction, permission: { protocol: number, ...(ports && { ports }), peer: other } });
  }

  /** Beside what is known the group may have more rules. */
  openRules(group: string, direction: Direction, why: string): void {
    this.#unknown(group, direction, why);
  }

  /** Any group may have more rules: a rule is there, and its group is unknown. */
  allOpen(direction: Direction, why: string): void {
    this.#everyGroup.push([direction, why]);
  }
  readonly #everyGroup: [Direction, string][] = [];

  acl(id: string, vpc: Value): void {
    const before = this.#acls.get(id);
    this.#acls.set(id, { entries: [], ...before, vpc: this.#nameOf(vpc) ?? '' });
  }

  /** An entry of an ACL that is defined in the document, or of the default one of its VPC. */
  entry(acl: Value, at: string, { number, direction, allow, protocol, from, to, cidr }: DraftEntry): void {
    const id = this.#nameOf(acl);
    if (id === undefined) {
      this.#openAcls = `the network ACL of ${at} ${whyOf(acl, 'is not in the document')}`;
      return;
    }
    const own = this.#acls.get(id) ?? { vpc: '', entries: [] };
    this.#acls.set(id, own);
    const unknown = [number, allow, protocol, from, to, cidr].find((value) => value instanceof Undecided);
    const read = protocolOf(ACL_NAMES[textOf(protocol) ?? ''] ?? textOf(protocol));
    if (unknown instanceof Undecided || read === undefined) {
      own.why = `${at} ${unknown instanceof Undecided ? unknown.why : 'has a protocol that EC2 does not know'}`;
      return;
    }
    const range = textOf(cidr);
    if (range === undefined || range === '') return;
    const ports = portsOf(read, from, to);
    own.entries.push({
      number: Number(number),
      direction,
      allow: allow === true,
      protocol: read,
      cidr: range,
      ...(ports && { ports }),
    });
  }

  associate(subnet: Value, acl: Value): void {
    const [id, of] = [this.#nameOf(subnet), this.#nameOf(acl)];
    if (id !== undefined && of !== undefined) this.#subnetAcls.set(id, of);
    else if (id !== undefined)
      this.#unknown(id, 'acl', `the network ACL of ${id} ${whyOf(acl, 'is not in the document')}`);
    else this.#openAcls = `the subnet of a network ACL ${whyOf(subnet, 'is not in the document')}`;
  }

  list(id: string, cidrs: readonly Value[]): void {
    const open = cidrs.find((cidr) => cidr instanceof Undecided);
    if (open instanceof Undecided) {
      this.#lost.set(id, `an entry of ${id} ${open.why}`);
      this.#openLists.add(id);
    }
    this.#lists.set(id, [...(this.#lists.get(id) ?? []), ...cidrs.filter((cidr) => typeof cidr === 'string')]);
  }
  readonly #openLists = new Set<string>();

  /** Another name for a part: its name as an export. */
  alias(name: string, id: string): void {
    this.#aliases.set(name, id);
  }

  has = (id: string): boolean => this.#subnets.has(id) || this.#groups.has(id);

  /** The network; `undefined` where the document defines neither subnets nor groups. */
  book(): NetworkBook | undefined {
    if (this.#subnets.size + this.#groups.size === 0) return undefined;
    for (const [direction, why] of this.#everyGroup) {
      for (const id of this.#groups.keys()) this.#unknown(id, direction, why);
    }
    const isHere = (id: string) =>
      [this.#vpcs, this.#subnets, this.#groups, this.#acls].some((parts) => parts.has(id)) ||
      (this.#lists.has(id) && !this.#openLists.has(id));
    const permissions = (id: string, direction: Direction) =>
      this.#rules.flatMap((rule) => (rule.group === id && rule.direction === direction ? [rule.permission] : []));
    return {
      vpcs: this.#vpcs,
      subnets: new Map([...this.#subnets].map(([id, subnet]) => [id, this.#withAcl(subnet)])),
      securityGroups: new Map(
        [...this.#groups].map(([id, group]) => [
          id,
          { ...group, ingress: permissions(id, 'in'), egress: permissions(id, 'out') },
        ]),
      ),
      prefixLists: new Map([...this.#lists].filter(([id]) => !this.#openLists.has(id))),
      open: this.#open,
      lost: new Map([...this.#lost].filter(([id]) => !isHere(id))),
      aliases: this.#aliases,
      namedVpcs: new Set([...this.#namedVpcs].filter((id) => !this.#vpcs.has(id))),
    };
  }

  #withAcl({ vpcKnown, ...subnet }: KnownSubnet & { readonly vpcKnown: boolean }): KnownSubnet {
    const { id, vpc } = subnet;
    const named = this.#subnetAcls.get(id);
    if (this.#open.has(keyOf(id, 'acl'))) return subnet;
    const why = (text: string): KnownSubnet => {
      this.#unknown(id, 'acl', text);
      return subnet;
    };
    if (named === undefined && this.#openAcls !== undefined) return why(this.#openAcls);
    const acl = named ?? (vpcKnown ? this.#defaultAcls.get(vpc) : undefined);
    if (acl === undefined) return why(`the network ACL of ${id} is the one of its VPC, which is not in the document`);
    const own = this.#acls.get(acl);
    if (own?.why !== undefined) return why(own.why);
    if (named !== undefined && !own) return why(this.#lost.get(acl) ?? `the network ACL ${acl} is not in the document`);
    // What EC2 makes with a VPC lets everything pass, beside what the document adds.
    const entries = [
      ...(own?.entries ?? []),
      ...(acl === this.#defaultAcls.get(vpc) && !this.#emptied.has(acl) ? OPEN_ACL.entries : []),
    ];
    return { ...subnet, acl: { id: acl, entries: entries.toSorted((a, b) => a.number - b.number) } };
  }

  /** The document says all that a default network ACL has. */
  emptied(acl: Value): void {
    const id = this.#nameOf(acl);
    if (id !== undefined) this.#emptied.add(id);
  }
  readonly #emptied = new Set<string>();

  #vpcOf(value: Value, of: string): { readonly vpc: string; readonly vpcKnown: boolean } {
    const name = this.#nameOf(value);
    if (name === undefined) {
      const unnamed = `the VPC of ${of}`;
      this.#namedVpcs.add(unnamed);
      return { vpc: unnamed, vpcKnown: false };
    }
    // A name that the document does not define may be that of any VPC.
    if (value instanceof Undecided) this.#namedVpcs.add(name);
    return { vpc: name, vpcKnown: true };
  }

  #peerOf(peer: DraftRule['peer']): Peer | undefined {
    if (peer.kind === 'cidr')
      return typeof peer.cidr === 'string' && peer.cidr !== '' ? { kind: 'cidr', cidr: peer.cidr } : undefined;
    const id = this.#nameOf(peer.id);
    return id === undefined ? undefined : { kind: peer.kind, id };
  }

  /** An id, or the name that stands for one. */
  #nameOf(value: Value): string | undefined {
    if (typeof value === 'string' && value !== '') return value;
    if (!(value instanceof Undecided) || value.stands === undefined) return undefined;
    this.#lost.set(value.stands, `${value.stands} ${value.why}`);
    return value.stands;
  }

  #unknown(id: string, part: OpenPart, why: string): void {
    if (!this.#open.has(keyOf(id, part))) this.#open.set(keyOf(id, part), why);
  }
}

/** Names that Terraform takes for protocols of network ACLs. */
const ACL_NAMES: Readonly<Record<string, string>> = { esp: '50', ah: '51' };

const textOf = (value: Value): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

const whyOf = (value: Value, otherwise: string): string =>
  value instanceof Undecided ? value.why || otherwise : otherwise;

/** TCP and UDP have ports; EC2 takes -1 for all of them nowhere else. */
function portsOf(protocol: Permission['protocol'], from: Value, to: Value): Permission['ports'] {
  if (protocol !== 6 && protocol !== 17) return undefined;
  const [first, last] = [numberOf(from), numberOf(to)];
  if (first === undefined && last === undefined) return undefined;
  const either = (first ?? last) as number;
  return { from: first ?? either, to: last ?? either };
}

function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,5}$/.test(value) ? Number(value) : undefined;
}
