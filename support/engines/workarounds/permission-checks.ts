import { canonicalCidr } from '../../ec2/cidr.ts';
import { malformedCidr } from '../../ec2/errors.ts';
import { keptPorts } from '../../ec2/ports.ts';
import { protocolName } from '../../ec2/protocols.ts';
import { PERMISSION_OPERATIONS, permissionsIn } from './permissions-in-form.ts';
import type { Workaround } from './workaround.ts';

/**
 * EC2 refuses a protocol it does not know by name (`esp`), TCP or UDP without ports, ports out of range and malformed
 * address ranges. LocalStack and moto fail with status 500 on the first two, which SDKs then repeat, and take ports out
 * of range; ministack takes all of them. A rule so stored could never be judged for what it was meant to be.
 *
 * Answers with EC2's own error. Protocols that EC2 knows by name and number go out by name, in one spelling: ministack
 * takes `17` and `udp` for different protocols.
 */
export function permissionChecks(): Workaround {
  return {
    id: 'permission-checks',
    defect: 'security group rules are not checked as EC2 checks them',
    upstreams: ['localstack', 'moto', 'ministack'],
    operations: PERMISSION_OPERATIONS,
    before({ form }) {
      let changed = false;
      for (const { protocol, from, to, cidrs, key } of permissionsIn(form)) {
        const name = protocolName(protocol);
        keptPorts(name, from, to);
        for (const { cidr, family } of cidrs) if (canonicalCidr(cidr, family) === undefined) throw malformedCidr(cidr);
        if (name === protocol) continue;
        form.set(key('IpProtocol'), name);
        changed = true;
      }
      return changed;
    },
  };
}
