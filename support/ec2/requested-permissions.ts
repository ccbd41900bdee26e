import type { IpPermission } from '@aws-sdk/client-ec2';
import { invalidCombination, invalidValue, missingParameter, notTogether } from './errors.ts';

/** The parameters of a rule that a request can give without IpPermissions. */
export interface FlatPermission {
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly CidrIp?: string | undefined;
  readonly SourceSecurityGroupName?: string | undefined;
  readonly SourceSecurityGroupOwnerId?: string | undefined;
}

const FLAT = [
  'CidrIp',
  'IpProtocol',
  'FromPort',
  'ToPort',
  'SourceSecurityGroupName',
  'SourceSecurityGroupOwnerId',
] as const satisfies readonly (keyof FlatPermission)[];

/** The permissions of a request, given in either way. */
export function requestedPermissions(
  input: FlatPermission & { readonly IpPermissions?: IpPermission[] | undefined },
  egress: boolean,
): IpPermission[] {
  const flat = flatPermissions(input, egress);
  const listed = input.IpPermissions ?? [];
  if (flat.length > 0 && listed.length > 0) {
    throw invalidCombination('Rules are given in IpPermissions or by single parameters, not in both ways.');
  }
  return [...flat, ...listed];
}

/** The permissions that single parameters come to. As documented, outbound rules are not given in this way. */
function flatPermissions(input: FlatPermission, egress: boolean): IpPermission[] {
  const given = FLAT.filter((name) => input[name] !== undefined);
  const [first] = given;
  if (first === undefined) return [];
  if (egress) throw invalidValue(`The parameter ${first} is not supported for outbound rules: use IpPermissions.`);
  if (input.SourceSecurityGroupName !== undefined) return fromGroup(input);
  const { IpProtocol, FromPort, ToPort, CidrIp } = input;
  if (CidrIp === undefined) throw missingParameter('CidrIp');
  return [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }];
}

/** As documented: a group named in this way gets all of ICMP, UDP and TCP, and goes with no other parameter. */
function fromGroup(input: FlatPermission): IpPermission[] {
  for (const other of ['CidrIp', 'IpProtocol', 'FromPort', 'ToPort'] as const) {
    if (input[other] !== undefined) throw notTogether('SourceSecurityGroupName', other);
  }
  const { SourceSecurityGroupName: GroupName, SourceSecurityGroupOwnerId: UserId } = input;
  const UserIdGroupPairs = [{ GroupName, UserId }];
  return [
    { IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535, UserIdGroupPairs },
    { IpProtocol: 'udp', FromPort: 0, ToPort: 65_535, UserIdGroupPairs },
    { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, UserIdGroupPairs },
  ];
}
