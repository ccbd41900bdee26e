/** @jsxRuntime automatic @jsxImportSource preact */
import type { ElkEdgeSection, ElkExtendedEdge, ElkNode, ElkPoint } from 'elkjs/lib/elk-api.js';
import type { VNode } from 'preact';
import { framed } from '../frame.tsx';
import { clean, MONO } from '../text.ts';
import { COLOURS, type Picture } from '../types.ts';
import { type Box, type Graph, lineHeight, PAD, type Shape } from './graph.ts';
import type { Mark, Story } from './story.ts';
import { altOf, MARK_NAMES, tableOf, titleOf } from './words.ts';

const MARK_COLOURS: Readonly<Record<Mark | 'plain', string>> = {
  documented: COLOURS.good,
  broader: COLOURS.broader,
  'too-broad': COLOURS.bad,
  missing: COLOURS.bad,
  'not-needed': COLOURS.line,
  clear: COLOURS.series1,
  unknown: COLOURS.line,
  plain: COLOURS.line,
};

/** Told apart without colour: whole, long dashes, dashes, dots. */
const DASHES: Readonly<Partial<Record<Mark | 'plain', string>>> = {
  'too-broad': '9 3',
  missing: '5 4',
  'not-needed': '5 4',
  clear: '1.5 3.5',
  unknown: '2 5',
};

/** Turns a laid-out graph into a picture. */
export function drawn(story: Story, graph: Graph, root: ElkNode): Picture {
  const { width = 0, height = 0 } = root;
  return framed(
    { kind: 'network', width, height, title: titleOf(story), alt: altOf(story), table: tableOf(story) },
    <Inside node={root} graph={graph} />,
  );
}

function Inside({ node, graph }: { readonly node: ElkNode; readonly graph: Graph }): VNode {
  return (
    <>
      {node.children?.map((child) => (
        <Node key={child.id} node={child} graph={graph} />
      ))}
      {node.edges?.map((edge) => (
        <Edge key={edge.id} edge={edge} mark={graph.edges.get(edge.id) ?? 'plain'} />
      ))}
    </>
  );
}

function Node({ node, graph }: { readonly node: ElkNode; readonly graph: Graph }): VNode | null {
  const box = graph.boxes.get(node.id);
  if (!box) return null;
  const { x = 0, y = 0, width = 0, height = 0 } = node;
  return (
    <g transform={`translate(${round(x)},${round(y)})`} class={classOf(box)}>
      {box.tip !== '' && <title>{clean(box.mark ? `${box.tip} (${MARK_NAMES[box.mark]})` : box.tip)}</title>}
      <Outline box={box} width={width} height={height} />
      <Text box={box} width={width} height={height} />
      {box.mark && SIGNED.has(box.shape) && (
        <Sign mark={box.mark} x={box.shape === 'note' ? PAD + 7 : width - PAD - 7} />
      )}
      <Inside node={node} graph={graph} />
    </g>
  );
}

/** Shapes whose mark is shown by a sign and, when something is missing, by their form. */
const SIGNED: ReadonlySet<Shape> = new Set<Shape>(['gate', 'note']);

const classOf = ({ shape, mark }: Box): string => (mark ? `${shape} ${mark}` : shape);

const CORNERS: Readonly<Partial<Record<Shape, number>>> = {
  vpc: 8,
  ghost: 6,
  fleet: 6,
  groups: 6,
  instance: 5,
  peer: 6,
};

function Outline({
  box,
  width,
  height,
}: {
  readonly box: Box;
  readonly width: number;
  readonly height: number;
}): VNode {
  const { shape, mark } = box;
  const ghost = shape === 'ghost';
  const stroke = mark ? MARK_COLOURS[mark] : ghost ? COLOURS.line : shape === 'instance' ? COLOURS.ink : COLOURS.line;
  const dash = mark ? DASHES[mark] : ghost ? '3 3' : shape === 'zone' ? '1 3' : undefined;
  const look = {
    stroke,
    'stroke-width': mark ? 1.6 : 1,
    ...(dash && { 'stroke-dasharray': dash }),
    ...(shape === 'instance' || shape === 'group' || shape === 'subnet'
      ? { fill: 'currentColor', 'fill-opacity': 0.05 }
      : {}),
  };
  if ((mark === 'missing' || mark === 'not-needed') && SIGNED.has(shape))
    return <path d={octagon(width, height)} {...look} />;
  return <rect width={round(width)} height={round(height)} rx={CORNERS[shape] ?? 4} {...look} />;
}

