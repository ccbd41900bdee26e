/** The resources of Terraform's AWS provider that make up a network. */

import type { Direction } from '../../../network/model.ts';
import { type DraftRule, NetworkDraft } from '../../network/draft.ts';
import { isObject, Undecided } from '../../undecided.ts';
import { blocksOf, idOf, listOf, type TerraformResource } from './resource.ts';

const DIRECTIONS = [
  ['ingress', 'in'],
  ['egress', 'out'],
] as const;

export function networkOf(resources: readonly TerraformResource[]): NetworkDraft {
  const draft = new NetworkDraft();
  for (const resource of resources) PARTS[resource.type]?.(draft, resource);
  return draft;
}

type Part = (draft: NetworkDraft, resource: TerraformResource) => void;

const PARTS: Readonly<Record<string, Part>> = {
  aws_vpc(draft, resource) {
    const { values, isData } = resource;
    const { cidr_block, instance_tenancy, default_network_acl_id } = values;
    const id = idOf(resource);
    const acl = typeof default_network_acl_id === 'string' ? default_network_acl_id : `${id}.default_network_acl_id`;
    draft.vpc(id, { cidrs: [cidr_block], tenancy: instance_tenancy, ...(!isData && { defaultAcl: acl }) });
  },
  aws_subnet(draft, resource) {
    const { vpc_id, cidr_block, availability_zone } = resource.values;
    draft.subnet(idOf(resource), { vpc: vpc_id, cidr: cidr_block, zone: availability_zone });
  },
  aws_security_group: group,
  aws_default_security_group: group,
  aws_security_group_rule(draft, { address, values }) {
    const direction = values.type === 'ingress' ? 'in' : values.type === 'egress' ? 'out' : undefined;
    const { security_group_id, protocol, from_port: from, to_port: to } = values;
    if (direction === undefined) {
      for (const one of ['in', 'out'] as const) draft.allOpen(one, `the type of ${address} is not known`);
      return;
    }
    for (const peer of peersOf(values, security_group_id, values.source_security_group_id)) {
      draft.rule(security_group_id, direction, address, { protocol, from, to, peer });
    }
  },
  aws_vpc_security_group_ingress_rule: (draft, resource) => rule(draft, resource, 'in'),
  aws_vpc_security_group_egress_rule: (draft, resource) => rule(draft, resource, 'out'),
  aws_network_acl: acl,
  aws_default_network_acl(draft, { values, address }) {
    const id = values.default_network_acl_id;
    // Terraform takes away every entry that it does not name.
    draft.emptied(id);
    entries(draft, id, address, values);
    for (const subnet of listOf(values.subnet_ids)) draft.associate(subnet, id);
  },
  aws_network_acl_rule(draft, { address, values }) {
    const { network_acl_id, rule_number, egress, rule_action, protocol, cidr_block, ipv6_cidr_block } = values;
    draft.entry(network_acl_id, address, {
      number: rule_number,
      direction: egress === true ? 'out' : 'in',
      allow: allows(rule_action),
      protocol,
      from: values.from_port,
      to: values.to_port,
      cidr: cidr_block || ipv6_cidr_block,
    });
  },
  aws_network_acl_association: (draft, { values }) => draft.associate(values.subnet_id, values.network_acl_id),
  aws_ec2_managed_prefix_list(draft, resource) {
    const { entry } = resource.values;
    const cidrs =
      entry instanceof Undecided && !resource.computed.has('entry') ? [entry] : blocksOf(entry).map(({ cidr }) => cidr);
    draft.list(idOf(resource), cidrs);
  },
  aws_ec2_managed_prefix_list_entry(draft, { values: { prefix_list_id, cidr } }) {
    const id = prefix_list_id instanceof Undecided ? prefix_list_id.stands : prefix_list_id;
    if (typeof id === 'string') draft.list(id, [cidr]);
  },
};

