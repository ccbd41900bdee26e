import { inFile } from '../mutation.ts';

/** What the rules make of a job and its network. */
export const rules = [
  ...inFile('support/rules/group-rules.ts', [
    [
      'strict ignored',
      'what is broader than documented satisfies those who want it to the letter',
      "options.strict ? ['documented'] :",
      "options.strict ? ['documented', 'broader'] :",
    ],
    [
      'always strict',
      'rules broader than documented satisfy nothing',
      "options.strict ? ['documented'] : ['documented', 'broader']",
      "['documented']",
    ],
    [
      'group rules for one instance',
      'the rules of the security group are enforced for a single instance',
      "...(hasPairs(job) ? notHeld(options) : { outcome: 'advice' }),",
      '...notHeld(options),',
    ],
  ]),
  ...inFile('support/rules/situation.ts', [
    ['one instance is a pair', 'a single instance counts as several', 'instances >= 2', 'instances >= 1'],
    ['two instances are no pair', 'two instances count as a single one', 'instances >= 2', 'instances >= 3'],
    [
      'groups of other VPCs accepted',
      'security groups may lie in another VPC than the subnets',
      '[...subnets, ...securityGroups].map(({ vpc }) => vpc)',
      'subnets.map(({ vpc }) => vpc)',
    ],
    [
      'subnets of two VPCs accepted',
      'subnets may lie in different VPCs',
      '[...subnets, ...securityGroups].map(({ vpc }) => vpc)',
      'securityGroups.map(({ vpc }) => vpc)',
    ],
  ]),
  ...inFile('support/rules/vpc-required.ts', [
    [
      'no VPC needed for one instance',
      'a job with one instance may be encrypted without a private VPC',
      'if (!job.encrypted) return [];',
      'if (!job.encrypted || job.instances < 2) return [];',
    ],
    [
      'VPC needed without encryption',
      'an unencrypted job needs a private VPC too',
      'if (!job.encrypted) return [];',
      '',
    ],
  ]),
  ...inFile('support/rules/finding.ts', [
    [
      'definition not named',
      'a finding does not say which definition of a tuning job it is about',
      'string => (path ?',
      'string => (path.length < 0 ?',
    ],
    [
      'documentation not enforced',
      'a rule that the documentation has refuses nothing',
      "return mode === 'documented' ?",
      "return mode === 'observed' && mode.length === 0 ?",
    ],
    [
      'observed enforced as documented',
      'rules that the service was not seen to enforce refuse jobs in observed mode too',
      "return mode === 'documented' ?",
      'return mode.length > 0 ?',
    ],
  ]),
  ...inFile('support/rules/free-addresses.ts', [
    [
      'one address an instance',
      'an instance needs one free address, not two',
      'PER_INSTANCE = 2;',
      'PER_INSTANCE = 1;',
    ],
    [
      'three addresses an instance',
      'an instance needs three free addresses, not two',
      'PER_INSTANCE = 2;',
      'PER_INSTANCE = 3;',
    ],
    [
      'EFA needs no more',
      'an instance with EFA needs two free addresses, not five',
      'PER_INSTANCE_WITH_EFA = 5;',
      'PER_INSTANCE_WITH_EFA = 2;',
    ],
  ]),
  ...inFile('support/rules/judge.ts', [
    [
      'stall removed',
      'as observed, a job runs though its instances cannot reach one another',
      'stalls: job.encrypted === true && hasPairs(job) && situation.reachability?.reachable === false,',
      'stalls: false,',
    ],
    [
      'stall for one instance',
      'as observed, a single instance waits for others',
      'hasPairs(job) && situation',
      'situation',
    ],
    [
      'stall though reachable',
      'as observed, a job stalls whose instances can reach one another',
      '?.reachable === false',
      '?.reachable !== undefined',
    ],
  ]),
  ...inFile('support/rules/fix.ts', [
    [
      'fix for the other way',
      'the proposed rule for what goes out lets something in',
      "const way = direction === 'in' ? 'ingress' : 'egress';",
      "const way = 'ingress';",
    ],
    [
      'fix for other traffic',
      'the proposed rule for ESP lets UDP 500 through',
      "const traffic = flow === 'ike' ? 'IpProtocol=udp,FromPort=500,ToPort=500' : 'IpProtocol=50';",
      "const traffic = 'IpProtocol=udp,FromPort=500,ToPort=500';",
    ],
    [
      'fix behind what denies',
      'the proposed entry of a network ACL comes after the one that denies',
      'if (denying.length === 0 && next <= HIGHEST) return next;',
      'if (next <= HIGHEST) return next;',
    ],
  ]),
];