/** The shape of a stop sign: corners cut off. */
function octagon(width: number, height: number): string {
  const c = 9;
  const [w, h] = [round(width), round(height)];
  return `M${c},0H${w - c}L${w},${c}V${h - c}L${w - c},${h}H${c}L0,${h - c}V${c}Z`;
}

function Text({ box, width, height }: { readonly box: Box; readonly width: number; readonly height: number }): VNode {
  if (box.shape === 'instance') {
    const [line] = box.lines;
    return (
      <text x={round(width / 2)} y={round(height / 2 + 4)} text-anchor="middle" font-size="11" fill={COLOURS.ink}>
        {line?.text}
      </text>
    );
  }
  const x = box.shape === 'note' ? PAD + 20 : PAD;
  let y = PAD - 1;
  return (
    <>
      {box.lines.map(({ text, font, soft }, index) => {
        y += lineHeight(font);
        return (
          <text
            key={index}
            x={x}
            y={y - 4}
            font-size={font.size}
            fill={soft ? COLOURS.soft : COLOURS.ink}
            {...(font.bold && { 'font-weight': 600 })}
            {...(font.mono && { 'font-family': MONO })}
          >
            {text}
          </text>
        );
      })}
    </>
  );
}

const SIGNS: Readonly<Record<Mark, string>> = {
  documented: 'M-3.5,0.5L-1,3L3.5,-2.5',
  broader: 'M-4,0.8C-2.5,-2.5 -1,-1.5 0,0S2.5,2.5 4,-0.8',
  'too-broad': 'M0,-3.8V0.8M0,3V3.6',
  missing: 'M-3,-3L3,3M-3,3L3,-3',
  'not-needed': 'M-3,-3L3,3M-3,3L3,-3',
  clear: 'M-3.5,0H3.5',
  unknown: 'M-2,-1.6A2,2 0 1 1 0,0.6V1.2M0,3V3.6',
};

function Sign({ mark, x }: { readonly mark: Mark; readonly x: number }): VNode {
  return (
    <g transform={`translate(${round(x)},${PAD + 7})`} stroke={MARK_COLOURS[mark]} stroke-width="1.8">
      <circle r="7" stroke-width="1.2" />
      <path d={SIGNS[mark]} stroke-linecap="round" stroke-linejoin="round" />
    </g>
  );
}

function Edge({ edge, mark }: { readonly edge: ElkExtendedEdge; readonly mark: Mark | 'plain' }): VNode {
  return (
    <>
      {edge.sections?.map((section) => (
        <Line key={section.id} section={section} mark={mark} />
      ))}
    </>
  );
}

function Line({ section, mark }: { readonly section: ElkEdgeSection; readonly mark: Mark | 'plain' }): VNode {
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  const colour = MARK_COLOURS[mark];
  const dash = DASHES[mark];
  return (
    <g class={`flow ${mark}`} stroke={colour} stroke-width="1.6">
      <path
        d={`M${points.map(({ x, y }) => `${round(x)},${round(y)}`).join('L')}`}
        {...(dash && { 'stroke-dasharray': dash })}
      />
      {mark === 'missing' || mark === 'not-needed' ? (
        <Cross points={points} />
      ) : (
        <Arrow points={points} colour={colour} />
      )}
    </g>
  );
}

/** At the end of a line, along its last stretch. */
function Arrow({ points, colour }: { readonly points: readonly ElkPoint[]; readonly colour: string }): VNode | null {
  const [from, to] = points.slice(-2);
  if (!from || !to) return null;
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return (
    <path
      d="M0,0L-8,-4V4Z"
      transform={`translate(${round(to.x)},${round(to.y)})rotate(${round(angle)})`}
      fill={colour}
      stroke="none"
    />
  );
}

/** In the middle of the last stretch of a line: here nothing passes. */
function Cross({ points }: { readonly points: readonly ElkPoint[] }): VNode | null {
  const [from, to] = points.slice(-2);
  if (!from || !to) return null;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  return <path d="M-4,-4L4,4M-4,4L4,-4" transform={`translate(${round(x)},${round(y)})`} stroke-width="2" />;
}

const round = (value: number): number => Math.round(value * 10) / 10;
