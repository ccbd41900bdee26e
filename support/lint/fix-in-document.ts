import type { Finding } from '../rules/types.ts';
import type { ReadRequest } from './types.ts';

/** A fix of what a document defines is made in the document: no command has the names that stand in it. */
export function fixedInDocument(finding: Finding, { network, place }: Pick<ReadRequest, 'network' | 'place'>): Finding {
  const fix = finding.fix.map((line) => {
    const [, way = '', group = '', permission = ''] =
      /^aws ec2 authorize-security-group-(ingress|egress) --group-id (.+?) --ip-permissions '(.*)'$/.exec(line) ?? [];
    if (group !== '') {
      if (!isOwn(network?.securityGroups, group)) return line;
      const traffic = /IpProtocol=50/.test(permission) ? 'ESP (protocol 50)' : 'UDP port 500';
      const [direction, peer] = way === 'ingress' ? ['inbound', 'from'] : ['outbound', 'to'];
      return `In ${place.file}, give ${group} an ${direction} rule: ${traffic} ${peer} ${group} itself.`;
    }
    const [, acl = '', rest = ''] = /^aws ec2 create-network-acl-entry --network-acl-id (\S+) (.*)$/.exec(line) ?? [];
    const isAcl = [...(network?.subnets.values() ?? [])].some((subnet) => subnet.acl?.id === acl);
    return acl !== '' && isAcl && !isId(acl)
      ? `In ${place.file}, give the network ACL ${acl} an entry: ${rest}.`
      : line;
  });
  return { ...finding, fix };
}

const isOwn = (parts: ReadonlyMap<string, unknown> | undefined, id: string): boolean =>
  parts?.has(id) === true && !isId(id);

/** As EC2 gives them; anything else is a name in a document. */
const isId = (id: string): boolean => /^(sg|acl|subnet|vpc)-[0-9a-f]+$/.test(id);
