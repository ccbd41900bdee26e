import { inFile } from '../mutation.ts';

/** The embedded EC2. */
export const ec2 = [
  ...inFile('support/ec2/ports.ts', [
    [
      'ESP ports kept',
      'EC2 keeps a port range given with protocol 50',
      "protocol === 'icmpv6' ? checkedIcmp(from ?? -1, to ?? -1) : undefined;",
      "protocol === 'icmpv6' ? checkedIcmp(from ?? -1, to ?? -1) : from === undefined || to === undefined ? undefined : { from, to };",
    ],
    [
      'ESP needs ports',
      'EC2 takes protocol 50 with a port range only',
      "return protocol === 'icmpv6' ?",
      "if (protocol === '50') return checkedPorts(from, to);\n  return protocol === 'icmpv6' ?",
    ],
  ]),
  ...inFile('support/ec2/rule-limits.ts', [
    [
      'duplicates accepted',
      'EC2 takes a rule that a group already has',
      'if (kept.has(key)) throw permissionExists(lineText(line));',
      '',
    ],
  ]),
  ...inFile('support/ec2/revoke.ts', [
    [
      'revoke does nothing',
      'EC2 keeps a rule that was revoked',
      'for (const rule of rules) removeRule(region, group, rule);',
      '',
    ],
  ]),
  ...inFile('support/ec2/authorize.ts', [
    [
      'both ways at once',
      'EC2 adds an inbound rule as an outbound one too',
      'const rules = lines.map((line) => addRule(region, group, egress, line));',
      'const rules = lines.flatMap((line) => [addRule(region, group, egress, line), addRule(region, group, true, line)]);',
    ],
  ]),
  ...inFile('support/ec2/security-groups.ts', [
    [
      'default egress missing',
      'a new security group lets nothing out',
      'addRule(region, group, true, EVERYTHING_OUT);',
      '',
    ],
    [
      'default ingress open',
      'a new security group lets everything in',
      'addRule(region, group, true, EVERYTHING_OUT);',
      'addRule(region, group, true, EVERYTHING_OUT);\n  addRule(region, group, false, EVERYTHING_OUT);',
    ],
    [
      'group in use deleted',
      'EC2 deletes a security group that network interfaces are in',
      'groupIds.includes(group.id),',
      'groupIds.length < 0,',
    ],
  ]),
  ...inFile('support/ec2/protocols.ts', [
    [
      'esp by name accepted',
      'EC2 takes ESP by its name',
      'if (!/^\\d{1,3}$/.test(given)',
      "if (name === 'esp') return '50';\n  if (!/^\\d{1,3}$/.test(given)",
    ],
  ]),
  ...inFile('support/ec2/network-acls.ts', [
    [
      'new ACL lets everything pass',
      'a network ACL that was just made lets everything pass, as the default one does',
      '...(isDefault ? everything(100, true) : []),',
      '...everything(100, true),',
    ],
    [
      'default ACL denies everything',
      "a VPC's default network ACL denies everything",
      '...(isDefault ? everything(100, true) : []),',
      '',
    ],
  ]),
  ...inFile('support/ec2/vpcs.ts', [
    [
      'tenancy not kept',
      'every VPC has default tenancy',
      'const vpc = addVpc(region, canonical, { tenancy });',
      'const vpc = addVpc(region, canonical);',
    ],
  ]),
];
