import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import { FLOWS } from '../../../../network/flows.ts';
import type { Direction, Flow } from '../../../../network/model.ts';
import { listed } from '../../../../text/words.ts';
import { cut, cutMiddle, type Font, widthOf, wrap } from '../text.ts';
import type { Gate, Mark, Note, Place, Story, VpcBox } from './story.ts';
import { gateHow, gateName, instancesOf } from './words.ts';

// A story as a graph: boxes within boxes and edges between them, each as large as its text. Where they go is left to elk.
// Ids of the graph are our own, so no name of anybody's can break it.

export type Shape =
  | 'vpc'
  | 'ghost'
  | 'fleet'
  | 'zone'
  | 'subnet'
  | 'instance'
  | 'gate'
  | 'groups'
  | 'group'
  | 'note'
  | 'peer';

export interface Words {
  readonly text: string;
  readonly font: Font;
  readonly soft?: boolean;
}

export interface Box {
  readonly shape: Shape;
  readonly lines: readonly Words[];
  /** The whole text, for its `<title>`. */
  readonly tip: string;
  readonly mark?: Mark;
}

export interface Graph {
  readonly root: ElkNode;
  readonly boxes: ReadonlyMap<string, Box>;
  /** By the edge's id. */
  readonly edges: ReadonlyMap<string, Mark | 'plain'>;
}

/** Pixels: a phone of 360 less its margins. */
const WIDTH = 328;
export const PAD = 8;
const MARK_ROOM = 20;
const INNER = WIDTH - 2 * PAD - 2;
const GAP = 8;
const HALF = (INNER - GAP) / 2;
const CHIP = { width: 26, height: 22 };

const NAME: Font = { size: 12, bold: true };
const SMALL: Font = { size: 11 };
const ID: Font = { size: 11, mono: true };

export const lineHeight = ({ size }: Font): number => Math.round(size * 1.4);
const heightOf = (lines: readonly Words[]): number => lines.reduce((sum, { font }) => sum + lineHeight(font), 0);

const LAYERED = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.spacing.nodeNode': `${GAP}`,
  'elk.spacing.edgeNode': '8',
  'elk.spacing.edgeEdge': '10',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '10',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'true',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.randomSeed': '1',
};

const packed = (width: number, gap = GAP) => ({
  'elk.algorithm': 'rectpacking',
  'elk.rectpacking.widthApproximation.strategy': 'TARGET_WIDTH',
  'elk.rectpacking.widthApproximation.targetWidth': `${width}`,
  'elk.rectpacking.packing.strategy': 'SIMPLE',
  'elk.spacing.nodeNode': `${gap}`,
});

export function graphOf(story: Story): Graph {
  return new Builder().build(story);
}

type End = { readonly id: string } | undefined;

class Builder {
  readonly #boxes = new Map<string, Box>();
  readonly #edges = new Map<string, Mark | 'plain'>();
  #count = 0;

