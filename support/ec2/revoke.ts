import {
  type RevokedSecurityGroupRule,
  RevokeSecurityGroupEgress$,
  type RevokeSecurityGroupEgressRequest,
  type RevokeSecurityGroupEgressResult,
  RevokeSecurityGroupIngress$,
  type RevokeSecurityGroupIngressRequest,
  type RevokeSecurityGroupIngressResult,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { invalidCombination, permissionNotFound } from './errors.ts';
import { operation } from './operation.ts';
import { permissionsOf } from './permissions.ts';
import type { SecurityGroupRule } from './records.ts';
import { requestedPermissions } from './requested-permissions.ts';
import { linesOf } from './rule-lines.ts';
import { describeLine, matchRules, ruleOf, rulesOf } from './security-group-rules.ts';
import { removeRule, requestedGroup } from './security-groups.ts';
import type { Region } from './store.ts';

type RevokeRequest = RevokeSecurityGroupIngressRequest | RevokeSecurityGroupEgressRequest;

function revoke(input: RevokeRequest, egress: boolean, region: Region): RevokeSecurityGroupIngressResult {
  const group = requestedGroup(input, region);
  const ids = input.SecurityGroupRuleIds ?? [];
  const permissions = requestedPermissions(input, egress);
  if (ids.length > 0 && permissions.length > 0) {
    throw invalidCombination('Rules are named by SecurityGroupRuleIds or by what they permit, not in both ways.');
  }
  if (ids.length === 0 && permissions.length === 0) {
    // Observed.
    const text = "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.";
    throw new ServiceError('MissingParameter', text);
  }
  const { rules, unknown } =
    ids.length > 0
      ? { rules: [...new Set(ids)].map((id) => ruleOf(group, id, egress, region)), unknown: [] }
      : matchRules(linesOf(permissions, group, region), rulesOf(group, egress));
  // As documented: only in a default VPC is a rule that is not there merely reported.
  if (unknown.length > 0 && region.vpcs.get(group.vpcId)?.isDefault !== true) throw permissionNotFound();
  for (const rule of rules) removeRule(region, group, rule);
  return {
    Return: true,
    UnknownIpPermissions: permissionsOf(unknown, region),
    RevokedSecurityGroupRules: rules.map(describeRevoked),
  };
}

function describeRevoked({ id, groupId, egress, line }: SecurityGroupRule): RevokedSecurityGroupRule {
  return {
    SecurityGroupRuleId: id,
    GroupId: groupId,
    IsEgress: egress,
    ...describeLine(line),
    ...(line.peer.kind === 'group' ? { ReferencedGroupId: line.peer.id } : {}),
  };
}

export const operations = [
  operation<RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult>(
    RevokeSecurityGroupIngress$,
    (input, region) => revoke(input, false, region),
  ),
  operation<RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult>(
    RevokeSecurityGroupEgress$,
    (input, region) => revoke(input, true, region),
  ),
];
