import type { AclBlock } from '../../../../network/acls.ts';
import { FLOWS } from '../../../../network/flows.ts';
import type { Direction, Flow, Network, SecurityGroup, Subnet } from '../../../../network/model.ts';
import { type FlowVerdict, reachability } from '../../../../network/reachability.ts';
import { flowName } from '../../../../network/words.ts';
import { encryptedTraffic, hasPairs, vpcIdsOf } from '../../../../rules/situation.ts';
import type { Finding, Job } from '../../../../rules/types.ts';
import { listed } from '../../../../text/words.ts';
import type { EvidenceVerdict } from '../../types.ts';
import { type Placed, placement } from './placement.ts';

// What a drawing of a verdict's network reports, before anything is drawn. Plain data.

/**
 * How a flow, or what stands in its place, is drawn. `too-broad`: it passes, but only the documented row counts.
 * `not-needed`: missing, of a job that has no two instances.
 */
export type Mark = 'documented' | 'broader' | 'too-broad' | 'missing' | 'not-needed' | 'clear' | 'unknown';

/** What security groups say to one direction of one flow. */
export interface Gate {
  readonly direction: Direction;
  readonly flow: Flow;
  readonly mark: Mark;
  /** `as documented`, `default egress`, `missing`. */
  readonly how: string;
  /** Ids of the groups that let it through. */
  readonly groups: readonly string[];
  readonly closestMatches: readonly string[];
}

export interface Place extends Placed {
  /** Absent in a VPC that the service manages: nothing is known of its subnets. */
  readonly subnet?: Pick<Subnet, 'id' | 'cidr'>;
  readonly zone: string;
  /** Network ACL and what it stops: `acl-1 stops ESP out`. */
  readonly stops: readonly string[];
}

export interface VpcBox {
  /** `private`: of the account. `service`: managed by SageMaker. `nowhere`: ids that EC2 does not know. */
  readonly kind: 'private' | 'service' | 'nowhere';
  readonly id: string;
  readonly cidrs: readonly string[];
  /** By zone, zones and subnets in the order the job names them. */
  readonly zones: readonly { readonly name: string; readonly places: readonly Place[] }[];
  readonly groups: readonly Pick<SecurityGroup, 'id' | 'name'>[];
}

/** One entry of a network ACL that stops a flow. */
export interface Stop {
  readonly acl: string;
  readonly flow: Flow;
  /** `acl-1 stops ESP out: entry 90`. */
  readonly text: string;
  /** `subnet-0 to subnet-1 and 3 more`. */
  readonly where: string;
}

export interface Note {
  readonly mark: Mark;
  readonly text: string;
  readonly rule?: string;
}

export interface Story {
  readonly job: Job;
  readonly vpcs: readonly VpcBox[];
  /** Out and in, UDP 500 and ESP; empty where flows are not what is looked at. */
  readonly gates: readonly Gate[];
  readonly stops: readonly Stop[];
  /** What stands in the way of the job beside the flows. */
  readonly notes: readonly Note[];
  /** What stands in the place of the flows when there are none to look at. */
  readonly instead?: Note;
  /** Whether there is another instance to talk to, and whether instances can start at all. */
  readonly peer: 'others' | 'none' | 'unknown' | 'cannot-start';
}

const FLOW_RULES: ReadonlySet<string> = new Set([
  'between-instances',
  'inbound-rules',
  'outbound-rules',
  'network-acls',
]);

export function storyOf({ job, network, findings }: EvidenceVerdict): Story {
  const reached = network && reachability(network);
  const options = { mode: 'documented', strict: false } as const;
  const traffic = encryptedTraffic({ job, network, reachability: reached, options });
  const notes = findings
    .filter(
      ({ outcome, rule }) => outcome === 'broken' && !(traffic && FLOW_RULES.has(rule)) && rule !== 'vpc-required',
    )
    .map(({ text, rule }) => ({ mark: 'missing' as const, text, rule }));
  const base = { job, vpcs: vpcsOf(job, network, reached?.blocks ?? []), notes };
  if (traffic) {
    const { flows, blocks } = traffic.reachability;
    const gates = FLOWS.flatMap((flow) =>
      flows.filter((one) => one.flow === flow).map((one) => gateOf(one, findings, hasPairs(job))),
    );
    return { ...base, gates, stops: stopsOf(blocks), peer: peerOf(job) };
  }
  const sound = network === undefined || vpcIdsOf(network).length === 1;
  const startable =
    sound && !(network && (network.unknownSubnets.length > 0 || network.unknownSecurityGroups.length > 0));
  const peer = job.vpc && (!network || !startable) ? 'cannot-start' : peerOf(job);
  return { ...base, gates: [], stops: [], instead: insteadOf(job, findings), peer };
}

function peerOf(job: Job): Story['peer'] {
  if (hasPairs(job)) return 'others';
  return job.instances === 1 ? 'none' : 'unknown';
}

