import { DescribeSecurityGroupsCommand, type IpPermission } from '@aws-sdk/client-ec2';
import { permissionExists } from '../../ec2/errors.ts';
import type { Workaround } from './workaround.ts';

/**
 * EC2 refuses a security group rule that is there already. ministack adds it a second time, and takes away only one of
 * the two when it is revoked: a rule that a scenario takes away would still be there.
 *
 * Looks at the group first, and answers with EC2's own error. Comes after the workarounds that bring permissions into the form
 * in which ministack keeps them.
 */
export function duplicateRules(): Workaround {
  return {
    id: 'duplicate-rules',
    defect: 'a security group rule that is there already is added a second time',
    upstreams: ['ministack'],
    operations: ['AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress'],
    async before({ operation, form, ec2 }) {
      const id = form.get('GroupId');
      const wanted = linesIn(form);
      if (id === null || wanted.length === 0) return false;
      const { SecurityGroups: [group] = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }));
      const egress = operation === 'AuthorizeSecurityGroupEgress';
      const there = new Set(((egress ? group?.IpPermissionsEgress : group?.IpPermissions) ?? []).flatMap(linesOf));
      const twice = wanted.find((line) => there.has(line));
      if (twice !== undefined) throw permissionExists(twice);
      return false;
    },
  };
}

const PEER =
  /^(IpPermissions\.\d+\.)(?:Groups\.\d+\.GroupId|IpRanges\.\d+\.CidrIp|Ipv6Ranges\.\d+\.CidrIpv6|PrefixListIds\.\d+\.PrefixListId)$/;

/** One line per other side, in EC2's words. */
function linesIn(form: URLSearchParams): string[] {
  return [...form].flatMap(([name, peer]) => {
    const place = PEER.exec(name)?.[1];
    if (place === undefined) return [];
    const text = (member: string) => form.get(place + member) ?? undefined;
    return [line(peer, text('IpProtocol'), text('FromPort'), text('ToPort'))];
  });
}

function linesOf({ IpProtocol, FromPort, ToPort, ...peers }: IpPermission): string[] {
  return [
    ...(peers.UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId),
    ...(peers.IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    ...(peers.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
    ...(peers.PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
  ].map((peer) => line(peer ?? '', IpProtocol, FromPort, ToPort));
}

function line(peer: string, protocol = '', from?: string | number, to?: string | number): string {
  const ports = from === undefined || protocol === '-1' ? '' : `, from port: ${from}, to port: ${to}`;
  return `peer: ${peer}, ${protocol === '-1' ? 'ALL' : protocol.toUpperCase()}${ports}, ALLOW`;
}
