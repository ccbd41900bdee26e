import type { Reason } from '../reason.ts';

/** Calls that both sides refuse, or that should succeed, and the emulator's error is another. */
export const codes: readonly Reason[] = [
  {
    id: 'group-names',
    verdict: 'theirs',
    what: 'a request cannot name a security group by its name',
    why: 'API reference: GroupName stands for GroupId in a default VPC.',
    covers: [
      { call: /^Default VPC: /, field: /^answer$/, theirs: /^InvalidGroup\.NotFound$/, engine: 'ministack' },
      { call: /^Default VPC: the group with all of those$/, engine: 'ministack' },
    ],
  },
  {
    id: 'default-vpc-revoke',
    verdict: 'theirs',
    what: 'in a default VPC revoking a rule that is not there fails',
    why: 'API reference, RevokeSecurityGroupIngress: in a default VPC there is no error, and the answer lists the rule.',
    covers: [{ call: /^Default VPC: revoke a rule that is not there$/ }],
  },
  {
    id: 'source-group',
    verdict: 'theirs',
    what: 'a rule that names its source by SourceSecurityGroupName comes to nothing',
    why: 'API reference, AuthorizeSecurityGroupIngress: it stands for all TCP, UDP and ICMP from that group.',
    covers: [
      { call: /^Default VPC: a rule from a named source group$/ },
      { call: /^Default VPC: the group with all of those$/, ours: /<default-group>/, theirs: /^absent$/ },
    ],
  },
  {
    id: 'protocol-change',
    verdict: 'theirs',
    what: 'ModifySecurityGroupRules cannot make a rule one for ESP',
    why: 'API reference, SecurityGroupRuleRequest: IpProtocol takes any protocol number, and only TCP, UDP and ICMP need ports.',
    covers: [
      { call: /^Security group rules: change the protocol to ESP$/ },
      { call: /^Security group rules: the changed protocol$/, field: /IpProtocol|Port$/ },
    ],
  },
  {
    id: 'reserved-name',
    verdict: 'theirs',
    what: 'a group called default is refused as a duplicate',
    why: 'Observed: InvalidParameterValue, "Cannot use reserved security group name: default".',
    covers: [{ call: /^Security groups: create with a reserved name$/ }],
  },
  {
    id: 'repeated-permission',
    verdict: 'theirs',
    what: 'a permission that a request repeats is called a duplicate of one that is there',
    why: 'Observed: InvalidParameterValue, "The same permission must not appear multiple times".',
    covers: [{ call: /^Authorise: the same permission twice$/ }],
  },
  {
    id: 'code-of-another-kind',
    verdict: 'theirs',
    what: 'what does not exist is reported with the code of another kind',
    why: 'EC2’s list of errors: InvalidGroup.NotFound, InvalidSecurityGroupRuleId.NotFound, InvalidNetworkAclID.NotFound.',
    covers: [{ field: /^answer$/, ours: /NotFound$/, theirs: /^Invalid/ }],
  },
  {
    id: 'missing-parameter',
    verdict: 'theirs',
    what: 'a parameter that is not there is reported as one that is wrong, or taken',
    why: 'Observed: MissingParameter, "The request must contain the parameter …".',
    covers: [{ field: /^answer$/, ours: /^MissingParameter$/, theirs: /^(Invalid|RouteAlreadyExists|done)/ }],
  },
];
