import type { IpPermission } from '@aws-sdk/client-ec2';
import { defineParameterType } from '@cucumber/cucumber';
import type { Direction, Flow } from '../support/network/model.ts';

/** One direction of one flow, as in `inbound ESP`. */
export interface DirectedFlow {
  readonly direction: Direction;
  readonly flow: Flow;
}

type Traffic = Pick<IpPermission, 'IpProtocol' | 'FromPort' | 'ToPort'>;

const udp = (from: number, to: number): Traffic => ({ IpProtocol: 'udp', FromPort: from, ToPort: to });
const tcp = (port: number): Traffic => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port });

/** How a security group rule writes each kind of traffic that the scenarios name. */
export const trafficByName: Readonly<Record<string, Traffic>> = {
  IKE: udp(500, 500),
  ESP: { IpProtocol: '50' },
  'ESP with a port range': { IpProtocol: '50', FromPort: 500, ToPort: 500 },
  AH: { IpProtocol: '51' },
  'all traffic': { IpProtocol: '-1' },
  'all UDP': udp(0, 65_535),
  'UDP ports 400 to 600': udp(400, 600),
  'UDP port 500': udp(500, 500),
  'UDP port 4500': udp(4500, 4500),
  'UDP port 50': udp(50, 50),
  'TCP port 500': tcp(500),
  'TCP port 50': tcp(50),
};

/** The other sides that the scenarios name; `private-vpc.ts` knows what each stands for. */
export const peerNames = [
  'itself',
  'the whole VPC',
  'both subnets',
  'both halves of both subnets',
  'half of both subnets',
  'one of the subnets',
  'a prefix list of both subnets',
  'a prefix list of one subnet',
  'anywhere over IPv6',
  'anywhere',
  'a group the job does not use',
] as const;

export type PeerName = (typeof peerNames)[number];

const anyOf = (words: readonly string[]) => new RegExp(words.toSorted((a, b) => b.length - a.length).join('|'));

/** What a security group rule allows: IKE is UDP port 500, ESP is protocol 50. */
defineParameterType({
  name: 'traffic',
  regexp: anyOf(Object.keys(trafficByName)),
  transformer: (name: string) => name,
});

/** The other side of a rule; `itself` is the group. */
defineParameterType({ name: 'peer', regexp: anyOf(peerNames), transformer: (name: string) => name as PeerName });

defineParameterType({
  name: 'flow',
  regexp: /IKE|ESP/,
  transformer: (name: string): Flow => name.toLowerCase() as Flow,
});

defineParameterType({
  name: 'flows',
  regexp: /IKE and ESP|IKE|ESP/,
  transformer: (names: string): Flow[] => names.split(' and ').map((name) => name.toLowerCase() as Flow),
});

defineParameterType({
  name: 'direction',
  regexp: /inbound|outbound/,
  transformer: (side: string): Direction => (side === 'inbound' ? 'in' : 'out'),
});

const directedFlow = /(?:inbound|outbound) (?:IKE|ESP)/;

/** One or several of `inbound IKE`, `inbound ESP`, `outbound IKE` and `outbound ESP`, with commas and `and` between them. */
defineParameterType({
  name: 'directedFlows',
  regexp: new RegExp(`${directedFlow.source}(?:(?:, | and )${directedFlow.source})*`),
  transformer: (text: string): DirectedFlow[] =>
    text.split(/, | and /).map((one) => {
      const [side, flow] = one.split(' ');
      return { direction: side === 'inbound' ? 'in' : 'out', flow: flow?.toLowerCase() as Flow };
    }),
});

/**
 * What the request has for `EnableInterContainerTrafficEncryption`: `encrypted` is true, `unencrypted` omits it,
 * `explicitly unencrypted` is false.
 */
defineParameterType({
  name: 'encryption',
  regexp: /encrypted|unencrypted|explicitly unencrypted/,
  transformer: (text: string): boolean | undefined => ({ encrypted: true, 'explicitly unencrypted': false })[text],
});
