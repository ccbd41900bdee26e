import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  visit,
  YAMLMap,
} from 'yaml';
import { Failure } from '../failure.ts';
import { Undecided } from './undecided.ts';

/** Steps from the top of a document: keys, and places in lists counted from zero. */
export type Path = readonly (string | number)[];

/** One document of a file. */
export interface ParsedDocument {
  readonly value: unknown;
  /** The line that the value at this path begins on, from 1; where that is not known, the line of what it stands in. */
  readonly lineOf: (path: Path) => number | undefined;
}

/** A document of a file that cannot be read. */
export interface UnreadDocument {
  /** What is wrong with it, with file and line. */
  readonly unread: string;
  readonly line?: number;
}

/** Of longer texts no lines are known: finding them takes the slower parser. Characters. */
const MOST_FOR_LINES = 2_000_000;

/** Levels of lists and objects in one another. No request, event or template comes near. */
export const MOST_LEVELS = 200;

/**
 * The documents of a JSON or YAML file. CloudFormation's short tags (`!Ref x`) become what they are short for.
 * @throws Failure (exit code 2) that names file and line of the first document that cannot be read
 */
export function parseText(text: string, file: string): readonly ParsedDocument[] {
  return parseDocuments(text, file).map((document) => {
    if ('unread' in document) throw bad(document.unread);
    return document;
  });
}

