import type { Direction, Flow, Network } from '../../support/network/model.ts';
import { aclsRuleset } from './acls.ts';
import type { Agent, Exchange } from './agent.ts';
import { type Answer, blockName, entryName, sorted } from './answer.ts';
import { groupsRuleset } from './groups.ts';
import type { Instance, Packet } from './instance.ts';
import { placement } from './placement.ts';

/** What a kernel did with a network's packets. */
export interface Asked {
  readonly answer: Answer;
  readonly instances: number;
  readonly sent: number;
  readonly arrived: number;
}

const FLOWS: readonly Flow[] = ['ike', 'esp'];
const BOTH: readonly Direction[] = ['in', 'out'];

/**
 * Sends IKE and ESP from every instance to every other, under the network's groups and ACLs together. Where something
 * is lost, sends everything again under each of what can stop it alone: the groups and the ACLs, on the way out and in.
 */
export async function ask(agent: Agent, network: Network): Promise<Asked> {
  const instances = placement(network);
  const rounds = roundsOf(instances);
  await agent.place(instances);
  const under = (groups: readonly Direction[], acls: readonly Direction[]) =>
    agent.exchange(groupsRuleset(network, instances, groups), aclsRuleset(network, instances, acls), rounds);

  const whole = await under(BOTH, BOTH);
  const exchanges: Exchange[] = [whole];
  const apart = new Set(instances.map(({ version }) => version)).size > 1;
  // What has no address in common can exchange nothing, whatever the rules say.
  const missing = apart ? BOTH.flatMap((direction) => FLOWS.map((flow) => `${direction} ${flow}`)) : [];
  const blocks: string[] = [];
  const entries: string[] = [];
  if (whole.lost.length > 0) {
    for (const direction of BOTH) {
      const groups = await under([direction], []);
      const acls = await under([], [direction]);
      exchanges.push(groups, acls);
      missing.push(...groups.lost.map(([, , flow]) => `${direction} ${flow}`));
      blocks.push(...acls.lost.map((packet) => blockOf(packet, instances, direction)));
      entries.push(...entriesOf(network, acls.dropped.acls));
    }
  }
  return {
    answer: {
      reachable: !apart && whole.sent > 0 && whole.lost.length === 0,
      missing: sorted(missing),
      blocks: sorted(blocks),
      entries: sorted(entries),
    },
    instances: instances.length,
    sent: exchanges.reduce((sum, { sent }) => sum + sent, 0),
    arrived: exchanges.reduce((sum, { arrived }) => sum + arrived, 0),
  };
}

/**
 * Every ordered pair, in two rounds: connections are forgotten between them, so that what one instance may start lets
 * nothing pass that the other one starts.
 */
function roundsOf(instances: readonly Instance[]): readonly (readonly Packet[])[] {
  const pairs = instances.flatMap((one, from) =>
    instances.flatMap((other, to) => (from !== to && one.version === other.version ? [[from, to] as const] : [])),
  );
  return [pairs.filter(([from, to]) => from < to), pairs.filter(([from, to]) => from > to)].map((round) =>
    round.flatMap(([from, to]) => FLOWS.map((flow): Packet => [from, to, flow])),
  );
}

function blockOf([from, to, flow]: Packet, instances: readonly Instance[], direction: Direction): string {
  return blockName(flow, instances[from]?.subnet ?? '', instances[to]?.subnet ?? '', direction);
}

/** The entries whose counters counted: `s0_out_90_esp`. */
function entriesOf({ subnets }: Network, dropped: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(dropped).flatMap(([counter, packets]) => {
    const [, subnet, direction, entry, flow] = /^s(\d+)_(in|out)_(\d+)_(ike|esp)$/.exec(counter) ?? [];
    if (packets === 0 || subnet === undefined || direction === undefined || flow === undefined) return [];
    return entryName(flow, subnets[Number(subnet)]?.id ?? '', direction, Number(entry));
  });
}