  build(story: Story): Graph {
    const vpcs = story.vpcs.map((vpc, index) => this.#vpc(vpc, story, index === 0));
    const notes = story.notes.map((note) => this.#note(note, WIDTH - 2));
    const root: ElkNode = {
      id: 'root',
      layoutOptions: { ...packed(WIDTH, 12), 'elk.padding': '[top=1,left=1,bottom=1,right=1]' },
      children: [...vpcs, ...notes],
    };
    return { root, boxes: this.#boxes, edges: this.#edges };
  }

  #vpc(vpc: VpcBox, story: Story, main: boolean): ElkNode {
    const title = { private: 'VPC', service: 'VPC that the service manages', nowhere: `Ids ${vpc.id}` }[vpc.kind];
    const lines: Words[] = [
      vpc.kind === 'private' ? this.#words(`VPC ${vpc.id}`, INNER, ID, true) : this.#words(title, INNER, NAME),
      ...(vpc.cidrs.length > 0 ? [this.#words(listed(vpc.cidrs), INNER, ID, true, true)] : []),
    ];
    const fleet = vpc.zones.length > 0 ? this.#fleet(vpc, story) : undefined;
    const astray = fleet === undefined && story.vpcs.some((one) => one.kind === 'private' && one.zones.length > 0);
    const groups = vpc.groups.length > 0 ? this.#groups(vpc, astray) : undefined;
    const children = [fleet, groups].filter((node) => node !== undefined);
    const edges: ElkExtendedEdge[] = [];
    if (main) this.#chain(story, fleet, groups, children, edges);
    return this.#compound(
      { shape: vpc.kind === 'private' ? 'vpc' : 'ghost', lines, tip: [title, vpc.id, ...vpc.cidrs].join(' ') },
      edges.length > 0 ? LAYERED : packed(INNER, 12),
      children,
      edges,
      WIDTH - 2,
    );
  }

  /** From the instances through what lets their traffic out and in to the others. */
  #chain(
    story: Story,
    fleet: ElkNode | undefined,
    groups: ElkNode | undefined,
    children: ElkNode[],
    edges: ElkExtendedEdge[],
  ): void {
    const link = (from: End, to: End, mark: Mark | 'plain') => {
      if (from && to) edges.push(this.#edge(from, to, mark));
    };
    if (story.gates.length === 0) {
      if (story.peer === 'cannot-start') return;
      const note = story.instead && story.peer === 'others' ? this.#note(story.instead, INNER) : undefined;
      const peer = this.#peer(story);
      children.push(...[note, peer].filter((node) => node !== undefined));
      const mark = story.instead?.mark ?? 'plain';
      link(fleet, groups, 'plain');
      link(groups ?? fleet, note ?? peer, note ? mark : 'plain');
      link(note, peer, mark);
      return;
    }
    const several = story.vpcs.flatMap((vpc) => vpc.groups).length > 1;
    const gates = new Map(story.gates.map((gate) => [gate, this.#gate(gate, several)]));
    const stop = story.stops.length > 0 ? this.#stops(story) : undefined;
    const peer = this.#peer(story);
    const ways = (direction: Direction) => [...gates].filter(([gate]) => gate.direction === direction);
    const below = (node: ElkNode | undefined, { flow }: Gate) => node && this.#port(node, 'SOUTH', flow);
    const above = (node: ElkNode | undefined, { flow }: Gate) => node && this.#port(node, 'NORTH', flow);
    const stopMark = story.peer === 'others' ? 'missing' : 'not-needed';
    const stopped = (flow: Flow) => story.stops.some((one) => one.flow === flow);
    children.splice(1, 0, ...ways('out').map(([, node]) => node));
    children.push(...ways('in').map(([, node]) => node), ...(stop ? [stop] : []), peer);
    for (const [gate, node] of ways('out')) {
      link(below(fleet, gate), node, gate.mark);
      link(node, above(groups, gate), gate.mark);
    }
    for (const [gate, node] of ways('in')) {
      link(below(groups, gate), node, gate.mark);
      link(node, above(stop ?? peer, gate), gate.mark);
      if (stop) link(below(stop, gate), above(peer, gate), stopped(gate.flow) ? stopMark : gate.mark);
    }
  }

  #fleet(vpc: VpcBox, story: Story): ElkNode {
    const width = INNER - 2 * PAD;
    const placed = story.peer === 'cannot-start' ? 'modelled placement, if they could start' : 'modelled placement';
    const shown = vpc.kind !== 'nowhere' && story.job.instances > 0;
    const lines = [
      this.#words(vpc.kind === 'nowhere' ? 'Subnets' : instancesOf(story), width, NAME),
      ...(shown ? [this.#words(placed, width, SMALL, false, true)] : []),
    ];
    const bare = vpc.kind === 'service';
    const places = vpc.zones.flatMap((zone) => zone.places);
    const children = bare
      ? places.flatMap((place) => this.#instances(place))
      : vpc.zones.map(({ name, places }) => this.#zone(name, places, width, vpc.kind === 'nowhere', story));
    return this.#compound(
      { shape: 'fleet', lines, tip: `${instancesOf(story)}; which subnet each is placed in is modelled` },
      packed(width),
      children,
      [],
      INNER,
    );
  }

  #zone(name: string, places: readonly Place[], width: number, ghost: boolean, story: Story): ElkNode {
    const inner = width - 2 * PAD;
    const fits = places.every(({ subnet }) => widthOf(subnet?.id ?? '', ID) <= (inner - GAP) / 2 - 2 * PAD);
    const columns = places.length > 1 && (fits || places.length > 4) ? 2 : 1;
    const each = Math.floor((inner - GAP * (columns - 1)) / columns);
    const lines = name === '' ? [] : [this.#words(name, inner, SMALL, false, true)];
    return this.#compound(
      { shape: 'zone', lines, tip: name === '' ? '' : `Availability Zone ${name}` },
      packed(inner),
      places.map((place) => this.#subnet(place, each, ghost, story)),
      [],
      width,
    );
  }

  #subnet(place: Place, width: number, ghost: boolean, { job, peer }: Story): ElkNode {
    const room = width - 2 * PAD;
    const { id, cidr } = place.subnet ?? { id: '', cidr: '' };
    const none = !ghost && job.instances > 0 && place.drawn.length + place.more === 0;
    const lines = [
      this.#words(id, room, ID, true),
      ...(cidr === '' ? [] : [this.#words(cidr, room, ID, true, true)]),
      ...place.stops.flatMap((stop) => wrap(`⊘ ${stop}`, room, SMALL, 3).map((text) => ({ text, font: SMALL }))),
      ...(none ? [this.#words('no instance', room, SMALL, false, true)] : []),
    ];
    const tip = ['subnet', id, cidr, place.zone, ...place.stops].filter((part) => part !== '').join(' ');
    const box: Box = {
      shape: ghost ? 'ghost' : 'subnet',
      lines,
      tip,
      ...(place.stops.length > 0 && { mark: peer === 'others' ? 'missing' : 'not-needed' }),
    };
    return this.#compound(box, packed(room, 4), this.#instances(place), [], width);
  }

  #instances({ drawn, more }: Place): readonly ElkNode[] {
    const chip = (text: string, tip: string, width = CHIP.width) =>
      this.#leaf({ shape: 'instance', lines: [{ text, font: SMALL }], tip }, width, CHIP.height);
    const rest = drawn.length > 0 ? `+${more} more` : `${more} more`;
    return [
      ...drawn.map((number) => chip(`${number}`, `instance ${number}`)),
      ...(more > 0 ? [chip(rest, `${more} more instances`, Math.ceil(widthOf(rest, SMALL)) + 12)] : []),
    ];
  }

  #groups({ groups, kind }: VpcBox, astray: boolean): ElkNode {
    const width = INNER - 2 * PAD;
    const one = groups.length === 1;
    const where = astray ? 'in another VPC than the subnets' : 'on every instance';
    const lines = [
      this.#words(`Security ${one ? 'group' : 'groups'}`, width, NAME),
      ...(kind === 'nowhere' ? [] : [this.#words(where, width, SMALL, false, true)]),
    ];
    const children = groups.map(({ id, name }) =>
      this.#text(
        {
          shape: kind === 'nowhere' ? 'ghost' : 'group',
          lines: [
            this.#words(id, width - 2 * PAD, ID, true),
            ...(name === '' ? [] : [this.#words(name, width - 2 * PAD, SMALL, false, true)]),
          ],
          tip: `security group ${id} ${name}`.trim(),
          ...(astray && { mark: 'missing' as const }),
        },
        width,
      ),
    );
    return this.#compound({ shape: 'groups', lines, tip: '' }, packed(width), children, [], INNER);
  }

  #gate(gate: Gate, several: boolean): ElkNode {
    const room = HALF - 2 * PAD;
    const small = (text: string, most: number) =>
      wrap(text, room, SMALL, most).map((line) => ({ text: line, font: SMALL }));
    const by = gate.groups.length > 0 ? `by ${listed(gate.groups, 5)}` : '';
    const [near] = gate.closestMatches;
    const lines = [
      this.#words(gateName(gate), room - MARK_ROOM, NAME),
      ...small(gateHow(gate), 2),
      ...(several && by !== '' ? [this.#words(by, room, SMALL, false, true)] : []),
      ...(near ? small(`near: ${near}`, 4).map((line) => ({ ...line, soft: true })) : []),
    ];
    const tip = [`${gateName(gate)}: ${gateHow(gate)}`, by, ...gate.closestMatches]
      .filter((part) => part !== '')
      .join('; ');
    return this.#text({ shape: 'gate', lines, tip, mark: gate.mark }, HALF);
  }

  #stops({ stops, peer }: Story): ElkNode {
    const room = INNER - 2 * PAD;
    const shown = stops.slice(0, stops.length > 4 ? 3 : 4);
    const lines = [
      this.#words('Network ACL between subnets', room - MARK_ROOM, NAME),
      ...shown.flatMap(({ text, where }) => [
        ...wrap(text, room, SMALL, 2).map((line) => ({ text: line, font: SMALL })),
        this.#words(where, room, SMALL, false, true),
      ]),
      ...(stops.length > shown.length ? [this.#words(`and ${stops.length - shown.length} more`, room, SMALL)] : []),
    ];
    const tip = stops.map(({ text, where }) => `${text}, ${where}`).join('; ');
    return this.#text({ shape: 'gate', lines, tip, mark: peer === 'others' ? 'missing' : 'not-needed' }, INNER);
  }

  #peer({ peer, job }: Story): ElkNode {
    const text = {
      others: job.instances === 2 ? 'the other instance' : 'every other instance',
      none: 'no other instance: nothing to encrypt',
      unknown: 'other instances, if there are any',
      'cannot-start': '',
    }[peer];
    const room = INNER - 2 * PAD;
    const lines = [
      this.#words(text, room, NAME),
      ...(peer === 'others' ? [this.#words('and the same in reverse', room, SMALL, false, true)] : []),
    ];
    return this.#text({ shape: peer === 'others' ? 'peer' : 'ghost', lines, tip: text }, INNER);
  }

  #note({ mark, text }: Note, width: number): ElkNode {
    const room = width - 2 * PAD - MARK_ROOM;
    const lines = wrap(text, room, SMALL, 4).map((line) => ({ text: line, font: SMALL }));
    return this.#text({ shape: 'note', lines, tip: text, mark }, width);
  }

  #words(text: string, width: number, font: Font, id = false, soft = false): Words {
    return { text: (id ? cutMiddle : cut)(text, width, font), font, soft };
  }

  #text(box: Box, width: number): ElkNode {
    return this.#leaf(box, width, heightOf(box.lines) + 2 * PAD - 2);
  }

  #leaf(box: Box, width: number, height: number): ElkNode {
    return { id: this.#add(box), width, height };
  }

  #compound(
    box: Box,
    options: Readonly<Record<string, string>>,
    children: readonly ElkNode[],
    edges: ElkExtendedEdge[],
    width: number,
  ): ElkNode {
    if (children.length === 0) return this.#text(box, width);
    const top = box.lines.length > 0 ? PAD + heightOf(box.lines) + 6 : PAD;
    return {
      id: this.#add(box),
      layoutOptions: {
        ...options,
        'elk.padding': `[top=${top},left=${PAD},bottom=${PAD},right=${PAD}]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${width},0)`,
      },
      children: [...children],
      edges,
    };
  }

  /** Where a flow leaves or reaches a wide box: in the middle of one half, as wide as the boxes of flows are. */
  #port(node: ElkNode, side: 'NORTH' | 'SOUTH', flow: Flow): { readonly id: string } {
    this.#count += 1;
    const x = flow === FLOWS[0] ? HALF / 2 : INNER - HALF / 2;
    const port = { id: `p${this.#count}`, x, y: 0, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } };
    node.layoutOptions = { ...node.layoutOptions, 'elk.portConstraints': 'FIXED_POS' };
    node.ports = [...(node.ports ?? []), port];
    return port;
  }

  #edge(from: { readonly id: string }, to: { readonly id: string }, mark: Mark | 'plain'): ElkExtendedEdge {
    this.#count += 1;
    const id = `e${this.#count}`;
    this.#edges.set(id, mark);
    return { id, sources: [from.id], targets: [to.id] };
  }

  #add(box: Box): string {
    this.#count += 1;
    const id = `n${this.#count}`;
    this.#boxes.set(id, box);
    return id;
  }
}
