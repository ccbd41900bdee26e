// How much room text takes is estimated: nothing here has a browser. The estimates are those of wide fonts, so that text
// is cut rather than runs out of its box.

export const SANS = 'system-ui, sans-serif';
export const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';

export interface Font {
  /** Pixels. */
  readonly size: number;
  readonly mono?: boolean;
  readonly bold?: boolean;
}

const NARROW = /^[ijlftrI.,:;'|!()[\]\- ]$/;
const WIDE = /^[mwMW@%&…—]$/;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Text as XML may hold it and one line may show it: control characters, halves of characters and what turns the
 * direction of writing are replaced, piles of combining marks are lowered to two.
 */
export function clean(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\u{FFFD}')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u{FFFE}\u{FFFF}\u{202A}-\u{202E}\u{2066}-\u{2069}]/gu, '\u{FFFD}')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1');
}

/** Pixels that a text takes at most. */
export function widthOf(text: string, { size, mono = false, bold = false }: Font): number {
  const ems = graphemes(text).map((grapheme) => widthOfGrapheme(grapheme, mono));
  return ems.reduce((sum, em) => sum + em, 0) * size * (bold ? 1.08 : 1);
}

function widthOfGrapheme(grapheme: string, mono: boolean): number {
  const code = grapheme.codePointAt(0) ?? 0;
  if (code > 0x2e7f || grapheme.length > 2) return 1.4;
  if (code > 0x24f && !(code >= 0x2010 && code <= 0x2027)) return 1.1;
  if (mono) return 0.61;
  if (NARROW.test(grapheme)) return 0.42;
  if (WIDE.test(grapheme)) return 1;
  return grapheme === grapheme.toLowerCase() ? 0.63 : 0.75;
}

/** A text that takes no more than so many pixels; what is left out is an ellipsis, at its end. */
export function cut(text: string, width: number, font: Font): string {
  return fit(clean(text), width, font, (all, keep) => `${all.slice(0, keep).join('').trimEnd()}…`);
}

/** The same for ids, whose end tells them apart as much as their beginning. */
export function cutMiddle(text: string, width: number, font: Font): string {
  return fit(clean(text), width, font, (all, keep) => {
    const head = Math.ceil(keep / 2);
    return `${all.slice(0, head).join('')}…${keep > head ? all.slice(head - keep).join('') : ''}`;
  });
}

type Shorten = (graphemes: readonly string[], keep: number) => string;

function fit(text: string, width: number, font: Font, shorten: Shorten): string {
  // No picture is a thousand characters wide; a text of megabytes need not be taken apart to see that.
  const all = graphemes(text.length > 4000 ? clean(`${text.slice(0, 2000)}${text.slice(-2000)}`) : text);
  if (all.length <= width && widthOf(text.slice(0, 4000), font) <= width) return text;
  let keep = Math.min(all.length, Math.ceil(width));
  while (keep > 0 && widthOf(shorten(all, keep), font) > width) keep -= 1;
  return shorten(all, keep);
}

/** A text in lines of no more than so many pixels; the last is cut when there is more. */
export function wrap(text: string, width: number, font: Font, most: number): readonly string[] {
  const lines: string[] = [];
  const words = clean(text).trim().split(' ');
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer.slice(0, 400), font) <= width) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) {
      return [...lines, cut([line, ...words.slice(index)].join(' ').trim(), width, font)];
    }
    if (line !== '') lines.push(line);
    line = cut(word, width, font);
    if (lines.length === most - 1 && index < words.length - 1) {
      return [...lines, cut(words.slice(index).join(' '), width, font)];
    }
  }
  return line === '' ? lines : [...lines, line];
}

function graphemes(text: string): readonly string[] {
  // Of printable ASCII each character is one, and the segmenter is slow.
  if (/^[ -~]*$/.test(text)) return [...text];
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}
