/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { clean, SANS } from './text.ts';
import type { Picture, PictureTable } from './types.ts';

export interface Frame {
  readonly kind: 'network' | 'plot' | 'timeline';
  /** Pixels, at the natural size of text. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly alt: string;
  readonly table?: PictureTable;
}

/** Puts drawn shapes into a frame that says what they are. */
export function framed({ kind, width, height, title, alt, table }: Frame, children: ComponentChildren): Picture {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const [name, told] = [clean(title), clean(alt)];
  const svg = renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class={`picture picture-${kind}`}
      role="img"
      aria-label={name}
      viewBox={`0 0 ${w} ${h}`}
      width={w}
      height={h}
      font-family={SANS}
      font-size="12"
      fill="none"
    >
      <title>{name}</title>
      <desc>{told}</desc>
      {children}
    </svg>,
  );
  // Text may hold the end of a CDATA section in HTML, but not in XML.
  return { svg: svg.replaceAll(']]>', ']]&gt;'), alt: told, ...(table && { table: cleaned(table) }) };
}

const cleaned = ({ caption, head, rows }: PictureTable): PictureTable => ({
  caption: clean(caption),
  head,
  rows: rows.map((row) => row.map(clean)),
});
