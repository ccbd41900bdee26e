/** @jsxRuntime automatic @jsxImportSource preact */
import type { TopLevelSpec } from 'vega-lite';
import { framed } from '../../documentation/site/pictures/frame.tsx';
import { config, svgOf } from '../../documentation/site/pictures/plots/vega.ts';
import { clean, cutMiddle } from '../../documentation/site/pictures/text.ts';
import { COLOURS, type Picture } from '../../documentation/site/pictures/types.ts';
import { ANSWERS, type Answer, WORST_FIRST } from '../../findings/answer.ts';
import { counted } from '../../text/words.ts';
import type { Group } from '../result.ts';

/** Beside its colour every answer has its place in the stack and its word in the legend. */
const COLOUR: Readonly<Record<Answer, string>> = {
  unencrypted: COLOURS.bad,
  blocked: COLOURS.broader,
  'not shown': COLOURS.line,
  refused: COLOURS.soft,
  'single instance': COLOURS.series1,
  encrypted: COLOURS.good,
};

export interface BarChart {
  readonly title: string;
  /** Bars lie for names, and stand for months. */
  readonly lies: boolean;
  readonly groups: readonly Group[];
}

/** Pixels: with the names beside them, bars fit a phone. */
const WIDTH = 190;
const LABEL = { size: 10 };

/** Jobs by answer, a bar for each group, in the order given. */
export async function bars({ title, lies, groups }: BarChart): Promise<Picture> {
  const labels = unique(groups.map(({ name }) => (lies ? cutMiddle(name, 130, LABEL) : clean(name))));
  const values = groups.flatMap(({ answers }, index) =>
    WORST_FIRST.flatMap((answer, rank) =>
      answers[answer] ? [{ name: labels[index], answer: ANSWERS[answer].title, rank, jobs: answers[answer] }] : [],
    ),
  );
  const shown = WORST_FIRST.filter((answer) => groups.some(({ answers }) => answers[answer]));
  const names = {
    field: 'name',
    type: 'nominal',
    sort: labels,
    title: null,
    axis: { labelLimit: 400, ...(!lies && { labelAngle: -45 }) },
  } as const;
  const jobs = {
    aggregate: 'sum',
    field: 'jobs',
    type: 'quantitative',
    title: 'Jobs',
    axis: { tickCount: 4, format: '~s' },
  } as const;
  const spec: TopLevelSpec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    padding: 2,
    width: lies ? WIDTH : { step: groups.length > 8 ? 22 : 34 },
    height: lies ? { step: 22 } : 180,
    data: { values },
    mark: { type: 'bar', stroke: 'var(--paper, #fff)', strokeWidth: 0.5 },
    encoding: {
      ...(lies ? { y: names, x: jobs } : { x: names, y: jobs }),
      order: { field: 'rank', type: 'quantitative' },
      color: {
        field: 'answer',
        type: 'nominal',
        sort: shown.map((answer) => ANSWERS[answer].title),
        scale: { domain: shown.map((answer) => ANSWERS[answer].title), range: shown.map((answer) => COLOUR[answer]) },
        legend: { orient: 'top', title: null, columns: 3, symbolType: 'square', labelFontSize: 10, offset: 4 },
      },
    },
    config,
  };
  const { svg, width, height } = await svgOf(spec);
  const top = 22;
  return framed(
    {
      kind: 'plot',
      width: Math.max(328, width),
      height: top + height + 4,
      title,
      alt: `${title}. ${groups.map(sentence).join(' ')}`,
      table: {
        caption: title,
        head: ['', 'Jobs', ...shown.map((answer) => ANSWERS[answer].title)],
        rows: groups.map(({ name, jobs: all, answers }) => [
          name,
          `${all}`,
          ...shown.map((answer) => `${answers[answer] ?? 0}`),
        ]),
      },
    },
    <>
      <text x="4" y="15" font-weight="600" fill={COLOURS.ink}>
        {title}
      </text>
      <g transform={`translate(0,${top})`} dangerouslySetInnerHTML={{ __html: svg }} />
    </>,
  );
}

const sentence = ({ name, jobs, answers }: Group): string =>
  `${name}: ${counted(jobs, 'job')}, ${Object.entries(answers)
    .map(([answer, count]) => `${count} ${answer}`)
    .join(', ')}.`;

/** Names that were cut may be alike. */
function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
