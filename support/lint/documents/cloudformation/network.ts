/** The resources of a template that make up a network. */

import type { Direction } from '../../../network/model.ts';
import { type DraftRule, NetworkDraft } from '../../network/draft.ts';
import { isObject, Undecided } from '../../undecided.ts';

/** A resource with its functions worked out. */
export interface Evaluated {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

type Part = (draft: NetworkDraft, name: string, properties: Evaluated['properties']) => void;

const EVERYTHING = { protocol: '-1', peer: { kind: 'cidr', cidr: '0.0.0.0/0' } } as const;

const PARTS: Readonly<Record<string, Part>> = {
  'AWS::EC2::VPC'(draft, name, { CidrBlock, InstanceTenancy }) {
    draft.vpc(name, { cidrs: [CidrBlock], tenancy: InstanceTenancy, defaultAcl: `${name}.DefaultNetworkAcl` });
    const group = `${name}.DefaultSecurityGroup`;
    draft.group(group, { vpc: name, name: 'default' });
    draft.rule(group, 'in', group, { protocol: '-1', peer: { kind: 'group', id: group } });
    draft.rule(group, 'out', group, EVERYTHING);
  },
  'AWS::EC2::Subnet': (draft, name, { VpcId, CidrBlock, AvailabilityZone }) =>
    draft.subnet(name, { vpc: VpcId, cidr: CidrBlock, zone: AvailabilityZone }),
  'AWS::EC2::SecurityGroup'(draft, name, properties) {
    const { VpcId, GroupName, SecurityGroupIngress, SecurityGroupEgress } = properties;
    draft.group(name, { vpc: VpcId, name: GroupName });
    inline(draft, name, 'in', 'SecurityGroupIngress', SecurityGroupIngress);
    inline(draft, name, 'out', 'SecurityGroupEgress', SecurityGroupEgress);
  },
  'AWS::EC2::SecurityGroupIngress': (draft, name, properties) => single(draft, name, 'in', properties),
  'AWS::EC2::SecurityGroupEgress': (draft, name, properties) => single(draft, name, 'out', properties),
  'AWS::EC2::NetworkAcl': (draft, name, { VpcId }) => draft.acl(name, VpcId),
  'AWS::EC2::NetworkAclEntry'(draft, name, properties) {
    const { NetworkAclId, RuleNumber, Egress, RuleAction, Protocol, CidrBlock, Ipv6CidrBlock, PortRange } = properties;
    const ports = isObject(PortRange) ? PortRange : {};
    draft.entry(NetworkAclId, name, {
      number: RuleNumber,
      direction: String(Egress) === 'true' ? 'out' : 'in',
      allow: RuleAction instanceof Undecided ? RuleAction : String(RuleAction).toLowerCase() === 'allow',
      protocol: Protocol,
      from: ports.From,
      to: ports.To,
      cidr: CidrBlock ?? Ipv6CidrBlock,
    });
  },
  'AWS::EC2::SubnetNetworkAclAssociation': (draft, _, { SubnetId, NetworkAclId }) =>
    draft.associate(SubnetId, NetworkAclId),
  'AWS::EC2::PrefixList': (draft, name, { Entries }) =>
    draft.list(
      name,
      Entries instanceof Undecided ? [Entries] : listOf(Entries).map((entry) => (isObject(entry) ? entry.Cidr : entry)),
    ),
};

export function networkOf(resources: ReadonlyMap<string, Evaluated>): NetworkDraft {
  const draft = new NetworkDraft();
  for (const [name, { type, properties }] of resources) PARTS[type]?.(draft, name, properties);
  defaultEgress(draft, resources);
  return draft;
}

/** EC2 gives a group that is asked for no egress rules one that lets everything out. */
function defaultEgress(draft: NetworkDraft, resources: ReadonlyMap<string, Evaluated>): void {
  const alone = [...resources.values()].flatMap(({ type, properties: { GroupId } }) =>
    type === 'AWS::EC2::SecurityGroupEgress' ? [GroupId instanceof Undecided ? GroupId.stands : GroupId] : [],
  );
  for (const [name, { type, properties }] of resources) {
    if (type !== 'AWS::EC2::SecurityGroup' || listOf(properties.SecurityGroupEgress).length > 0) continue;
    if (alone.includes(name)) {
      draft.openRules(name, 'out', `whether ${name} keeps EC2's default egress rule beside its own is not known`);
    } else draft.rule(name, 'out', name, EVERYTHING);
  }
}

function inline(draft: NetworkDraft, group: string, direction: Direction, member: string, value: unknown): void {
  for (const [index, rule] of listOf(value).entries()) {
    const at = `${group} ${member}[${index}]`;
    if (rule instanceof Undecided) draft.openRules(group, direction, `${at} ${rule.why}`);
    else if (isObject(rule)) rules(draft, group, direction, at, rule);
  }
}

function single(draft: NetworkDraft, name: string, direction: Direction, properties: Evaluated['properties']): void {
  rules(draft, properties.GroupId ?? properties.GroupName, direction, name, properties);
}

function rules(
  draft: NetworkDraft,
  group: unknown,
  direction: Direction,
  at: string,
  rule: Evaluated['properties'],
): void {
  const { IpProtocol: protocol, FromPort: from, ToPort: to, CidrIp, CidrIpv6 } = rule;
  const groups = [rule.SourceSecurityGroupId, rule.DestinationSecurityGroupId, rule.SourceSecurityGroupName];
  const lists = [rule.SourcePrefixListId, rule.DestinationPrefixListId];
  const peers: readonly DraftRule['peer'][] = [
    ...groups.filter((id) => id !== undefined).map((id) => ({ kind: 'group' as const, id })),
    ...[CidrIp, CidrIpv6].filter((cidr) => cidr !== undefined).map((cidr) => ({ kind: 'cidr' as const, cidr })),
    ...lists.filter((id) => id !== undefined).map((id) => ({ kind: 'prefix-list' as const, id })),
  ];
  for (const peer of peers) draft.rule(group, direction, at, { protocol, from, to, peer });
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
