import { isObject } from '../undecided.ts';
import type { NetworkBook } from './book.ts';
import { NetworkDraft } from './draft.ts';

/** What `aws ec2 describe-security-group-rules` answers. */
export const isRules = (value: unknown): value is { readonly SecurityGroupRules: readonly unknown[] } =>
  isObject(value) && Array.isArray(value.SecurityGroupRules);

/** The groups that the rules are of. It does not say in which VPC they lie. */
export function bookOfRules(rules: readonly unknown[]): NetworkBook {
  const draft = new NetworkDraft();
  const groups = new Set<string>();
  for (const rule of rules) {
    if (!isObject(rule) || typeof rule.GroupId !== 'string') continue;
    const { GroupId: group, IsEgress, IpProtocol: protocol, FromPort: from, ToPort: to } = rule;
    if (!groups.has(group)) draft.group(group, { vpc: undefined });
    groups.add(group);
    const other = isObject(rule.ReferencedGroupInfo) ? rule.ReferencedGroupInfo.GroupId : undefined;
    const peers = [
      ...(other === undefined ? [] : [{ kind: 'group' as const, id: other }]),
      ...[rule.CidrIpv4, rule.CidrIpv6].flatMap((cidr) =>
        cidr === undefined ? [] : [{ kind: 'cidr' as const, cidr }],
      ),
      ...(rule.PrefixListId === undefined ? [] : [{ kind: 'prefix-list' as const, id: rule.PrefixListId }]),
    ];
    for (const peer of peers) {
      draft.rule(group, IsEgress === true ? 'out' : 'in', String(rule.SecurityGroupRuleId), {
        protocol,
        from,
        to,
        peer,
      });
    }
  }
  return draft.book() ?? { vpcs: new Map(), subnets: new Map(), securityGroups: new Map(), prefixLists: new Map() };
}