/** As `parseText`, with what cannot be read beside what can. */
export function parseDocuments(text: string, file: string): readonly (ParsedDocument | UnreadDocument)[] {
  const plain = text.replace(/^\uFEFF/, '');
  if (isHcl(plain, file))
    return [
      {
        unread: `${file} is Terraform's HCL, which only Terraform evaluates. Give lint a plan: terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json`,
      },
    ];
  if (plain.trim() === '')
    return [{ unread: `${file} is empty. Give a request, an event or a definition, in JSON or YAML.` }];
  if (!/^\s*[[{"]/.test(plain)) return parseYaml(plain, file);
  try {
    const value: unknown = JSON.parse(plain);
    return isTooDeep(value) ? [tooDeep(file)] : [{ value, lineOf: jsonLines(plain) }];
  } catch (error) {
    if (error instanceof RangeError) return [tooDeep(file)];
    return jsonByLine(plain, file) ?? jsonInTurn(plain) ?? parseYaml(plain, file, error as Error);
  }
}

/** A value of JSON text; `undefined` for what is no JSON, or too deep to be a definition. */
export function parseQuoted(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

const tooDeep = (file: string, line?: number): UnreadDocument => ({
  unread: `${line === undefined ? file : `${file}:${line}`} has more than ${MOST_LEVELS} levels of lists and objects in one another, which no request has.`,
  ...(line !== undefined && { line }),
});

/** Walks level by level: a recursive walk would need as many frames as there are levels. */
function isTooDeep(value: unknown): boolean {
  let level: readonly object[] = isContainer(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= MOST_LEVELS) return true;
    level = level.flatMap((one) => Object.values(one).filter(isContainer));
  }
  return false;
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** One JSON document on each line, as logs have them: where the first line is one, all are. */
function jsonByLine(text: string, file: string): readonly (ParsedDocument | UnreadDocument)[] | undefined {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  const read = lines.map(({ line, number }): ParsedDocument | UnreadDocument => {
    try {
      const value: unknown = JSON.parse(line);
      return isTooDeep(value) ? tooDeep(file, number) : { value, lineOf: () => number };
    } catch (error) {
      return { unread: `${file}:${number} is not JSON: ${firstLine((error as Error).message)}`, line: number };
    }
  });
  const [first] = read;
  // Documents of YAML can be JSON too.
  if (lines.some(({ line }) => line.startsWith('---'))) return undefined;
  return read.length >= 2 && first && 'value' in first && isContainer(first.value) ? read : undefined;
}

const isHcl = (text: string, file: string): boolean =>
  /\.tf$/.test(file) ||
  /^\s*(#[^\n]*\n\s*)*(terraform|locals|(provider|variable|output|module)\s+"[\w-]+"|(resource|data)\s+"\w+"\s+"[\w-]+")\s*\{/.test(
    text,
  );

/** JSON documents one after another, as several calls of the AWS CLI print them into one file. */
function jsonInTurn(text: string): readonly ParsedDocument[] | undefined {
  const found: ParsedDocument[] = [];
  const space = /\s*/y;
  let [at, before] = [0, 0];
  while (at < text.length) {
    space.lastIndex = at;
    const gap = space.exec(text)?.[0] ?? '';
    before += linesIn(gap);
    const start = at + gap.length;
    if (start >= text.length) break;
    at = endOfValue(text, start);
    const part = text.slice(start, at);
    const value = parseQuoted(part);
    if (!isContainer(value)) return undefined;
    const [above, lines] = [before, jsonLines(part)];
    found.push({ value, lineOf: (path) => (lines(path) ?? 1) + above });
    before += linesIn(part);
  }
  return found.length >= 2 ? found : undefined;
}

const linesIn = (text: string): number => text.split('\n').length - 1;

/** Where the object or list that begins at `start` ends. */
function endOfValue(text: string, start: number): number {
  let [depth, quoted] = [0, false];
  for (let at = start; at < text.length; at++) {
    const one = text[at];
    if (quoted) {
      if (one === '\\') at++;
      else if (one === '"') quoted = false;
    } else if (one === '"') quoted = true;
    else if (one === '{' || one === '[') depth++;
    else if (one === '}' || one === ']') {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** JSON is YAML, whose parser knows where things stand. */
function jsonLines(text: string): ParsedDocument['lineOf'] {
  let lines: ParsedDocument['lineOf'] | undefined;
  return (path) => {
    // Where the whole begins is known without the slower parser.
    if (path.length === 0) return text.slice(0, text.search(/\S/)).split('\n').length;
    if (!lines) {
      const lineCounter = new LineCounter();
      const parsed =
        text.length > MOST_FOR_LINES
          ? []
          : [...parseAllDocuments(text, { lineCounter, uniqueKeys: false, logLevel: 'silent' })];
      const [document] = parsed;
      lines = document && document.errors.length === 0 ? linesOf(document, lineCounter) : () => undefined;
    }
    return lines(path);
  };
}

/** @param inJson what JSON's own parser said, of a text that looks like JSON */
function parseYaml(text: string, file: string, inJson?: Error): readonly (ParsedDocument | UnreadDocument)[] {
  const lineCounter = new LineCounter();
  try {
    const documents = [...parseAllDocuments(text, { lineCounter, merge: true, logLevel: 'silent' })];
    return documents
      .filter(({ contents, errors }) => contents !== null || errors.length > 0)
      .map((document) => ofDocument(document, lineCounter, file, inJson));
  } catch (error) {
    if (error instanceof RangeError) return [tooDeep(file)];
    throw error;
  }
}

function ofDocument(
  document: Document,
  lineCounter: LineCounter,
  file: string,
  inJson: Error | undefined,
): ParsedDocument | UnreadDocument {
  const [error] = document.errors;
  if (error) {
    const { line } = lineCounter.linePos(error.pos[0]);
    const [kind, why] = inJson ? ['not JSON', inJson.message] : ['neither JSON nor YAML', error.message];
    return { unread: `${file}:${line} is ${kind}: ${firstLine(why)}`, line };
  }
  const lineOf = linesOf(document, lineCounter);
  const line = lineOf([]);
  try {
    const value: unknown = withoutTags(document).toJS({ maxAliasCount: 100 });
    return isTooDeep(value) ? tooDeep(file, line) : { value, lineOf };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(file, line);
    return {
      unread: `${file} is YAML that cannot be read: ${firstLine((error as Error).message)}`,
      ...(line !== undefined && { line }),
    };
  }
}

/** What YAML 1.1 takes for true and false, and YAML 1.2 for text. */
const OLD_BOOLEAN = /^(?:(yes|on)|no|off)$/i;

/**
 * `!GetAtt a.b` → `{ 'Fn::GetAtt': 'a.b' }`, and `yes` → true, as CloudFormation itself reads them. Which YAML reads
 * another document nobody knows, so there `yes` is undecided.
 */
function withoutTags(document: Document): Document {
  const copy = document.clone();
  const isTemplate = isMap(copy.contents) && copy.contents.has('Resources');
  visit(copy, {
    Node(key, node) {
      const { tag } = node as { tag?: string };
      const [text, yes] =
        (key !== 'key' && isScalar(node) && node.type === 'PLAIN' && OLD_BOOLEAN.exec(String(node.value))) || [];
      if (text !== undefined && tag === undefined) {
        (node as Scalar).value = isTemplate
          ? yes !== undefined
          : new Undecided(`is ${text}, which is ${yes !== undefined} in YAML 1.1 and text in YAML 1.2`);
        return undefined;
      }
      if (tag === undefined || !/^![A-Z]\w*$/.test(tag)) return undefined;
      delete (node as { tag?: string }).tag;
      const name = tag.slice(1);
      const long = new YAMLMap(copy.schema);
      long.set(name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`, node);
      return long;
    },
  });
  return copy;
}

function linesOf(document: Document, lineCounter: LineCounter): ParsedDocument['lineOf'] {
  return (path) => {
    let node: unknown = document.contents;
    let at = startOf(node);
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = pairOf(node, String(step), document);
        at = startOf(pair?.key) ?? at;
        node = pair?.value;
      } else if (isSeq(node)) {
        // Terraform has lists of one where the API has the thing itself.
        const item = typeof step === 'number' ? node.items[step] : node.items.length === 1 ? node.items[0] : undefined;
        if (typeof step !== 'number' && isMap(item)) {
          const pair = pairOf(item, step, document);
          at = startOf(pair?.key) ?? at;
          node = pair?.value;
          continue;
        }
        node = item;
        at = startOf(node) ?? at;
      } else break;
    }
    return at === undefined ? undefined : lineCounter.linePos(at).line;
  };
}

/**
 * The exact name, before one of another case, or of a value that comes from elsewhere (`Subnets.$`). Of a name given
 * twice the last counts, as in JSON. A name that is not there may have been merged in (`<<: *base`).
 */
function pairOf(map: YAMLMap, name: string, document: Document): Pair | undefined {
  const named = (fits: (key: string) => boolean) =>
    map.items.findLast(({ key }) => isScalar(key) && fits(String(key.value)));
  const plain = (key: string) => key.replace(/\.\$$/, '').replaceAll('_', '').toLowerCase();
  const own = named((key) => key === name) ?? named((key) => plain(key) === plain(name));
  if (own) return own;
  const merged = named((key) => key === '<<' || key === 'Symbol(<<)')?.value;
  for (const one of isSeq(merged) ? merged.items : [merged]) {
    const from = isAlias(one) ? one.resolve(document) : one;
    const pair = isMap(from) ? pairOf(from, name, document) : undefined;
    if (pair) return pair;
  }
  return undefined;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

const firstLine = (text: string): string => text.split('\n', 1)[0]?.replace(/:$/, '') ?? '';

function bad(text: string, cause?: unknown): Failure {
  return new Failure(text, { exitCode: 2, cause });
}
