import { inFile } from '../mutation.ts';

/** What security groups and network ACLs let through. */
export const network = [
  ...inFile('support/network/reachability.ts', [
    [
      'egress ignored',
      'what the groups let out is not looked at',
      "(['in', 'out'] as const).flatMap(",
      "(['in'] as const).flatMap(",
    ],
    [
      'ingress ignored',
      'what the groups let in is not looked at',
      "(['in', 'out'] as const).flatMap(",
      "(['out'] as const).flatMap(",
    ],
    [
      'network ACLs ignored',
      'what network ACLs stop is not looked at',
      'const blocks = [peers.bySubnet, peers.apart].flatMap((addresses) => aclBlocks(network.subnets, addresses));',
      'const blocks: readonly AclBlock[] = [];',
    ],
    [
      'partial coverage accepted',
      'address ranges satisfy a rule that cover only a part of the subnets',
      'covers(together, peers.everyInstance)',
      'overlaps(together, peers.everyInstance)',
    ],
    [
      'ranges do not add up',
      'several address ranges that cover the subnets together do not count',
      'if (parts.length > 0 && covers(',
      'if (parts.length === 1 && covers(',
    ],
    [
      'broader taken for documented',
      'broader rules count as documented',
      "verdict('broader', alone,",
      "verdict('documented', alone,",
    ],
  ]),
  ...inFile('support/network/peers.ts', [
    [
      'peer groups always attached',
      'a rule that refers to a group counts though the job is not in that group',
      'carried.has(permission.peer.id)',
      'true',
    ],
    [
      'peer groups never attached',
      'a rule that refers to another group of the job does not count',
      'carried.has(permission.peer.id)',
      'false',
    ],
    [
      'prefix lists ignored',
      'a rule that refers to a prefix list does not count',
      "peer.kind === 'prefix-list' ?",
      'peer.id.length < 0 ?',
    ],
    [
      'IPv6 taken for IPv4',
      'a rule for anywhere over IPv6 counts as one for anywhere over IPv4',
      'once(peer.cidr, () => [peer.cidr])',
      "once(peer.cidr, () => [peer.cidr === '::/0' ? '0.0.0.0/0' : peer.cidr])",
    ],
  ]),
  ...inFile('support/network/addresses.ts', [
    [
      'one covered subnet is enough',
      'address ranges satisfy a rule that cover one subnet and leave out another',
      'return wanted.every((',
      'return wanted.some((',
    ],
  ]),
  ...inFile('support/network/flows.ts', [
    ['IKE ignored', 'only ESP is looked at', "Flow[] = ['ike', 'esp'];", "Flow[] = ['esp'];"],
    ['ESP ignored', 'only IKE is looked at', "Flow[] = ['ike', 'esp'];", "Flow[] = ['ike'];"],
    ['protocol 51 for 50', 'AH (51) is taken for ESP (50)', 'export const ESP = 50;', 'export const ESP = 51;'],
    [
      'TCP for UDP',
      'TCP port 500 is taken for UDP port 500',
      'if (line.protocol !== UDP) return false;',
      'if (line.protocol !== UDP && line.protocol !== 6) return false;',
    ],
    [
      'port 50 for protocol 50',
      'UDP or TCP port 50 is taken for ESP',
      "if (line.protocol === 'all') return true;\n  if (flow === 'esp') return line.protocol === ESP;",
      "if (line.protocol === 'all') return true;\n  if (flow === 'esp') return line.protocol === ESP || line.ports?.from === ESP;",
    ],
    [
      'port range ignored',
      'UDP on any port is taken for IKE',
      'return !line.ports || (line.ports.from <= IKE_PORT && IKE_PORT <= line.ports.to);',
      'return true;',
    ],
    [
      'wider port range refused',
      'a port range that holds port 500 does not count, only port 500 alone',
      'line.ports.from <= IKE_PORT && IKE_PORT <= line.ports.to',
      'line.ports.from === IKE_PORT && IKE_PORT === line.ports.to',
    ],
    [
      'all traffic does not count',
      'a rule for all traffic lets neither IKE nor ESP through',
      "if (line.protocol === 'all') return true;",
      "if (line.protocol === 'all') return false;",
    ],
    [
      'any group is the documented row',
      'a row that refers to another group passes for the documented one, which refers to itself',
      "permission.peer.kind === 'group' && permission.peer.id === group.id",
      "permission.peer.kind === 'group'",
    ],
    [
      'any traffic is the documented row',
      'a row of broader traffic to the group itself passes for the documented one',
      'return isExactly(flow, permission) &&',
      'return carries(flow, permission) &&',
    ],
  ]),
  ...inFile('support/network/acls.ts', [
    [
      'network ACLs inbound only',
      'what network ACLs stop on the way out is not looked at',
      "(['out', 'in'] as const)",
      "(['in'] as const)",
    ],
    [
      'network ACLs outbound only',
      'what network ACLs stop on the way in is not looked at',
      "(['out', 'in'] as const)",
      "(['out'] as const)",
    ],
    [
      'last ACL entry decides',
      'the entries of a network ACL are read from the last to the first',
      'a.number - b.number',
      'b.number - a.number',
    ],
    [
      'ACLs within a subnet',
      'a network ACL stands between instances of one subnet too',
      'far.id === near.id || !overlaps',
      '!overlaps',
    ],
    [
      'no implicit deny',
      'what no entry of a network ACL matches passes',
      'if (undecided.length > 0) found.push(',
      'if (undecided.length < 0) found.push(',
    ],
    [
      'denying ACL entries ignored',
      'an entry of a network ACL that denies stops nothing',
      'if (!entry.allow && ',
      'if (entry.number < 0 && ',
    ],
  ]),
  ...inFile('support/network/read.ts', [
    [
      'unknown groups dropped',
      'a security group that does not exist is left out instead of missed',
      'unknownSecurityGroups: groupIds.filter(',
      'unknownSecurityGroups: groupIds.slice(0, 0).filter(',
    ],
    [
      'unknown subnets dropped',
      'a subnet that does not exist is left out instead of missed',
      'unknownSubnets: subnetIds.filter(',
      'unknownSubnets: subnetIds.slice(0, 0).filter(',
    ],
  ]),
  ...inFile('support/network/read-answers.ts', [
    [
      'gateway endpoint ignored',
      'a gateway endpoint for S3 is no way to the training data',
      "if (byEndpoint) return 'gateway-endpoint';",
      '',
    ],
  ]),
  ...inFile('support/network/closest-matches.ts', [
    [
      'closest matches not reported',
      'a refusal does not say what nearly satisfied the rule',
      'return [...new Set(found.filter((text) => text !== undefined))].slice(0, MOST);',
      'return found.slice(0, 0) as string[];',
    ],
  ]),
];
