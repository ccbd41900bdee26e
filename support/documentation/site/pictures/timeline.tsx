/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { scale } from 'vega';
import { listed } from '../../../text/words.ts';
import type { EvidenceTimeline } from '../types.ts';
import { durationName } from './duration.ts';
import { framed } from './frame.tsx';
import { clean, cut, type Font, widthOf } from './text.ts';
import { COLOURS, type Picture } from './types.ts';

const WIDTH = 328;
const PAD = 4;
const SPAN = WIDTH - 2 * PAD;
/** So that the shortest status can be seen, in pixels. */
const SHORTEST = 4;
/** Statuses that are drawn; the table has them all. */
const MOST_DRAWN = 24;
const NAME: Font = { size: 12, bold: true };
const SMALL: Font = { size: 11 };

interface Stretch {
  readonly status: string;
  readonly message: string;
  readonly at: string;
  /** Seconds since the job was created. */
  readonly since: number;
  /** Seconds. `undefined`: it goes on. */
  readonly lasted: number | undefined;
}

/** Draws the life of a job by its secondary statuses, one below the other, in time from left to right. */
export function timeline(t: EvidenceTimeline): Picture {
  const stretches = stretchesOf(t);
  const shown = stretches.length > MOST_DRAWN ? [...stretches.slice(0, 16), ...stretches.slice(-7)] : stretches;
  const left = stretches.length - shown.length;
  const bars = barsOf(shown);
  const rows = shown.map((stretch, index) => ({ stretch, bar: bars[index] ?? { x: 0, width: 0 } }));
  let y = 40;
  const drawn = rows.map(({ stretch, bar }, index) => {
    const gap = left > 0 && index === 16 ? 18 : 0;
    const top = y + gap;
    y = top + (stretch.message === '' ? 36 : 50);
    return (
      <>
        {gap > 0 && <Text x={PAD} y={top - 4} text={`… ${left} more`} soft />}
        <Row stretch={stretch} bar={bar} y={top} />
      </>
    );
  });
  return framed(
    {
      kind: 'timeline',
      width: WIDTH,
      height: y + 16,
      title: `Life of ${t.name}`,
      alt: altOf(t, stretches),
      table: {
        caption: `Life of ${t.name}`,
        head: ['Secondary status', 'Began', 'After creation', 'Lasted', 'Message'],
        rows: stretches.map((one) => [
          one.status,
          one.at,
          `+${durationName(one.since)}`,
          lastedWords(one),
          one.message,
        ]),
      },
    },
    <>
      <Text x={PAD} y={15} text={cut(`${t.name}: ${t.status}`, SPAN, NAME)} bold />
      <Text x={PAD} y={30} text={cut(`created ${momentName(t.createdAt)}`, SPAN, SMALL)} soft />
      {drawn}
      <Text
        x={PAD}
        y={y + 10}
        text={stretches.length > 0 ? 'Lengths by order of magnitude, not to scale' : 'No status was seen'}
        soft
      />
    </>,
  );
}

function stretchesOf({ transitions, createdAt, endedAt }: EvidenceTimeline): readonly Stretch[] {
  return transitions.map(({ status, at, message = '' }, index) => {
    const until = transitions[index + 1]?.at ?? endedAt;
    return {
      status: clean(status),
      message: clean(message),
      at: momentName(at),
      since: between(createdAt, at),
      lasted: until === undefined ? undefined : between(at, until),
    };
  });
}

const between = (from: string, to: string): number => {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
};

interface Bar {
  readonly x: number;
  readonly width: number;
}

/** One after the other over the whole width, each as long as the logarithm of its time. */
function barsOf(stretches: readonly Stretch[]): readonly Bar[] {
  const longest = Math.max(1, ...stretches.map(({ lasted = 0 }) => lasted));
  const weight = scale('symlog')().domain([0, longest]).range([0, 1]);
  // What goes on is drawn as long as the longest that ended.
  const weights = stretches.map(({ lasted }) => (lasted === undefined ? 1 : Number(weight(lasted))));
  const total = weights.reduce((sum, one) => sum + one, 0) || 1;
  const room = Math.max(0, SPAN - SHORTEST * stretches.length);
  const length = scale('linear')().domain([0, total]).range([0, room]);
  let x = PAD;
  return weights.map((one) => {
    const bar = { x, width: SHORTEST + Number(length(one)) };
    x += bar.width;
    return bar;
  });
}

