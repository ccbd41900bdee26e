import { Failure } from '../failure.ts';
import { conform } from './conform.ts';
import type { DocumentPart, Found, FoundRequest, Neighbour, Reading, Skip } from './documents/document.ts';
import { DOCUMENTS } from './documents/index.ts';
import { mergedBooks, type NetworkBook } from './network/book.ts';
import { pathText } from './path-text.ts';
import { refusalOf } from './refusals.ts';
import { commentsIn, keysIn, type Suppression } from './suppressions.ts';
import { type ParsedDocument, type Path, parseDocuments } from './text.ts';
import type { ReadRequest, SkippedPart } from './types.ts';

/** What a text holds. */
export interface ReadDocuments {
  readonly requests: readonly ReadRequest[];
  /** What cannot be judged: texts that cannot be read, and parts that are nothing that lint knows. */
  readonly skipped: readonly SkippedPart[];
  /** Whether there is a log in it, which need not hold a launch. */
  readonly hasLog: boolean;
  /** Findings that somebody answers for, by comments and keys in the text. */
  readonly suppressions: readonly Suppression[];
  /** What the text says of networks. */
  readonly networks: readonly NetworkBook[];
}

/** Reads a file beside the text, by its path from there; `undefined` where there is none. */
export type ReadNeighbour = (path: string) => { readonly file: string; readonly text: string } | undefined;

/**
 * Every request for jobs that can have the flag, in the order of the text: a request itself, or those in an event or a
 * definition. What the text is is seen from its content. None for a definition that asks for no such job. What is
 * none of these is named beside them.
 * @param file what to call the text in places and errors
 */
export function readDocuments(text: string, file: string, readNeighbour?: ReadNeighbour): ReadDocuments {
  const read = parseDocuments(text, file).map((document): ReadDocuments => {
    if (!('unread' in document)) return ofDocument(document, file, readNeighbour);
    const { unread, line } = document;
    const place = { file, path: '', ...(line !== undefined && { line }) };
    return {
      requests: [],
      skipped: [{ kind: 'unreadable', place, text: unread }],
      networks: [],
      hasLog: false,
      suppressions: [],
    };
  });
  const networks = read.flatMap((one) => one.networks);
  const network = networks.length > 0 ? mergedBooks(networks) : undefined;
  return {
    // Documents of one file, such as manifests, belong together.
    requests: read.flatMap(({ requests }) => requests.map((one) => (network ? { network, ...one } : one))),
    hasLog: read.some(({ hasLog }) => hasLog),
    skipped: read.flatMap(({ skipped }) => skipped),
    networks,
    suppressions: [...commentsIn(text, file), ...read.flatMap(({ suppressions }) => suppressions)],
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

function ofDocument(document: ParsedDocument, file: string, readNeighbour: ReadNeighbour | undefined): ReadDocuments {
  const { value } = document;
  const skipped: SkippedPart[] = [];
  const placeOf = (path: Path, { file: of, lineOf }: Pick<Neighbour, 'file' | 'lineOf'> = { ...document, file }) => {
    const line = lineOf(path);
    return { file: of, path: pathText(path), ...(line !== undefined && { line }) };
  };
  const skip: Skip = (path, why) => {
    const place = placeOf(path);
    const name = [place.line === undefined ? file : `${file}:${place.line}`, place.path].filter(Boolean).join(' ');
    skipped.push({ kind: 'foreign', place, text: `${name} ${why}.` });
  };
  const found = readPart({ value, path: [] }, skip, neighbours(readNeighbour));
  if (!found) {
    const refused = refusalOf(value);
    skipped.push({ kind: 'foreign', place: placeOf([]), text: `${file} ${refused ?? UNKNOWN}` });
  }
  const requests = (found?.requests ?? []).map((one): ReadRequest => {
    const { kind, operation, by, path, unseen, refusedWith, once, when, network, within } = one;
    const { lineOf } = within ?? document;
    return {
      kind,
      operation,
      by,
      place: placeOf(path, within),
      lineOf: (member: string) => lineOf([...path, ...stepsOf(member)]),
      ...(unseen === undefined ? conform(operation, one.value, { stands: network !== undefined }) : NOTHING),
      ...(unseen !== undefined && { unseen }),
      ...(refusedWith !== undefined && { refusedWith }),
      ...(once !== undefined && { once }),
      ...(when !== undefined && { when }),
      ...(network !== undefined && { network }),
    };
  });
  return {
    requests,
    skipped,
    networks: found?.network ? [found.network] : [],
    hasLog: found?.isLog === true,
    suppressions: found ? keysIn(document, file) : [],
  };
}

/** Files beside the text, each read once. */
function neighbours(read: ReadNeighbour | undefined): Reading['neighbour'] {
  return (path) => {
    const found = read?.(path);
    const [document] = found ? parseDocuments(found.text, found.file) : [];
    return found && document && 'value' in document ? { ...document, file: found.file } : undefined;
  };
}

const UNKNOWN =
  'is nothing that lint knows. It reads requests, CloudTrail events and logs, definitions of Step Functions and SageMaker ' +
  'Pipelines, CloudFormation templates, Terraform plans, Kubernetes manifests and more: docs/lint.md has the table.';

const NOTHING = { request: {}, undecided: [], misfits: [], unknown: [] };

/** A list may hold documents of any kind. */
function readPart({ value, path }: DocumentPart, skip: Skip, neighbour: Reading['neighbour']): Found | undefined {
  if (Array.isArray(value)) {
    const parts = value.map((item: unknown, index) => ({ at: [...path, index], value: item }));
    const read = parts.map((part) => ({
      ...part,
      found: readPart({ value: part.value, path: part.at }, skip, neighbour),
    }));
    if (!read.some(({ found }) => found)) return undefined;
    for (const { at, found } of read) if (!found) skip(at, 'is nothing that lint knows');
    return together(read.flatMap(({ found }) => found ?? []));
  }
  const form = DOCUMENTS.find(({ recognises }) => recognises(value));
  return form?.reads({ value, path }, { inner: (part) => readPart(part, skip, neighbour), skip, neighbour });
}

function together(all: readonly Found[]): Found {
  const networks = all.flatMap(({ network }) => network ?? []);
  const requests = all.flatMap((one): readonly FoundRequest[] => one.requests);
  return {
    requests,
    isLog: all.every(({ isLog }) => isLog === true),
    ...(networks.length > 0 && { network: mergedBooks(networks) }),
  };
}

/** `TrainingJobDefinitions.2` → `TrainingJobDefinitions`, 1 */
const stepsOf = (member: string): Path =>
  member === '' ? [] : member.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) - 1 : step));
