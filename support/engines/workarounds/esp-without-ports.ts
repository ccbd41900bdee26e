import type { DescribeSecurityGroupsResult, IpPermission } from '@aws-sdk/client-ec2';
import { hasPorts, PERMISSION_OPERATIONS, permissionsIn } from './permissions-in-form.ts';
import type { Workaround } from './workaround.ts';

/**
 * ESP (protocol 50) and its like have no ports: EC2 takes rules for them without, ignores a port range that is given all
 * the same, and shows none. LocalStack and moto fail with status 500 on such a rule (`int() argument must be … not
 * 'NoneType'`), the very call that AWS's own helpers make, and keep a port range that is given.
 *
 * Sends -1, which they take for "no ports", and takes it off again from what they show.
 */
export function espWithoutPorts(): Workaround {
  return {
    id: 'esp-without-ports',
    defect: 'a rule for ESP without ports ends in status 500, and one with ports keeps them',
    upstreams: ['localstack', 'moto'],
    operations: [...PERMISSION_OPERATIONS, 'DescribeSecurityGroups'],
    before({ form }) {
      let changed = false;
      for (const { protocol, from, to, key } of permissionsIn(form)) {
        if (hasPorts(protocol) || (from === -1 && to === -1)) continue;
        form.set(key('FromPort'), '-1');
        form.set(key('ToPort'), '-1');
        changed = true;
      }
      return changed;
    },
    after(output) {
      let changed = false;
      for (const permission of shown(output)) {
        if (permission.FromPort !== -1 || hasPorts(permission.IpProtocol ?? '')) continue;
        delete permission.FromPort;
        delete permission.ToPort;
        changed = true;
      }
      return changed;
    },
  };
}

function shown(output: DescribeSecurityGroupsResult): IpPermission[] {
  return (output.SecurityGroups ?? []).flatMap((group) => [
    ...(group.IpPermissions ?? []),
    ...(group.IpPermissionsEgress ?? []),
  ]);
}
