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
  visit,
  YAMLMap,
} from 'yaml';
import { Failure } from '../failure.ts';

/** Steps from the top of a document: keys, and places in lists counted from zero. */
export type Path = readonly (string | number)[];

/** One document of a file. */
export interface ParsedDocument {
  readonly value: unknown;
  /** The line that the value at this path begins on, from 1; where that is not known, the line of what it stands in. */
  readonly lineOf: (path: Path) => number | undefined;
}

/** Of longer texts no lines are told: finding them takes the slower parser. Characters. */
const MOST_FOR_LINES = 2_000_000;

/**
 * The documents of a JSON or YAML file. CloudFormation's short tags (`!Ref x`) become what they are short for.
 * @throws Failure (exit code 2) that names file and line
 */
export function parseText(text: string, file: string): readonly ParsedDocument[] {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') throw bad(`${file} is empty. Give a request, an event or a definition, in JSON or YAML.`);
  if (!/^\s*[[{"]/.test(plain)) return parseYaml(plain, file);
  try {
    return [{ value: JSON.parse(plain), lineOf: jsonLines(plain) }];
  } catch (error) {
    return jsonByLine(plain) ?? parseYaml(plain, file, error as Error);
  }
}

/** One JSON document on each line, as logs have them. */
function jsonByLine(text: string): readonly ParsedDocument[] | undefined {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  if (lines.length < 2) return undefined;
  try {
    return lines.map(({ line, number }) => ({ value: JSON.parse(line) as unknown, lineOf: () => number }));
  } catch {
    return undefined;
  }
}

/** JSON is YAML, whose parser knows where things stand. */
function jsonLines(text: string): ParsedDocument['lineOf'] {
  let lines: ParsedDocument['lineOf'] | undefined;
  return (path) => {
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
function parseYaml(text: string, file: string, inJson?: Error): readonly ParsedDocument[] {
  const lineCounter = new LineCounter();
  const documents = [...parseAllDocuments(text, { lineCounter, logLevel: 'silent' })];
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error) {
    const { line } = lineCounter.linePos(error.pos[0]);
    const [kind, said] = inJson ? ['not JSON', inJson.message] : ['neither JSON nor YAML', error.message];
    throw bad(`${file}:${line} is ${kind}: ${firstLine(said)}`, error);
  }
  return documents
    .filter(({ contents }) => contents !== null)
    .map((document) => ({ value: plainValue(document, file), lineOf: linesOf(document, lineCounter) }));
}

function plainValue(document: Document, file: string): unknown {
  try {
    return withoutTags(document).toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw bad(`${file} is YAML that cannot be read: ${firstLine((error as Error).message)}`, error);
  }
}

/** `!GetAtt a.b` → `{ 'Fn::GetAtt': 'a.b' }`, as CloudFormation itself reads it. */
function withoutTags(document: Document): Document {
  const copy = document.clone();
  visit(copy, {
    Node(_, node) {
      const { tag } = node as { tag?: string };
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
        const pair = pairOf(node, String(step));
        at = startOf(pair?.key) ?? at;
        node = pair?.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        at = startOf(node) ?? at;
      } else break;
    }
    return at === undefined ? undefined : lineCounter.linePos(at).line;
  };
}

/** The exact name, before one of another case, or of a value that comes from elsewhere (`Subnets.$`). */
function pairOf({ items }: YAMLMap, name: string): Pair | undefined {
  const named = (fits: (key: string) => boolean) => items.find(({ key }) => isScalar(key) && fits(String(key.value)));
  const plain = (key: string) => key.replace(/\.\$$/, '').toLowerCase();
  return named((key) => key === name) ?? named((key) => plain(key) === name.toLowerCase());
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

const firstLine = (text: string): string => text.split('\n', 1)[0]?.replace(/:$/, '') ?? '';

function bad(text: string, cause?: unknown): Failure {
  return new Failure(text, { exitCode: 2, cause });
}
