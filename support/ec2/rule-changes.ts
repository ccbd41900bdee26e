import {
  ModifySecurityGroupRules$,
  type ModifySecurityGroupRulesRequest,
  type ModifySecurityGroupRulesResult,
  UpdateSecurityGroupRuleDescriptionsEgress$,
  type UpdateSecurityGroupRuleDescriptionsEgressRequest,
  type UpdateSecurityGroupRuleDescriptionsEgressResult,
  UpdateSecurityGroupRuleDescriptionsIngress$,
  type UpdateSecurityGroupRuleDescriptionsIngressRequest,
  type UpdateSecurityGroupRuleDescriptionsIngressResult,
} from '@aws-sdk/client-ec2';
import { invalidDescription, invalidValue, missingOneOf, missingParameter, permissionNotFound } from './errors.ts';
import { find } from './lookup.ts';
import { operation } from './operation.ts';
import type { RuleLine, RulePeer, SecurityGroupRule } from './records.ts';
import { checkDuplicates, checkQuota } from './rule-limits.ts';
import { isDescription, lineOf, linesOf } from './rule-lines.ts';
import { matchRules, ruleOf, rulesOf } from './security-group-rules.ts';
import { requestedGroup } from './security-groups.ts';
import type { Region } from './store.ts';

const PEERS: Readonly<Record<RulePeer['kind'], string>> = {
  ipv4: 'an IPv4 CIDR',
  ipv6: 'an IPv6 CIDR',
  'prefix-list': 'a prefix list id',
  group: 'a referenced group id',
};

const RULES: Readonly<Record<RulePeer['kind'], string>> = {
  ipv4: 'IPv4 CIDR',
  ipv6: 'IPv6 CIDR',
  'prefix-list': 'prefix list',
  group: 'referenced group',
};

const modifySecurityGroupRules = operation<ModifySecurityGroupRulesRequest, ModifySecurityGroupRulesResult>(
  ModifySecurityGroupRules$,
  ({ GroupId = '', SecurityGroupRules: updates = [] }, region) => {
    const group = find('group', region, GroupId);
    const lines = new Map<string, RuleLine>();
    for (const [index, { SecurityGroupRuleId: id = '', SecurityGroupRule: request }] of updates.entries()) {
      const rule = find('rule', region, id);
      ruleOf(group, id, rule.egress, region);
      if (request === undefined) throw missingParameter(`SecurityGroupRule.${index + 1}.SecurityGroupRule`);
      if (lines.has(id)) throw invalidValue(`The rule '${id}' is given more than once.`);
      const line = lineOf(request, group, region);
      if (line.peer.kind !== rule.line.peer.kind) {
        throw invalidValue(
          `You may not specify ${PEERS[line.peer.kind]} for an existing ${RULES[rule.line.peer.kind]} rule`,
        );
      }
      lines.set(id, line);
    }
    for (const egress of [false, true]) {
      const rules = rulesOf(group, egress);
      const changed = rules.flatMap(({ id }) => lines.get(id) ?? []);
      const untouched = rules.filter(({ id }) => !lines.has(id));
      checkDuplicates(changed, untouched);
      checkQuota([...changed, ...untouched.map(({ line }) => line)], region);
    }
    for (const [id, line] of lines) find('rule', region, id).line = line;
    return { Return: true };
  },
);

type DescriptionsRequest =
  | UpdateSecurityGroupRuleDescriptionsIngressRequest
  | UpdateSecurityGroupRuleDescriptionsEgressRequest;

function updateDescriptions(input: DescriptionsRequest, egress: boolean, region: Region) {
  const group = requestedGroup(input, region);
  const changes = new Map<SecurityGroupRule, string | undefined>();
  for (const [index, { SecurityGroupRuleId: id, Description }] of (
    input.SecurityGroupRuleDescriptions ?? []
  ).entries()) {
    if (id === undefined) throw missingParameter(`SecurityGroupRuleDescription.${index + 1}.SecurityGroupRuleId`);
    if (Description !== undefined && !isDescription(Description)) throw invalidDescription('rule');
    changes.set(ruleOf(group, id, egress, region), Description);
  }
  for (const line of linesOf(input.IpPermissions ?? [], group, region)) {
    const [rule] = matchRules([line], rulesOf(group, egress)).rules;
    if (rule === undefined) throw permissionNotFound();
    changes.set(rule, line.description);
  }
  if (changes.size === 0) throw missingOneOf('IpPermissions', 'SecurityGroupRuleDescription');
  for (const [rule, description] of changes) {
    const { description: _, ...line } = rule.line;
    rule.line = { ...line, ...(description === undefined ? {} : { description }) };
  }
  return { Return: true };
}

export const operations = [
  modifySecurityGroupRules,
  operation<UpdateSecurityGroupRuleDescriptionsIngressRequest, UpdateSecurityGroupRuleDescriptionsIngressResult>(
    UpdateSecurityGroupRuleDescriptionsIngress$,
    (input, region) => updateDescriptions(input, false, region),
  ),
  operation<UpdateSecurityGroupRuleDescriptionsEgressRequest, UpdateSecurityGroupRuleDescriptionsEgressResult>(
    UpdateSecurityGroupRuleDescriptionsEgress$,
    (input, region) => updateDescriptions(input, true, region),
  ),
];