function group(draft: NetworkDraft, resource: TerraformResource): void {
  const { values, address, computed, isData, losesRules } = resource;
  // A data source has the name of a group, and none of its rules.
  if (isData) return;
  const id = idOf(resource);
  draft.group(id, { vpc: values.vpc_id, name: values.name });
  for (const [member, direction] of DIRECTIONS) {
    const value = values[member];
    if (losesRules && computed.has(member)) {
      draft.openRules(id, direction, `rules of ${address} are taken away by the plan`);
      continue;
    }
    if (value instanceof Undecided) {
      // Terraform makes a group without the rules that it is not asked for, EC2's default egress among them.
      if (!computed.has(member)) draft.openRules(id, direction, `${member} of ${address} ${value.why}`);
      continue;
    }
    for (const [index, block] of blocksOf(value).entries()) {
      const { protocol, from_port: from, to_port: to } = block;
      for (const peer of peersOf(block, id, block.security_groups)) {
        draft.rule(id, direction, `${address} ${member}[${index}]`, { protocol, from, to, peer });
      }
    }
  }
}

/** @param own the group itself, where `self` is true */
function peersOf(
  { self, cidr_blocks, ipv6_cidr_blocks, prefix_list_ids }: Readonly<Record<string, unknown>>,
  own: unknown,
  groups: unknown,
): readonly DraftRule['peer'][] {
  const others = self === true ? listOf(groups).filter((other) => !(other instanceof Undecided)) : listOf(groups);
  return [
    ...(self === true || self instanceof Undecided
      ? [{ kind: 'group' as const, id: self === true ? own : new Undecided(self.why) }]
      : []),
    ...others.map((id) => ({ kind: 'group' as const, id })),
    ...[...listOf(cidr_blocks), ...listOf(ipv6_cidr_blocks)].map((cidr) => ({ kind: 'cidr' as const, cidr })),
    ...listOf(prefix_list_ids).map((id) => ({ kind: 'prefix-list' as const, id })),
  ];
}

function rule(draft: NetworkDraft, { address, values }: TerraformResource, direction: Direction): void {
  const { security_group_id, ip_protocol: protocol, from_port: from, to_port: to } = values;
  const { referenced_security_group_id, cidr_ipv4, cidr_ipv6, prefix_list_id } = values;
  const peers: readonly DraftRule['peer'][] = [
    ...listOf(referenced_security_group_id).map((id) => ({ kind: 'group' as const, id })),
    ...[...listOf(cidr_ipv4), ...listOf(cidr_ipv6)].map((cidr) => ({ kind: 'cidr' as const, cidr })),
    ...listOf(prefix_list_id).map((id) => ({ kind: 'prefix-list' as const, id })),
  ];
  for (const peer of peers) draft.rule(security_group_id, direction, address, { protocol, from, to, peer });
}

function acl(draft: NetworkDraft, resource: TerraformResource): void {
  const { values, address, isData, computed } = resource;
  if (isData) return;
  const id = idOf(resource);
  draft.acl(id, values.vpc_id);
  entries(draft, id, address, values, computed);
  if (values.subnet_ids instanceof Undecided && computed.has('subnet_ids')) return;
  for (const subnet of listOf(values.subnet_ids)) draft.associate(subnet, id);
}

function entries(
  draft: NetworkDraft,
  id: unknown,
  address: string,
  values: TerraformResource['values'],
  computed: ReadonlySet<string> = new Set(),
): void {
  for (const [member, direction] of DIRECTIONS) {
    const value = values[member];
    if (value instanceof Undecided && computed.has(member)) continue;
    const blocks = value instanceof Undecided ? [{ cidr_block: value }] : blocksOf(value);
    for (const [index, block] of blocks.entries()) {
      if (!isObject(block)) continue;
      const { rule_no, action, protocol, cidr_block, ipv6_cidr_block, from_port: from, to_port: to } = block;
      draft.entry(id, `${address} ${member}[${index}]`, {
        number: rule_no,
        direction,
        allow: allows(action),
        protocol,
        from,
        to,
        cidr: cidr_block || ipv6_cidr_block,
      });
    }
  }
}

const allows = (action: unknown): unknown =>
  action instanceof Undecided ? action : typeof action === 'string' && action.toLowerCase() === 'allow';
