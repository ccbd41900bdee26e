import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { SANS } from '../text.ts';
import { COLOURS } from '../types.ts';

/** An `<svg>`, and its size in pixels. */
export interface Chart {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Draws a plot, without a browser. */
export async function svgOf(spec: TopLevelSpec): Promise<Chart> {
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
    // The picture is one image with a description: its parts have no roles of their own, whatever Vega gives them.
    const svg = (await view.toSVG()).replace(/ (?:role|aria-roledescription)="[\w -]*"/g, '');
    const [, width = 0, height = 0] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)?.map(Number) ?? [];
    return { svg, width, height };
  } finally {
    view.finalize();
  }
}

/** How all plots look. */
export const config: NonNullable<TopLevelSpec['config']> = {
  aria: false,
  font: SANS,
  background: 'transparent',
  text: { color: COLOURS.ink },
  axis: {
    labelColor: COLOURS.ink,
    titleColor: COLOURS.ink,
    titleFontWeight: 'normal',
    titleFontSize: 11,
    labelFontSize: 10,
    domainColor: COLOURS.line,
    tickColor: COLOURS.line,
    gridColor: COLOURS.line,
    gridOpacity: 0.25,
  },
  header: { labelColor: COLOURS.ink, labelFontSize: 11, labelFontWeight: 'bold', labelPadding: 4 },
  legend: { labelColor: COLOURS.ink, labelFontSize: 11, symbolStrokeColor: COLOURS.ink, offset: 6 },
  view: { stroke: COLOURS.line, strokeOpacity: 0.5 },
};
