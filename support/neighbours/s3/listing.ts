import * as sdk from '@aws-sdk/client-s3';
import { invalidArgument } from './errors.ts';
import { operation } from './operation.ts';
import { type Bucket, bucketOf, type Owner } from './store.ts';

interface Settings {
  readonly Bucket: string;
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: number;
  readonly EncodingType?: string;
  readonly ExpectedBucketOwner?: string;
}

interface ListV2 extends Settings {
  readonly ContinuationToken?: string;
  readonly StartAfter?: string;
  readonly FetchOwner?: boolean;
}

interface ListV1 extends Settings {
  readonly Marker?: string;
}

const PAGE = 1000;

function listV2(input: ListV2, owner: Owner) {
  const { ContinuationToken, StartAfter, FetchOwner } = input;
  const after = ContinuationToken === undefined ? (StartAfter ?? '') : fromToken(ContinuationToken);
  const { page, echo, encode } = list(input, owner, after);
  return {
    ...echo,
    Contents: page.contents.map((entry) => ({ ...entry, ...(FetchOwner && { Owner: { ID: owner.account } }) })),
    KeyCount: page.contents.length + page.prefixes.length,
    ContinuationToken,
    StartAfter: StartAfter === undefined ? undefined : encode(StartAfter),
    NextContinuationToken: page.next === undefined ? undefined : Buffer.from(page.next).toString('base64url'),
  };
}

function listV1(input: ListV1, owner: Owner) {
  const { page, echo, encode } = list(input, owner, input.Marker ?? '');
  return {
    ...echo,
    Contents: page.contents.map((entry) => ({ ...entry, Owner: { ID: owner.account } })),
    Marker: encode(input.Marker ?? ''),
    // Without a delimiter a client goes on from the last key.
    NextMarker: page.next === undefined || !input.Delimiter ? undefined : encode(page.next),
  };
}

function fromToken(token: string): string {
  const after = Buffer.from(token, 'base64url').toString();
  if (after === '') throw invalidArgument('The continuation token is not one of an earlier page.');
  return after;
}

function list(input: Settings, owner: Owner, after: string) {
  const { Prefix = '', EncodingType, MaxKeys = PAGE } = input;
  // Recorded: an empty one is none.
  const Delimiter = input.Delimiter === '' ? undefined : input.Delimiter;
  if (EncodingType !== undefined && EncodingType !== 'url') {
    throw invalidArgument('Invalid Encoding Method specified in Request');
  }
  if (MaxKeys < 0) throw invalidArgument('MaxKeys is at least 0.');
  const limit = Math.min(MaxKeys, PAGE);
  const page = pageOf(bucketOf(owner, input), { prefix: Prefix, delimiter: Delimiter ?? '', after, limit });
  const encode = EncodingType === 'url' ? urlEncoded : (text: string) => text;
  const contents = page.contents.map(({ Key, ...rest }) => ({ Key: encode(Key), ...rest }));
  const echo = {
    Name: input.Bucket,
    Prefix: encode(Prefix),
    Delimiter: Delimiter === undefined ? undefined : encode(Delimiter),
    MaxKeys: limit,
    EncodingType,
    IsTruncated: page.next !== undefined,
    CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
  return { page: { ...page, contents }, echo, encode };
}

interface Place {
  readonly prefix: string;
  /** Empty: none. */
  readonly delimiter: string;
  /** The last key, or common prefix, of the page before. */
  readonly after: string;
  readonly limit: number;
}

/** One page of a bucket, in the order of the keys' bytes. `next`: where the following page begins after. */
function pageOf({ objects }: Bucket, { prefix, delimiter, after, limit }: Place) {
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(byBytes);
  const contents: { Key: string; LastModified: Date; ETag: string; Size: number; StorageClass: 'STANDARD' }[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  for (const key of keys) {
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const entry = cut < 0 ? key : key.slice(0, cut + delimiter.length);
    if (entry === prefixes.at(-1) || byBytes(entry, after) <= 0) continue;
    if (contents.length + prefixes.length === limit) return { contents, prefixes, next: last };
    last = entry;
    const object = objects.get(key);
    if (cut >= 0) prefixes.push(entry);
    else if (object !== undefined) {
      const { modified, etag, bytes } = object;
      contents.push({ Key: key, LastModified: modified, ETag: etag, Size: bytes.byteLength, StorageClass: 'STANDARD' });
    }
  }
  return { contents, prefixes, next: undefined };
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const urlEncoded = (text: string) => encodeURIComponent(text).replaceAll('%2F', '/');

const SETTINGS = ['Bucket', 'Prefix', 'Delimiter', 'MaxKeys', 'EncodingType', 'ExpectedBucketOwner'] as const;

export const operations = [
  operation(sdk.ListObjectsV2$, [...SETTINGS, 'ContinuationToken', 'StartAfter', 'FetchOwner'], listV2),
  operation(sdk.ListObjects$, [...SETTINGS, 'Marker'], listV1),
];
