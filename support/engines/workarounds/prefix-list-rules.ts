import type {
  AuthorizeSecurityGroupIngressResult,
  DescribeSecurityGroupsResult,
  IpPermission,
  SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { PERMISSION_OPERATIONS } from './permissions-in-form.ts';
import type { Workaround } from './workaround.ts';

const PREFIX_LIST = /^(IpPermissions\.\d+\.)PrefixListIds\.\d+\.PrefixListId$/;
const isPrefixList = (id: string | undefined) => /^pl-[0-9a-f]+$/.test(id ?? '');

/**
 * ministack leaves prefix lists out of security group rules: such a rule is kept with no other side at all, and lets
 * nothing through.
 *
 * It does not look into address ranges. So the id of a prefix list is sent as one, and shown as a prefix list again.
 */
export function prefixListRules(): Workaround {
  return {
    id: 'prefix-list-rules',
    defect: 'prefix lists are dropped from security group rules',
    upstreams: ['ministack'],
    operations: [...PERMISSION_OPERATIONS, 'DescribeSecurityGroups', 'DescribeSecurityGroupRules'],
    before({ form }) {
      const lists = [...form].filter(([name]) => PREFIX_LIST.test(name));
      for (const [name, id] of lists) {
        const described = name.replace(/PrefixListId$/, 'Description');
        const range = nextRange(form, PREFIX_LIST.exec(name)?.[1] ?? '');
        form.set(`${range}CidrIp`, id);
        const description = form.get(described);
        if (description !== null) form.set(`${range}Description`, description);
        form.delete(name);
        form.delete(described);
      }
      return lists.length > 0;
    },
    after(output: DescribeSecurityGroupsResult & AuthorizeSecurityGroupIngressResult) {
      const groups = output.SecurityGroups ?? [];
      const permissions = groups.flatMap((group) => [
        ...(group.IpPermissions ?? []),
        ...(group.IpPermissionsEgress ?? []),
      ]);
      return [...permissions.map(restore), ...(output.SecurityGroupRules ?? []).map(restoreRule)].includes(true);
    },
  };
}

/** The first range of a permission that the form does not have yet: `IpPermissions.1.IpRanges.3.` */
function nextRange(form: URLSearchParams, place: string): string {
  for (let index = 1; ; index += 1) {
    const range = `${place}IpRanges.${index}.`;
    if (!form.has(`${range}CidrIp`)) return range;
  }
}

function restore(permission: IpPermission): boolean {
  const ranges = permission.IpRanges ?? [];
  const lists = ranges.filter(({ CidrIp }) => isPrefixList(CidrIp));
  if (lists.length === 0) return false;
  permission.IpRanges = ranges.filter((range) => !lists.includes(range));
  permission.PrefixListIds = lists.map(({ CidrIp, Description }) => ({ PrefixListId: CidrIp, Description }));
  return true;
}

function restoreRule(rule: SecurityGroupRule): boolean {
  if (!isPrefixList(rule.CidrIpv4)) return false;
  rule.PrefixListId = rule.CidrIpv4;
  delete rule.CidrIpv4;
  return true;
}