function gateOf(
  { direction, flow, standing, how, by, closestMatches }: FlowVerdict,
  findings: readonly Finding[],
  needed: boolean,
): Gate {
  const rule = direction === 'in' ? 'inbound-rules' : 'outbound-rules';
  // Evidence does not say whether only the documented rows count; that more is to be fixed than is missing does.
  const tooBroad = findings.some(
    (one) => one.rule === rule && one.fix.length > one.flows.filter((flow) => flow.standing === 'missing').length,
  );
  const mark = markOf(standing, tooBroad, needed);
  return { direction, flow, mark, how, groups: [...new Set(by.map(({ group }) => group.id))], closestMatches };
}

function markOf(standing: FlowVerdict['standing'], tooBroad: boolean, needed: boolean): Mark {
  if (standing === 'missing') return needed ? 'missing' : 'not-needed';
  return standing === 'broader' && tooBroad && needed ? 'too-broad' : standing;
}

/** What is said of the flows where there are none to look at. */
function insteadOf(job: Job, findings: readonly Finding[]): Note {
  if (job.encrypted === true && !job.vpc) {
    const finding = findings.find(({ rule }) => rule === 'vpc-required');
    if (finding?.outcome === 'broken') return { mark: 'missing', text: finding.text, rule: finding.rule };
    return {
      mark: 'unknown',
      text: 'encryption is asked for without a private VPC: whether it takes place there is not known',
    };
  }
  if (job.encrypted === true) return { mark: 'unknown', text: 'whether UDP 500 and ESP pass was not looked at' };
  const said = job.encrypted === false ? 'the request says false' : 'the request does not ask for encryption';
  return { mark: 'clear', text: `unencrypted: ${said}` };
}

function stopsOf(blocks: readonly AclBlock[]): readonly Stop[] {
  const cases = Map.groupBy(blocks, ({ acl, entry, direction, flow }) => JSON.stringify([acl, entry, direction, flow]));
  return [...cases.values()].flatMap((stopped) => {
    const [first] = stopped;
    if (!first) return [];
    const by = first.entry === undefined ? 'no entry lets it' : `entry ${first.entry}`;
    const text = `${first.acl} stops ${flowName(first.flow)} ${first.direction}: ${by}`;
    const where = listed(
      stopped.map(({ from, to }) => `${from} to ${to}`),
      2,
    );
    return [{ acl: first.acl, flow: first.flow, text, where }];
  });
}

function vpcsOf(job: Job, network: Network | undefined, blocks: readonly AclBlock[]): readonly VpcBox[] {
  if (!job.vpc) {
    const [placed] = placement(job.instances, 1);
    const zones = placed ? [{ name: '', places: [{ ...placed, zone: '', stops: [] }] }] : [];
    return [{ kind: 'service', id: '', cidrs: [], zones, groups: [] }];
  }
  const { subnets = [], securityGroups = [], vpcs = [] } = network ?? {};
  const spread = placement(job.instances, subnets.length);
  const places = subnets.map((subnet, index) => ({
    vpc: subnet.vpc,
    place: {
      ...(spread[index] ?? { drawn: [], more: 0 }),
      subnet,
      zone: subnet.zone,
      stops: aclStops(subnet, blocks),
    },
  }));
  const known = (network ? vpcIdsOf(network) : []).map((id): VpcBox => {
    const here = places.filter(({ vpc }) => vpc === id).map(({ place }) => place);
    const zones = [...Map.groupBy(here, ({ zone }) => zone)].map(([name, inZone]) => ({ name, places: inZone }));
    const cidrs = vpcs.find((vpc) => vpc.id === id)?.cidrs ?? [];
    return { kind: 'private', id, cidrs, zones, groups: securityGroups.filter(({ vpc }) => vpc === id) };
  });
  const lostSubnets = network ? network.unknownSubnets : job.vpc.subnets;
  const lostGroups = network ? network.unknownSecurityGroups : job.vpc.securityGroups;
  if (lostSubnets.length === 0 && lostGroups.length === 0) return known;
  const lost = lostSubnets.map((id) => ({ drawn: [], more: 0, subnet: { id, cidr: '' }, zone: '', stops: [] }));
  return [
    ...known,
    {
      kind: 'nowhere',
      id: network ? 'not found' : 'not read',
      cidrs: [],
      zones: lost.length > 0 ? [{ name: '', places: lost }] : [],
      groups: lostGroups.map((id) => ({ id, name: '' })),
    },
  ];
}

/** What the ACL of a subnet stops, on its way in or out. */
function aclStops(subnet: Subnet, blocks: readonly AclBlock[]): readonly string[] {
  const own = blocks.filter(({ direction, from, to }) => (direction === 'out' ? from : to) === subnet.id);
  return [...Map.groupBy(own, ({ acl }) => acl)].map(([acl, stopped]) => {
    const names = stopped.map(({ flow, direction }) => `${flowName(flow)} ${direction}`);
    return `${acl} stops ${listed([...new Set(names)])}`;
  });
}
