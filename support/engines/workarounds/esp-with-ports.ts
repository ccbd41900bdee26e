import { hasPorts, PERMISSION_OPERATIONS, permissionsIn } from './permissions-in-form.ts';
import type { Workaround } from './workaround.ts';

/**
 * ESP (protocol 50) and its like have no ports: EC2 ignores a port range that is given with them. ministack keeps it,
 * so that the same rule with and without ports is two.
 *
 * Takes the range off.
 */
export function espWithPorts(): Workaround {
  return {
    id: 'esp-with-ports',
    defect: 'a rule for ESP with ports keeps them',
    upstreams: ['ministack'],
    operations: PERMISSION_OPERATIONS,
    before({ form }) {
      let changed = false;
      for (const { protocol, from, to, key } of permissionsIn(form)) {
        if (hasPorts(protocol) || (from === undefined && to === undefined)) continue;
        form.delete(key('FromPort'));
        form.delete(key('ToPort'));
        changed = true;
      }
      return changed;
    },
  };
}
