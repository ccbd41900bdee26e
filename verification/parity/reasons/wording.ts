import type { Pattern, Reason } from '../reason.ts';

const text = (ours: RegExp): Pattern => ({ field: /^message$/, ours });

/** Errors with the same code in other words. */
export const wording: readonly Reason[] = [
  {
    id: 'observed-wording',
    verdict: 'theirs',
    what: 'the text of an error is not EC2’s',
    why: 'Observed: these texts were quoted from EC2 itself.',
    covers: [
      text(/^The (vpc|subnet) ID '.*' does not exist$/),
      text(/^The security group '.*' does not exist( in default VPC '.*')?$/),
      text(/^The security group '.*' already exists for VPC/),
      text(/^The Vpc Endpoint Id '/),
      text(/^the specified rule ".*" already exists$/),
      text(/^The specified rule does not exist in this security group\.$/),
      text(/for portRange\.$/),
      text(/^Invalid id: /),
      text(/^resource .* is already attached to network/),
      text(/^The route identified by .* already exists\.$/),
      text(/Subnets can currently only be created/),
      { ...text(/^CIDR block .* is malformed$/), call: /^Authorise: / },
    ],
  },
  {
    id: 'unknown-wording',
    verdict: 'unspecified',
    what: 'the text of an error is another',
    why: 'The code is EC2’s; its text was not found anywhere, so ours is plain words of our own.',
    covers: [{ field: /^message$/ }],
  },
];
