import {
  DescribeSecurityGroupRules$,
  type DescribeSecurityGroupRulesRequest,
  type DescribeSecurityGroupRulesResult,
  type SecurityGroupRule as RuleDescription,
} from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { arn } from './arn.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find, select } from './lookup.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { RuleLine, SecurityGroup, SecurityGroupRule } from './records.ts';
import { lineKey } from './rule-lines.ts';
import type { Region } from './store.ts';
import { tagList } from './tags.ts';

/** The rules of a group in one direction. */
export const rulesOf = (group: SecurityGroup, egress: boolean) =>
  [...group.rules.values()].filter((rule) => rule.egress === egress);

/** A rule by its id, in this group and direction. */
export function ruleOf(group: SecurityGroup, id: string, egress: boolean, region: Region): SecurityGroupRule {
  const rule = find('rule', region, id);
  if (rule.groupId !== group.id || rule.egress !== egress) {
    throw new ServiceError('InvalidSecurityGroupRuleId.NotFound', `The security group rule ID '${id}' does not exist`);
  }
  return rule;
}

/** The rules that lines come to, and the lines that come to none. */
export function matchRules(lines: readonly RuleLine[], existing: readonly SecurityGroupRule[]) {
  const byKey = new Map(existing.map((rule) => [lineKey(rule.line), rule]));
  const rules = new Set<SecurityGroupRule>();
  const unknown: RuleLine[] = [];
  for (const line of lines) {
    const rule = byKey.get(lineKey(line));
    if (rule === undefined) unknown.push(line);
    else rules.add(rule);
  }
  return { rules: [...rules], unknown };
}

/** EC2 shows the ports of an all-traffic rule as -1 here, and of no other protocol that has none. */
export function describeLine({ protocol, ports, peer, description }: RuleLine) {
  const shown = protocol === '-1' ? { from: -1, to: -1 } : ports;
  return {
    IpProtocol: protocol,
    ...(shown === undefined ? {} : { FromPort: shown.from, ToPort: shown.to }),
    ...(peer.kind === 'ipv4' ? { CidrIpv4: peer.cidr } : {}),
    ...(peer.kind === 'ipv6' ? { CidrIpv6: peer.cidr } : {}),
    ...(peer.kind === 'prefix-list' ? { PrefixListId: peer.id } : {}),
    ...(description === undefined ? {} : { Description: description }),
  };
}

export function describeRule({ id, groupId, egress, line }: SecurityGroupRule, region: Region): RuleDescription {
  return {
    SecurityGroupRuleId: id,
    GroupId: groupId,
    GroupOwnerId: region.account,
    IsEgress: egress,
    ...describeLine(line),
    ...(line.peer.kind === 'group' ? { ReferencedGroupInfo: { GroupId: line.peer.id, UserId: region.account } } : {}),
    Tags: tagList(region, id),
    SecurityGroupRuleArn: arn(region, `security-group-rule/${id}`),
  };
}

const FILTERS: FilterTable<SecurityGroupRule> = {
  'group-id': ({ groupId }) => groupId,
  'security-group-rule-id': ({ id }) => id,
};

function checkGroupId(id: string): void {
  if (/^sg-[0-9a-f*?]*$/.test(id)) return;
  // Recorded: another text than for a malformed id elsewhere.
  throw new ServiceError('InvalidGroupId.Malformed', `The security group ID '${printable(id)}' is malformed`);
}

const describeSecurityGroupRules = operation<DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult>(
  DescribeSecurityGroupRules$,
  (input, region) => {
    const chosen = select('rule', region, input.SecurityGroupRuleIds);
    const rules = filtered(chosen, input.Filters, FILTERS, region, { 'group-id': checkGroupId });
    const { items, next } = page(rules, 'rules', input);
    return { SecurityGroupRules: items.map((rule) => describeRule(rule, region)), ...next };
  },
);

export const operations = [describeSecurityGroupRules];
