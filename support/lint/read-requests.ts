import { Failure } from '../failure.ts';
import { listed } from '../text/words.ts';
import { conform } from './conform.ts';
import type { DocumentPart, FoundRequest, Skip } from './documents/document.ts';
import { DOCUMENTS } from './documents/index.ts';
import { type ParsedDocument, type Path, parseDocuments } from './text.ts';
import type { ReadRequest, SkippedPart } from './types.ts';

/** What a text holds. */
export interface ReadDocuments {
  readonly requests: readonly ReadRequest[];
  /** What cannot be judged: texts that cannot be read, and parts that are nothing that lint knows. */
  readonly skipped: readonly SkippedPart[];
}

/**
 * Every request for jobs that can have the flag, in the order of the text: a request itself, or those in an event or a
 * definition. What the text is is seen from its content. None for a definition that asks for no such job. What is
 * none of these is named beside them.
 * @param file what to call the text in places and errors
 */
export function readDocuments(text: string, file: string): ReadDocuments {
  const read = parseDocuments(text, file).map((document): ReadDocuments => {
    if (!('unread' in document)) return ofDocument(document, file);
    const { unread, line } = document;
    const place = { file, path: '', ...(line !== undefined && { line }) };
    return { requests: [], skipped: [{ kind: 'unreadable', place, text: unread }] };
  });
  return {
    requests: read.flatMap(({ requests }) => requests),
    skipped: read.flatMap(({ skipped }) => skipped),
  };
}

/**
 * As `readDocuments`, of a text that must hold nothing else.
 * @throws Failure (exit code 2) that names file and line of the first part that cannot be judged
 */
export function readRequests(text: string, file: string): readonly ReadRequest[] {
  const { requests, skipped } = readDocuments(text, file);
  const [first] = skipped;
  if (first) throw new Failure(first.text, { exitCode: 2 });
  return requests;
}

function ofDocument({ value, lineOf }: ParsedDocument, file: string): ReadDocuments {
  const skipped: SkippedPart[] = [];
  const placeOf = (path: Path) => {
    const line = lineOf(path);
    return { file, path: pathText(path), ...(line !== undefined && { line }) };
  };
  const skip: Skip = (path, why) => {
    const place = placeOf(path);
    const name = [place.line === undefined ? file : `${file}:${place.line}`, place.path].filter(Boolean).join(' ');
    skipped.push({ kind: 'foreign', place, text: `${name} ${why}.` });
  };
  const found = readPart({ value, path: [] }, skip);
  if (!found) skipped.push({ kind: 'foreign', place: placeOf([]), text: `${file} ${UNKNOWN}` });
  const requests = (found ?? []).map((one): ReadRequest => {
    const { kind, operation, by, path, unseen, refusedWith } = one;
    return {
      kind,
      operation,
      by,
      place: placeOf(path),
      lineOf: (member: string) => lineOf([...path, ...stepsOf(member)]),
      ...(unseen === undefined ? conform(operation, one.value) : NOTHING),
      ...(unseen !== undefined && { unseen }),
      ...(refusedWith !== undefined && { refusedWith }),
    };
  });
  return { requests, skipped };
}

const UNKNOWN = `is nothing that lint knows. It reads ${listed(
  DOCUMENTS.map(({ title }) => title),
  10,
)}.`;

const NOTHING = { request: {}, undecided: [], misfits: [], unknown: [] };

/** A list may hold documents of any kind. */
function readPart({ value, path }: DocumentPart, skip: Skip): readonly FoundRequest[] | undefined {
  if (Array.isArray(value)) {
    const parts = value.map((item: unknown, index) => ({ at: [...path, index], value: item }));
    const read = parts.map(({ at, value: item }) => ({ at, found: readPart({ value: item, path: at }, skip) }));
    if (!read.some(({ found }) => found)) return undefined;
    for (const { at, found } of read) if (!found) skip(at, 'is nothing that lint knows');
    return read.flatMap(({ found }) => found ?? []);
  }
  for (const { read } of DOCUMENTS) {
    const found = read({ value, path }, (part) => readPart(part, skip), skip);
    if (found) return found;
  }
  return undefined;
}

/** `TrainingJobDefinitions.2` → `TrainingJobDefinitions`, 1 */
const stepsOf = (member: string): Path =>
  member === '' ? [] : member.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) - 1 : step));

/** `Records[0].requestParameters` */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : /^[\w:-]+$/.test(step) ? `.${step}` : `["${step}"]`))
    .join('')
    .replace(/^\./, '');
}
