import {
  AuthorizeSecurityGroupEgress$,
  type AuthorizeSecurityGroupEgressRequest,
  type AuthorizeSecurityGroupEgressResult,
  AuthorizeSecurityGroupIngress$,
  type AuthorizeSecurityGroupIngressRequest,
  type AuthorizeSecurityGroupIngressResult,
} from '@aws-sdk/client-ec2';
import { missingOneOf } from './errors.ts';
import { operation } from './operation.ts';
import { requestedPermissions } from './requested-permissions.ts';
import { checkDuplicates, checkQuota } from './rule-limits.ts';
import { linesOf } from './rule-lines.ts';
import { describeRule, rulesOf } from './security-group-rules.ts';
import { addRule, requestedGroup } from './security-groups.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagResource } from './tags.ts';

type AuthorizeRequest = AuthorizeSecurityGroupIngressRequest | AuthorizeSecurityGroupEgressRequest;

function authorize(input: AuthorizeRequest, egress: boolean, region: Region): AuthorizeSecurityGroupIngressResult {
  const group = requestedGroup(input, region);
  const permissions = requestedPermissions(input, egress);
  if (permissions.length === 0) throw missingOneOf('IpPermissions');
  const lines = linesOf(permissions, group, region);
  const tags = specifiedTags(input.TagSpecifications, 'rule');
  checkDuplicates(lines, rulesOf(group, egress));
  checkQuota([...rulesOf(group, egress).map(({ line }) => line), ...lines], region);
  const rules = lines.map((line) => addRule(region, group, egress, line));
  for (const { id } of rules) tagResource(region, id, tags);
  return { Return: true, SecurityGroupRules: rules.map((rule) => describeRule(rule, region)) };
}

export const operations = [
  operation<AuthorizeSecurityGroupIngressRequest, AuthorizeSecurityGroupIngressResult>(
    AuthorizeSecurityGroupIngress$,
    (input, region) => authorize(input, false, region),
  ),
  operation<AuthorizeSecurityGroupEgressRequest, AuthorizeSecurityGroupEgressResult>(
    AuthorizeSecurityGroupEgress$,
    (input, region) => authorize(input, true, region),
  ),
];
