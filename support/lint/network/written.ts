/** Networks as people write them. */

import { z } from 'zod';
import { count, ofCidr, usable } from '../../network/addresses.ts';
import type { AclEntry, Direction, NetworkAcl, Permission, SecurityGroup, Vpc } from '../../network/model.ts';
import { type KnownSubnet, type NetworkBook, OPEN_ACL } from './book.ts';
import { ENTRY_FORM, entryOf, LINE_FORM, permissionOf } from './lines.ts';

const cidr = z.string().refine((text) => ofCidr(text) !== undefined, { error: 'is no IPv4 range such as 10.0.0.0/16' });

/** What is written in one form and read into another, or refused with the known forms. */
function lines<Read>(form: string, read: (text: string) => Read | undefined) {
  return z.array(
    z.string({ error: `is no text: write ${form}` }).transform((text, context): Read => {
      const found = read(text);
      if (found !== undefined) return found;
      context.addIssue({ code: 'custom', message: `"${text}" is none of the known forms: write ${form}` });
      return z.NEVER;
    }),
  );
}

/** The group's own id is known one step up: `itself` stands here until then. */
const ITSELF = 'itself';
const permissions = (direction: Direction) =>
  lines(LINE_FORM[direction], (text) => permissionOf(text, direction, ITSELF)).optional();
const entries = (direction: Direction) =>
  lines(ENTRY_FORM[direction], (text): AclEntry | undefined => entryOf(text, direction)).default([]);

const vpc = z.strictObject({
  cidr: z.union([cidr, z.array(cidr)]).optional(),
  tenancy: z.enum(['default', 'dedicated', 'host']).default('default'),
});
const subnet = z.strictObject({
  vpc: z.string().optional(),
  cidr,
  zone: z.string().default(''),
  /** Private addresses that are still free. */
  free: z.int().min(0).optional(),
  s3: z.enum(['gateway-endpoint', 'nat', 'none']).optional(),
  /** One of `networkAcls`; `default` is the one that EC2 makes with a VPC, which lets everything pass. */
  acl: z.string().optional(),
});
const group = z.strictObject({
  name: z.string().optional(),
  vpc: z.string().optional(),
  inbound: permissions('in'),
  outbound: permissions('out'),
});

export const writtenNetwork = z.strictObject({
  vpcs: z.record(z.string(), vpc).default({}),
  subnets: z.record(z.string(), subnet).default({}),
  securityGroups: z.record(z.string(), group).default({}),
  networkAcls: z.record(z.string(), z.strictObject({ inbound: entries('in'), outbound: entries('out') })).default({}),
  prefixLists: z.record(z.string(), z.array(cidr)).default({}),
});

type Written = z.infer<typeof writtenNetwork>;

/** As a new group has it. */
const DEFAULT_EGRESS: readonly Permission[] = [{ protocol: 'all', peer: { kind: 'cidr', cidr: '0.0.0.0/0' } }];

/** Something that a written network has wrong although each part of it is sound. */
export interface Wrong {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** @returns the network, or what is wrong with it */
export function bookOf(written: Written): NetworkBook | Wrong {
  const vpcs = new Map(
    Object.entries(written.vpcs).map(([id, { cidr = [], tenancy }]) => [id, vpcOf(id, cidr, tenancy)]),
  );
  const acls = new Map([
    ['default', OPEN_ACL],
    ...Object.entries(written.networkAcls).map(([id, { inbound, outbound }]): [string, NetworkAcl] => [
      id,
      { id, entries: [...inbound, ...outbound] },
    ]),
  ]);
  // Where there is one VPC, or none is named, all lies in that.
  const [only = 'vpc', ...more] = vpcs.keys();
  for (const [kind, parts] of [
    ['subnets', written.subnets],
    ['securityGroups', written.securityGroups],
  ] as const) {
    for (const [id, part] of Object.entries(parts)) {
      if (part.vpc === undefined && more.length > 0) {
        return { path: [kind, id], message: 'does not say which of the VPCs it lies in: write vpc' };
      }
      const named = 'acl' in part ? part.acl : undefined;
      if (named !== undefined && !acls.has(named)) {
        return { path: [kind, id, 'acl'], message: `there is no ${named} among networkAcls` };
      }
    }
  }
  const subnets = Object.entries(written.subnets).map(
    ([id, { vpc = only, free, acl, ...rest }]): [string, KnownSubnet] => [
      id,
      {
        id,
        vpc,
        ...rest,
        freeAddresses: free ?? wholly(rest.cidr),
        acl: acl === undefined ? undefined : acls.get(acl),
      },
    ],
  );
  const groups = Object.entries(written.securityGroups).map(([id, parts]): [string, SecurityGroup] => [
    id,
    {
      id,
      name: parts.name ?? '',
      vpc: parts.vpc ?? only,
      ingress: itself(id, parts.inbound ?? []),
      egress: itself(id, parts.outbound ?? DEFAULT_EGRESS),
    },
  ]);
  return {
    vpcs,
    subnets: new Map(subnets),
    securityGroups: new Map(groups),
    prefixLists: new Map(Object.entries(written.prefixLists)),
  };
}

const vpcOf = (id: string, cidrs: string | string[], tenancy: Vpc['tenancy']): Vpc => ({
  id,
  cidrs: [cidrs].flat(),
  tenancy,
});

/** Nothing is said of what else lies in the subnet: it is taken for empty. */
function wholly(cidr: string): number | undefined {
  const range = ofCidr(cidr);
  return range && count([usable(range)]);
}

function itself(id: string, permissions: readonly Permission[]): readonly Permission[] {
  return permissions.map((permission) =>
    permission.peer.kind === 'group' && permission.peer.id === ITSELF
      ? { ...permission, peer: { kind: 'group', id } }
      : permission,
  );
}
