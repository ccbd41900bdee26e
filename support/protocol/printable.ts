import { clip } from '../text/clip.ts';
/** All that XML 1.0 allows is what is not matched: no control characters but tab and line ends, no lone surrogates. */
export const ILLEGAL_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const EVERYWHERE = new RegExp(ILLEGAL_IN_XML, 'gu');

/** A document with every character replaced that XML cannot hold. */
export const legalXml = (xml: string) => xml.replace(EVERYWHERE, '\u{FFFD}');

/** Text of a client's, fit to be quoted back. */
export function printable(text: string): string {
  return clip(text.replace(/\p{C}/gu, '\u{FFFD}'), 100);
}
