import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';

/**
 * EC2's error codes with their texts. The codes are EC2's. A text is EC2's where a comment says that it was observed (in
 * an error that somebody quoted, or in EC2's documentation), here and beside the operations; every other wording is ours.
 */

const error = (code: string) => (text: string) => new ServiceError(code, text);
const quoted = (value: unknown) => `'${printable(String(value))}'`;

export const invalidValue = error('InvalidParameterValue');
export const invalidCombination = error('InvalidParameterCombination');
export const dependencyViolation = error('DependencyViolation');
export const unsupported = error('UnsupportedOperation');

/** A value that a parameter cannot have. */
export const invalidParameter = (parameter: string, value: unknown, what: string) =>
  invalidValue(`Value (${printable(String(value))}) for parameter ${parameter} is invalid. ${what}`);

/** Observed. */
export const missingParameter = (parameter: string) =>
  new ServiceError('MissingParameter', `The request must contain the parameter ${parameter}`);

export const missingOneOf = (...parameters: string[]) =>
  new ServiceError('MissingParameter', `The request must contain one of the parameters ${parameters.join(', ')}`);

export const notTogether = (one: string, other: string) =>
  invalidCombination(`The parameter ${one} cannot be used with the parameter ${other}`);

/** Observed. Status 412, as documented. */
export const dryRun = () =>
  new ServiceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);

/** Observed. */
export const malformedCidr = (cidr: string) => invalidValue(`CIDR block ${printable(cidr)} is malformed`);

/** Recorded: ModifySecurityGroupRules words some of these otherwise than the calls that authorize rules. */
export const modification = {
  protocol: () =>
    invalidValue("Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly."),
  ports: () => invalidValue('Invalid value for portRange. Must specify both from and to ports with TCP/UDP.'),
  noPeer: () =>
    new ServiceError(
      'MissingParameter',
      'The request must contain exactly one of: cidrIp, cidrIpv6, prefixListId, or referencedGroupId',
    ),
  twoPeers: () =>
    invalidCombination('Only one of cidrIp, cidrIpv6, prefixListId, or referencedGroupId can be specified'),
} as const;

/** Observed. */
export const portsRequired = (protocols: 'TCP/UDP' | 'ICMP') =>
  invalidValue(`Invalid value 'Must specify both from and to ports with ${protocols}.' for portRange.`);

/** Observed. */
export const portOutOfRange = (end: 'from' | 'to', port: number) =>
  invalidValue(`TCP/UDP (${end}) port (${port}) out of range`);

export const portsReversed = (from: number, to: number) => invalidValue(`Invalid TCP/UDP port range (${from}:${to})`);

/** Observed for a code. */
export const icmpOutOfRange = (what: 'type' | 'code', value: number) =>
  invalidValue(`ICMP ${what} (${value}) out of range`);

/** Observed. */
export const unknownProtocol = (protocol: string) =>
  invalidValue(`Invalid value ${quoted(protocol)} for IP protocol. Unknown protocol.`);

/** Observed. */
export const otherNetwork = () =>
  new ServiceError('InvalidGroup.NotFound', 'You have specified two resources that belong to different networks.');

/** Observed, for a permission that a request repeats. */
export const repeatedPermission = () => invalidValue('The same permission must not appear multiple times');

/** Observed. */
export const permissionExists = (rule: string) =>
  new ServiceError('InvalidPermission.Duplicate', `the specified rule "${rule}" already exists`);

/** Observed. */
export const permissionNotFound = () =>
  new ServiceError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');

/** Observed. */
export const ruleQuota = () =>
  new ServiceError(
    'RulesPerSecurityGroupLimitExceeded',
    'The maximum number of rules per security group has been reached.',
  );

export const invalidFilter = (name: string) => invalidValue(`The filter ${quoted(name)} is invalid`);

export const noDefaultVpc = () =>
  new ServiceError('VPCIdNotSpecified', 'There is no default VPC: the request must name a VPC.');

/** Observed for rules; for groups it is the same with their name. */
export const invalidDescription = (what: 'security group' | 'rule') =>
  invalidValue(
    `Invalid ${what} description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*`,
  );
