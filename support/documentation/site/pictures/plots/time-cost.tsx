import { counted } from '../../../../text/words.ts';
/** @jsxRuntime automatic @jsxImportSource preact */
import { framed } from '../frame.tsx';
import { wrap } from '../text.ts';
import { COLOURS, type Picture, type PictureTable } from '../types.ts';
import { addedName, chart, type Measure } from './chart.ts';
import { LARGEST, type Point, points, WORKLOAD } from './points.ts';

interface Plot extends Measure {
  readonly title: string;
  readonly formula: string;
  readonly says: string;
}

const TIME_FORMULA = 'time = steps × (compute + 2(n − 1)/n × model size / bandwidth × (1 + overhead))';
const { steps, computeSeconds, bandwidthGbps, encryptionOverhead } = WORKLOAD;
const ASSUMED = `Assumed: ${steps} steps, ${computeSeconds} s of computing each, ${bandwidthGbps} Gbit/s, overhead ${encryptionOverhead}.`;

const PLOTS: readonly Plot[] = [
  {
    title: 'Training time: a model, not a measurement',
    axis: 'Seconds',
    of: ({ seconds }) => seconds,
    formula: TIME_FORMULA,
    says: 'With one instance nothing is exchanged, so encryption changes nothing; with several it adds the more time the more they exchange.',
  },
  {
    title: 'Cost: a model, not a measurement',
    axis: 'Instance-seconds',
    of: ({ instanceSeconds }) => instanceSeconds,
    formula: `cost = billable seconds × instances; ${TIME_FORMULA}`,
    says: 'What takes longer is billed longer, on every instance. No prices: billable seconds of all instances together.',
  },
];

let drawn: Promise<readonly Picture[]> | undefined;

/** Plots of the model of time: modelled training time, and its cost in instance-seconds, against what is exchanged. */
export function timeCost(): Promise<readonly Picture[]> {
  drawn ??= Promise.all(PLOTS.map(draw));
  return drawn;
}

const SMALL = { size: 11 };

async function draw(plot: Plot): Promise<Picture> {
  const { svg, width: natural, height } = await chart(points, plot);
  const width = Math.max(328, natural);
  const foot = [plot.formula, ASSUMED].flatMap((text) => wrap(text, width - 8, SMALL, 4));
  const top = 22;
  return framed(
    {
      kind: 'plot',
      width,
      height: top + height + 8 + foot.length * 15,
      title: plot.title,
      alt: altOf(plot),
      table: tableOf(plot),
    },
    <>
      <text x="4" y="15" font-weight="600" fill={COLOURS.ink}>
        {plot.title}
      </text>
      <g transform={`translate(0,${top})`} dangerouslySetInnerHTML={{ __html: svg }} />
      {foot.map((line, index) => (
        <text key={line} x="4" y={top + height + 15 + index * 15} font-size="11" fill={COLOURS.soft}>
          {line}
        </text>
      ))}
    </>,
  );
}

function altOf({ title, says, formula, of }: Plot): string {
  const added = pairs()
    .filter(({ clear }) => clear.megabytes === LARGEST)
    .map(({ clear, encrypted }) => `${instancesName(clear)} ${addedName(of(encrypted), of(clear))}`);
  return `${title}. ${says} What encryption adds for a model of ${LARGEST} MB: ${added.join(', ')}. ${formula}. ${ASSUMED}`;
}

function tableOf({ title, axis, of }: Plot): PictureTable {
  return {
    caption: title,
    head: ['Instances', 'Model size, MB', `${axis} unencrypted`, `${axis} encrypted`, 'Encryption adds'],
    rows: pairs()
      .filter(({ clear }) => clear.megabytes % (LARGEST / 4) === 0)
      .map(({ clear, encrypted }) => [
        `${clear.instances}`,
        `${clear.megabytes}`,
        `${Math.round(of(clear))}`,
        `${Math.round(of(encrypted))}`,
        addedName(of(encrypted), of(clear)),
      ]),
  };
}

function pairs(): readonly { readonly clear: Point; readonly encrypted: Point }[] {
  return points
    .filter(({ encrypted }) => !encrypted)
    .flatMap((clear) => {
      const encrypted = points.find(
        (one) => one.encrypted && one.instances === clear.instances && one.megabytes === clear.megabytes,
      );
      return encrypted ? [{ clear, encrypted }] : [];
    });
}

const instancesName = ({ instances }: Point): string => counted(instances, 'instance');
