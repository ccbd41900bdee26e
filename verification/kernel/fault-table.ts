import { inFile, type Mutation } from '../mutations/mutation.ts';
import { network } from '../mutations/table/network.ts';

/** The code that judges what passes: its faults show in packets. */
const JUDGING = ['acls', 'addresses', 'flows', 'peers', 'reachability'].map((name) => `support/network/${name}.ts`);

/** Of the mutations that scenarios must notice, those that change words only: the same passes, called something else. */
export const WORDS_ONLY: readonly string[] = ['broader taken for documented', 'any traffic is the documented row'];

/** Finer than what scenarios are there for: one address, one entry, one family. */
const finer: readonly Mutation[] = [
  ...inFile('support/network/addresses.ts', [
    [
      'fifth address not used',
      "the first address that an instance can have is taken for one of EC2's own",
      'from: next(next(next(next(subnet.from))))',
      'from: next(next(next(next(next(subnet.from)))))',
    ],
    [
      'last but one not used',
      "the last address that an instance can have is taken for one of EC2's own",
      'to: previous(subnet.to) }',
      'to: previous(previous(subnet.to)) }',
    ],
    [
      'first four addresses used',
      "EC2's own addresses at the start of a subnet are taken for those of instances",
      'from: next(next(next(next(subnet.from))))',
      'from: next(next(next(subnet.from)))',
    ],
    [
      'range one too long',
      'an IPv4 range holds one address more than it does',
      'return { from, to: from + size - 1 };',
      'return { from, to: from + size };',
    ],
    [
      'IPv6 range one too short',
      'an IPv6 range holds one address less than it does',
      'return { from, to: from + size - 1n };',
      'return { from, to: from + size - 2n };',
    ],
    [
      'ranges that touch',
      'two ranges, one right after the other, leave a gap',
      'one.from <= next(last.to)',
      'one.from <= last.to',
    ],
  ]),
  ...inFile('support/network/flows.ts', [
    [
      'ports of ESP asked',
      'a rule for protocol 50 with ports lets ESP pass only when they hold 50',
      "if (flow === 'esp') return line.protocol === ESP;\n  if",
      "if (flow === 'esp') return line.protocol === ESP && (!line.ports || line.ports.to >= ESP);\n  if",
    ],
  ]),
  ...inFile('support/network/acls.ts', [
    [
      'ACL order as listed',
      'the entries of a network ACL are read in the order in which EC2 lists them',
      'entries.toSorted((a, b) => a.number - b.number)',
      'entries',
    ],
    [
      'ACL directions mixed',
      'inbound entries of a network ACL speak of outbound packets, and outbound entries of inbound ones',
      'entry.direction === direction && carries',
      'carries',
    ],
    [
      'allowed by an ACL once is not enough',
      'what an entry allows, a later entry can still deny',
      'undecided = difference(undecided, [range]);',
      'if (!entry.allow) undecided = difference(undecided, [range]);',
    ],
    [
      'ACL IPv6 entries ignored',
      'entries of a network ACL for IPv6 are skipped',
      'ofAnyCidr(entry.cidr)',
      '(entry.cidr.includes(":") ? undefined : ofAnyCidr(entry.cidr))',
    ],
  ]),
  ...inFile('support/network/peers.ts', [
    [
      'IPv6 ranges ignored',
      'a rule for an IPv6 range does not count where instances use IPv6',
      '.map(ofAnyCidr)',
      '.map(ofCidr)',
    ],
    [
      'IPv4 asked of subnets without',
      'a subnet that has IPv6 only is judged by the rules for IPv4',
      "network.subnets.some(isIpv6Only) ? 'IPv6' : 'IPv4'",
      "network.subnets.every(isIpv6Only) ? 'IPv4' : 'IPv4'",
    ],
    [
      'versions mixed',
      'an instance with IPv4 only and one with IPv6 only are said to reach each other',
      'apart: new Map(family ===',
      "apart: new Map(family !== 'IPv4' ? [] : family ===",
    ],
    [
      'ACLs between the ones apart ignored',
      'what an ACL stops between subnets with IPv4 only is not looked at beside one with IPv6 only',
      '!ranges.has(id)).map(ipv4Of)',
      '!ranges.has(id)).map(({ id }) => [id, []] as const)',
    ],
    [
      'first subnet only',
      'only the addresses of the first subnet are looked at',
      '[...bySubnet.values()].flat()',
      '[...bySubnet.values()].slice(0, 1).flat()',
    ],
  ]),
];

/** What is broken in copies of the reachability code: a kernel's answers must differ from those of each. */
export const faults: readonly Mutation[] = [
  ...network.filter(({ file, name }) => JUDGING.includes(file) && !WORDS_ONLY.includes(name)),
  ...finer,
];
