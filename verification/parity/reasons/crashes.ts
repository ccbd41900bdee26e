import type { Reason } from '../reason.ts';

const CRASH = /^(status 500, no EC2 error|InternalError|InternalFailure)$/;
const MOTO = 'moto and LocalStack';

/** Calls that an emulator fails at or does not know, and what is missing after them. */
export const crashes: readonly Reason[] = [
  {
    id: 'esp-without-ports',
    verdict: 'theirs',
    what: 'a rule for ESP without ports fails with status 500, and is missing afterwards',
    why: 'API reference, IpPermission: TCP, UDP and ICMP need ports, other protocols do not. AWS’s own helpers send ESP so.',
    workaround: 'esp-without-ports',
    covers: [
      {
        call: /^Authorise: .*(without ports|documented rows.*|two groups.*|has no name)$/,
        ours: /^done$/,
        theirs: CRASH,
      },
      { call: /^Revoke: (ESP, without ports|one rule that is there)/, field: /^answer$/, theirs: CRASH },
      { call: /^Authorise: ESP out to itself again$/, theirs: /^done$/, engine: MOTO },
      { call: /^Authorise: .*read back$/, ours: /IpProtocol":"5[01]"/, theirs: /^absent$/, engine: MOTO },
      { call: /^Revoke: without ESP$/, ours: /^absent$/, engine: MOTO },
    ],
  },
  {
    id: 'icmpv6-without-types',
    verdict: 'theirs',
    what: 'a rule for ICMPv6 without types fails with status 500, or is read back without -1',
    why: 'API reference, IpPermission: ports are optional for ICMPv6, and without them all types and codes are allowed: -1.',
    covers: [{ call: /^Authorise: ICMPv6 without types/, field: /^(answer|SecurityGroups.*)$/, ours: /^done$|-1/ }],
  },
  {
    id: 'refusal-as-fault',
    verdict: 'theirs',
    what: 'a rule that EC2 refuses is answered with status 500',
    why: 'Observed: InvalidParameterValue for protocols of no name, and for TCP and UDP without ports. SDKs repeat a 500.',
    workaround: 'permission-checks',
    covers: [{ call: /^Authorise: /, field: /^answer$/, ours: /^InvalidParameterValue$/, theirs: CRASH }],
  },
  {
    id: 'not-found-as-fault',
    verdict: 'theirs',
    what: 'what does not exist is answered with status 500',
    why: 'EC2’s list of errors has a code for each kind that is not found.',
    covers: [{ field: /^answer$/, ours: /NotFound$/, theirs: CRASH }],
  },
  {
    id: 'subnet-without-cidr',
    verdict: 'theirs',
    what: 'a subnet without a CIDR is answered with status 500, or made with one of the emulator’s choice',
    why: 'API reference, CreateSubnet: an IPv4 subnet needs its CIDR.',
    covers: [{ call: /^Subnets: create without a CIDR$/ }],
  },
  {
    id: 'endpoint-not-deleted',
    verdict: 'theirs',
    what: 'deleting a gateway endpoint fails with status 500 and leaves it there',
    why: 'API reference, DeleteVpcEndpoints: a gateway endpoint goes, and its routes with it.',
    covers: [
      { call: /^VPC endpoints: delete$/, theirs: CRASH },
      { call: /^VPC endpoints: describe none by VPC$/, ours: /^absent$/, engine: MOTO },
    ],
  },
  {
    id: 'operation-missing',
    verdict: 'theirs',
    what: 'the emulator does not know the operation, and what it would have done is missing',
    why: 'The API reference has it.',
    covers: [
      { field: /^answer$/, theirs: /^InvalidAction$/ },
      { call: /^VPCs: (describe with two CIDRs|disassociate the other CIDR)$/, engine: 'ministack' },
      { call: /^Security group rules: its (other )?description$/, engine: 'ministack' },
      { call: /^Network interfaces: describe with other groups$/, field: /Groups\[\]/, engine: 'ministack' },
    ],
  },
  {
    id: 'filter-missing',
    verdict: 'theirs',
    what: 'a filter that EC2 has fails with status 500, or takes no effect',
    why: 'API reference: the filters of each Describe operation, which take * and ?. One without effect shows more than was asked for.',
    covers: [
      { call: /(by what an entry refuses|whose rules name it)$/, field: /^answer$/, theirs: CRASH },
      {
        call: /(by what an entry refuses|by the gateway of a route|whose rules name it|by protocol of ingress|by the group that a rule names|describe none by VPC|a group that a rule names)$/,
        ours: /^absent$/,
        engine: 'ministack',
      },
      { call: /^VPCs: describe by (CIDR block association|a pattern)$/, theirs: /^absent$/ },
    ],
  },
  {
    id: 'filter-unknown',
    verdict: 'theirs',
    what: 'a filter that EC2 does not have is ignored, or answered with status 500',
    why: 'Observed: InvalidParameterValue, "The filter \'…\' is invalid".',
    covers: [{ call: /unknown filter$/, field: /^answer$/ }],
  },
  {
    id: 'filter-without-values',
    verdict: 'unspecified',
    what: 'a filter without values is ignored',
    why: 'No error of EC2’s for it was found. Ignored, it would show everything.',
    covers: [{ call: /filter without values$/, field: /^answer$/ }],
  },
];