function Row({ stretch, bar, y }: { readonly stretch: Stretch; readonly bar: Bar; readonly y: number }): VNode {
  const right = stretch.lasted === 0 ? '' : lastedWords(stretch);
  const began = `+${durationName(stretch.since)}`;
  const rightWidth = widthOf(right, SMALL);
  const name = cut(stretch.status, SPAN - rightWidth - widthOf(began, SMALL) - 20, NAME);
  const colour = colourOf(stretch.status);
  const top = y + (stretch.message === '' ? 19 : 33);
  return (
    <g class="status">
      <title>
        {[stretch.status, stretch.at, lastedWords(stretch), stretch.message].filter((part) => part !== '').join(', ')}
      </title>
      <Text x={PAD} y={y + 13} text={name} bold />
      <Text x={PAD + widthOf(name, NAME) + 8} y={y + 13} text={began} soft />
      <text x={WIDTH - PAD} y={y + 13} text-anchor="end" font-size="11" fill={COLOURS.ink}>
        {right}
      </text>
      {stretch.message !== '' && <Text x={PAD} y={y + 27} text={cut(stretch.message, SPAN, SMALL)} soft />}
      <path d={`M${PAD},${top + 4}H${WIDTH - PAD}`} stroke={COLOURS.line} stroke-opacity="0.35" />
      <Mark stretch={stretch} bar={bar} y={top} colour={colour} />
    </g>
  );
}

function Mark({
  stretch: { lasted },
  bar,
  y,
  colour,
}: {
  readonly stretch: Stretch;
  readonly bar: Bar;
  readonly y: number;
  readonly colour: string;
}): VNode {
  const [x, width] = [round(bar.x), round(bar.width)];
  if (lasted === 0) return <path d={`M${x + 2},${y - 1}l5,5l-5,5l-5,-5Z`} fill={colour} />;
  if (lasted !== undefined) return <rect x={x} y={y} width={width} height="8" rx="1.5" fill={colour} />;
  return <rect x={x} y={y + 0.5} width={width} height="7" stroke={colour} stroke-dasharray="5 3" />;
}

function Text({
  x,
  y,
  text,
  bold = false,
  soft = false,
}: {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly bold?: boolean;
  readonly soft?: boolean;
}): VNode {
  return (
    <text
      x={round(x)}
      y={y}
      font-size={bold ? 12 : 11}
      fill={soft ? COLOURS.soft : COLOURS.ink}
      {...(bold && { 'font-weight': 600 })}
    >
      {text}
    </text>
  );
}

function colourOf(status: string): string {
  if (status === 'Completed') return COLOURS.good;
  if (/Failed|MaxRuntimeExceeded|MaxWaitTimeExceeded/.test(status)) return COLOURS.bad;
  return /Stop|Interrupted/.test(status) ? COLOURS.broader : COLOURS.series1;
}

function lastedWords({ lasted }: Stretch): string {
  if (lasted === undefined) return 'goes on';
  return lasted === 0 ? 'at once' : durationName(lasted);
}

const momentName = (iso: string): string =>
  clean(iso)
    .replace('T', ' ')
    .replace(/(\.\d+)?Z$/, ' UTC');

function altOf(t: EvidenceTimeline, stretches: readonly Stretch[]): string {
  const told = stretches.map((one) => `${one.status} (+${durationName(one.since)}, ${lastedWords(one)})`);
  const life =
    told.length > 0 ? `Its secondary statuses: ${listed(told, MOST_DRAWN)}.` : 'No secondary status was seen.';
  return `${t.name}, ${t.operation}, created ${momentName(t.createdAt)}, is ${t.status}. ${life}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
