import type { TopLevelSpec } from 'vega-lite';
import { COLOURS } from '../types.ts';
import { LARGEST, type Point } from './points.ts';
import { type Chart, config, svgOf } from './vega.ts';

const PANEL = { width: 112, height: 92 };
const CLEAR = 'unencrypted';
const ENCRYPTED = 'encrypted';

export interface Measure {
  readonly axis: string;
  readonly of: (point: Point) => number;
}

/** A panel for each number of instances, with a line unencrypted and one encrypted. An `<svg>`, and its size in pixels. */
export async function chart(points: readonly Point[], { axis, of }: Measure): Promise<Chart> {
  return svgOf(specOf(points, axis, of));
}

function specOf(points: readonly Point[], axis: string, of: Measure['of']): TopLevelSpec {
  const values = points.map((point) => ({
    panel: point.instances,
    traffic: point.encrypted ? ENCRYPTED : CLEAR,
    megabytes: point.megabytes,
    value: of(point),
    words: point.encrypted && point.megabytes === LARGEST ? differenceWords(points, point, of) : null,
  }));
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    padding: 2,
    data: { values },
    facet: {
      field: 'panel',
      type: 'ordinal',
      header: { title: null, labelExpr: "datum.value === 1 ? '1 instance' : datum.value + ' instances'" },
    },
    columns: 2,
    spacing: { row: 12, column: 14 },
    spec: {
      ...PANEL,
      layer: [
        {
          mark: { type: 'line', strokeWidth: 2 },
          encoding: {
            x: {
              field: 'megabytes',
              type: 'quantitative',
              title: 'Model size, MB',
              scale: { domain: [0, LARGEST], nice: false },
              axis: { values: [0, LARGEST / 2, LARGEST] },
            },
            y: {
              field: 'value',
              type: 'quantitative',
              title: axis,
              // Room for the words above the lines.
              scale: { domainMax: 1.2 * Math.max(...values.map(({ value }) => value)), nice: false, zero: true },
              axis: { tickCount: 4, format: ',d' },
            },
            color: {
              field: 'traffic',
              type: 'nominal',
              sort: [CLEAR, ENCRYPTED],
              scale: { domain: [CLEAR, ENCRYPTED], range: [COLOURS.series1, COLOURS.series2] },
              legend: { orient: 'top', title: null, symbolType: 'stroke', symbolSize: 500, symbolStrokeWidth: 2 },
            },
            strokeDash: {
              field: 'traffic',
              type: 'nominal',
              sort: [CLEAR, ENCRYPTED],
              scale: {
                domain: [CLEAR, ENCRYPTED],
                range: [
                  [1, 0],
                  [5, 3],
                ],
              },
            },
          },
        },
        {
          transform: [{ filter: 'datum.words !== null' }],
          mark: { type: 'text', align: 'left', baseline: 'top', fontSize: 10 },
          encoding: { x: { value: 5 }, y: { value: 4 }, text: { field: 'words' } },
        },
      ],
    },
    config,
  };
}

/** What encryption adds for the largest model. */
function differenceWords(points: readonly Point[], point: Point, of: Measure['of']): string {
  const clear = points.find(
    (one) => !one.encrypted && one.instances === point.instances && one.megabytes === point.megabytes,
  );
  return clear ? `${addedName(of(point), of(clear))} at ${point.megabytes} MB` : '';
}

/** `+45 %`. */
export function addedName(encrypted: number, clear: number): string {
  return encrypted === clear ? '+0 %' : `+${Math.round((encrypted / clear - 1) * 100)} %`;
}
