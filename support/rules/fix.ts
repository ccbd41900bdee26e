import type { AclBlock } from '../network/acls.ts';
import { toCidrs, union } from '../network/addresses.ts';
import type { Direction, Flow, Network, NetworkAcl, SecurityGroup } from '../network/model.ts';
import { peersOf } from '../network/peers.ts';
import type { FlowVerdict } from '../network/reachability.ts';
import { flowName } from '../network/words.ts';

/** The line that gives a security group the documented row. */
export function authorizeLine(group: string, direction: Direction, flow: Flow): string {
  const way = direction === 'in' ? 'ingress' : 'egress';
  const traffic = flow === 'ike' ? 'IpProtocol=udp,FromPort=500,ToPort=500' : 'IpProtocol=50';
  const permission = `${traffic},UserIdGroupPairs=[{GroupId=${group}}]`;
  return `aws ec2 authorize-security-group-${way} --group-id ${group} --ip-permissions '${permission}'`;
}

/** The group to fix: one that already has a documented row, so that they stay together, or else the first. */
export function groupToFix(network: Network, flows: readonly FlowVerdict[]): SecurityGroup | undefined {
  const documented = flows.find(({ standing }) => standing === 'documented');
  return documented?.by[0]?.group ?? network.securityGroups[0];
}

/** EC2 numbers the entries of an ACL from 1 to this; the next is its own last entry, which denies. */
const HIGHEST = 32766;

/**
 * The lines that let through what network ACLs stop: for each ACL, way and flow an entry ahead of those that deny.
 * Where no number is free there, a sentence instead.
 */
export function aclFix(network: Network, blocks: readonly AclBlock[]): readonly string[] {
  const cases = Map.groupBy(blocks, ({ acl, direction, flow }) => `${acl} ${direction} ${flow}`);
  const taken = new Map<string, Set<number>>();
  return [...cases.values()].flatMap((stopped) => {
    const { acl: id, direction, flow } = stopped[0] as AclBlock;
    const acl = network.subnets.find((subnet) => subnet.acl.id === id)?.acl;
    if (!acl) return [];
    const used = taken.get(`${id} ${direction}`) ?? numbersOf(acl, direction);
    taken.set(`${id} ${direction}`, used);
    const denying = stopped.flatMap(({ entry }) => entry ?? []);
    return farCidrs(network, stopped).map((cidr) => {
      const number = freeNumber(used, denying);
      if (number === undefined) {
        const entry = `entry ${Math.min(...denying)} of ${id} (${direction === 'in' ? 'inbound' : 'outbound'})`;
        return `No rule number is free ahead of ${entry}: renumber it, then allow ${flowName(flow)} with ${cidr} ahead of it.`;
      }
      used.add(number);
      return aclEntryLine(id, number, direction, flow, cidr);
    });
  });
}

function aclEntryLine(acl: string, number: number, direction: Direction, flow: Flow, cidr: string): string {
  const way = direction === 'in' ? '--ingress' : '--egress';
  const traffic = flow === 'ike' ? '--protocol 17 --port-range From=500,To=500' : '--protocol 50';
  const range = cidr.includes(':') ? '--ipv6-cidr-block' : '--cidr-block';
  return `aws ec2 create-network-acl-entry --network-acl-id ${acl} ${way} --rule-number ${number} ${traffic} ${range} ${cidr} --rule-action allow`;
}

/** The subnets on the other side of what was stopped, in as few CIDRs as they can be written. */
function farCidrs(network: Network, stopped: readonly AclBlock[]): readonly string[] {
  const far = stopped.map(({ direction, from, to }) => (direction === 'out' ? to : from));
  const { ranges: bySubnet } = peersOf(network);
  const ranges = [...new Set(far)].map((id) => bySubnet.get(id));
  return toCidrs(union(ranges.filter((range) => range !== undefined)));
}

const numbersOf = ({ entries }: NetworkAcl, direction: Direction): Set<number> =>
  new Set(entries.filter((entry) => entry.direction === direction).map(({ number }) => number));

/** The nearest free number ahead of all that deny; where only the implicit deny does, one after the last. */
function freeNumber(used: ReadonlySet<number>, denying: readonly number[]): number | undefined {
  const next = Math.max(90, ...used) + 10;
  if (denying.length === 0 && next <= HIGHEST) return next;
  for (let number = Math.min(HIGHEST + 1, ...denying) - 1; number >= 1; number--) if (!used.has(number)) return number;
  return undefined;
}
