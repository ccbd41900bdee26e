import { mapTexts } from './map-texts.ts';

/**
 * Characters that a reader does not see but a terminal, a CI service or a line of text acts on: controls (C0, C1, line and
 * paragraph separators), marks that change the direction or hide text, halves of characters. Joiners stay: scripts and
 * emoji need them.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]|(?![\u00ad\u200c\u200d])\p{Cf}/gu;

const UNSEEN_IN_LINES = new RegExp(`(?![\\n\\t])(?:${UNSEEN.source})`, 'gu');

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escapedOne = (one: string): string =>
  SHORT[one] ?? `\\u${(one.codePointAt(0) ?? 0) > 0xffff ? `{${hex(one)}}` : hex(one).padStart(4, '0')}`;

const hex = (one: string): string => (one.codePointAt(0) ?? 0).toString(16);

/**
 * Lines that CI services take for commands: `::name …::` of GitHub at the start of a line, `##[…]`, `##vso[…]` and
 * `##teamcity[…]` anywhere.
 */
const inert = (text: string): string => text.replace(COMMAND, '$1\\::').replace(/(##\w*)\[/g, '$1\\[');

/** A colour of a terminal, as programs print it. */
const COLOUR = '\\u001b\\[[\\d;]{0,30}m';
const COMMAND = new RegExp(`^((?:[^\\S\\n]|${COLOUR})*)::(?=[^:\\n][^\\n]*::)`, 'gm');
const COLOURS = new RegExp(`(${COLOUR})`);

/** Printable ASCII and a few other characters, of which no CI service takes anything for a command. */
const isPlain = (text: string): boolean => PLAIN.test(text) && !text.includes('::') && !text.includes('##');
const PLAIN = /^[ -~×…–‘-”✓✗]*$/;

/** Text of somebody else's for one line of a terminal, a log or a report: what cannot be seen is written as an escape. */
export function shown(text: string): string {
  if (isPlain(text)) return text;
  return inert(text.replace(UNSEEN, escapedOne));
}

/** The same for text of several lines: line ends and tabs stay. */
export function shownLines(text: string): string {
  return inert(
    text.replace(/\r\n/g, '\n').replace(UNSEEN, (one) => (one === '\n' || one === '\t' ? one : escapedOne(one))),
  );
}

/** A line that a command prints, with its end: colours stay, and going back to the start of the line. */
export function shownColoured(line: string): string {
  const [, text = '', end = ''] = /^([\s\S]*?)(\r?\n|\r)?$/.exec(line) ?? [];
  const escaped = text
    .split(COLOURS)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(UNSEEN, (one) => (one === '\t' ? one : escapedOne(one))),
    )
    .join('');
  return `${inert(escaped)}${end}`;
}

/** Members that hold several lines. */
const LINES: ReadonlySet<string> = new Set(['output', 'diff']);

/** A value with every text in it shown, at any depth; what is not plain data is left as it is. */
export const displayed = <T>(value: T, lines: ReadonlySet<string> = LINES): T =>
  mapTexts(value, (text, member) => (lines.has(member) ? shownLines(text) : shown(text)));

/**
 * The same for what JSON can write without loss. Where nothing in it has to be written otherwise, as mostly, it is the
 * value itself that is given back.
 */
export function displayedData<T>(value: T): T {
  const text = JSON.stringify(value);
  return isPlain(text) && !text.includes('\\') ? value : displayed(value);
}

type Replacer = (this: Readonly<Record<string, unknown>>, key: string, value: unknown) => unknown;

/** Indented JSON in which nothing is unseen and no CI service finds a command: the same value when it is read. */
export function jsonText(value: unknown, replacer?: Replacer): string {
  const text = JSON.stringify(value, replacer, 2);
  return text
    .replace(/(##\w*)\[/g, '$1\\u005b')
    .replace(UNSEEN, (one) =>
      one === '\n' ? one : [...Array(one.length).keys()].map((at) => unit(one.charCodeAt(at))).join(''),
    );
}

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** Whether there is something in a text that nobody sees, line ends and tabs aside. */
export const hasUnseen = (text: string): boolean => text.search(UNSEEN_IN_LINES) >= 0;

/** The same for YAML in which texts with something unseen stand in double quotes. */
export const escapedForYaml = (yaml: string): string =>
  yaml.replace(UNSEEN_IN_LINES, (one) => {
    const code = hex(one);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
