import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ServiceError } from '../../protocol/service.ts';
import { comparePlaces, type Place } from './job-registry.ts';

export type { Place } from './job-registry.ts';

/** How many items a list returns by default. */
const DEFAULT_PAGE = 10;

/** The request, of which `NextToken` and `MaxResults` may change from page to page, and nothing else. */
export interface PagedRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

/** Something to list, and its place in the order. */
export interface Entry<Item> extends Place {
  readonly item: Item;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
  /** As of which it was read. */
  readonly revision: number;
}

export interface Paging<Item> {
  readonly request: PagedRequest;
  /** The revision that a first page shows; the pages after it show the same. */
  readonly revision: number;
  /** At a revision, in order: the first so many of the entries that come behind a place, or of all. */
  readonly entriesAfter: (revision: number, after: Place | undefined, limit: number) => Promise<readonly Entry<Item>[]>;
  readonly defaultSize?: number;
  /** Which items of a page are answered. Default: all. Others count for its size all the same. */
  readonly answers?: (item: Item, revision: number) => boolean;
}

/**
 * One page of a list. A page begins after the entry that the one before it ended with, wherever that is by now.
 * @throws ServiceError ValidationException for a token that this list did not give out; the wording is ours.
 */
export async function page<Item>(paging: Paging<Item>): Promise<Page<Item>> {
  const { request, revision, entriesAfter, defaultSize, answers = () => true } = paging;
  const { NextToken, MaxResults = defaultSize ?? DEFAULT_PAGE, ...filters } = request;
  const fingerprint = fingerprintOf(filters);
  const token = NextToken === undefined ? undefined : readToken(NextToken, fingerprint);
  const shownRevision = token?.revision ?? revision;
  const entries = await entriesAfter(shownRevision, token, MaxResults + 1);
  const shown = entries.slice(0, MaxResults);
  const last = shown.at(-1);
  const more = last && entries.length > shown.length;
  return {
    items: shown.map(({ item }) => item).filter((item) => answers(item, shownRevision)),
    nextToken: more ? writeToken(fingerprint, shownRevision, last) : undefined,
    revision: shownRevision,
  };
}

/** One page of a list that is complete, in any order. */
export function pageOfAll<Item>({
  entries,
  descending,
  ...paging
}: Omit<Paging<Item>, 'entriesAfter'> & {
  readonly entries: readonly Entry<Item>[];
  readonly descending: boolean;
}): Promise<Page<Item>> {
  const sign = descending ? -1 : 1;
  const inOrder = entries.toSorted((a, b) => sign * comparePlaces(a, b));
  const entriesAfter: Paging<Item>['entriesAfter'] = async (_, after, limit) =>
    inOrder.filter((entry) => after === undefined || sign * comparePlaces(entry, after) > 0).slice(0, limit);
  return page({ ...paging, entriesAfter });
}

function fingerprintOf(filters: object): string {
  const sorted = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 16);
}

/** Where a page ended: the revision it was read at, and its last entry. */
const Token = z.tuple([z.string(), z.int(), z.union([z.string(), z.number()]), z.int()]);

interface TokenContent extends Place {
  readonly revision: number;
}

function writeToken(fingerprint: string, revision: number, { key, sequence }: Place): string {
  return Buffer.from(JSON.stringify([fingerprint, revision, key, sequence])).toString('base64url');
}

function readToken(token: string, expected: string): TokenContent {
  const [fingerprint, revision, key, sequence] = parse(token) ?? [];
  if (fingerprint !== expected || revision === undefined || key === undefined || sequence === undefined) {
    const text = 'train-encrypt: NextToken is not one that this list gave out for the same filters and order.';
    throw new ServiceError('ValidationException', text);
  }
  return { revision, key, sequence };
}

function parse(token: string): z.infer<typeof Token> | undefined {
  try {
    return Token.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
