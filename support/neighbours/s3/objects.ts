import { createHash } from 'node:crypto';
import * as sdk from '@aws-sdk/client-s3';
import { CHECKSUMS, type Checksums, verified } from './checksums.ts';
import {
  headerNotImplemented,
  invalidArgument,
  invalidPartNumber,
  invalidRequest,
  malformedXml,
  noSuchKey,
  notModified,
  preconditionFailed,
} from './errors.ts';
import { operation } from './operation.ts';
import { rangeOf } from './range.ts';
import { bucketOf, type Described, type Owner, remove, type StoredObject, store } from './store.ts';

interface Named {
  readonly Bucket: string;
  readonly Key: string;
  readonly ExpectedBucketOwner?: string;
}

interface Conditions {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

interface Put extends Named, Conditions, Described, Checksums {
  readonly Body?: Uint8Array;
  readonly ACL?: string;
  readonly ChecksumAlgorithm?: string;
  readonly ContentLength?: number;
  readonly StorageClass?: string;
}

interface Get extends Named, Conditions {
  readonly Range?: string;
  readonly ChecksumMode?: string;
  readonly PartNumber?: number;
}

/** What of an input an object keeps. */
export const DESCRIBED = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'Metadata',
  'ServerSideEncryption',
  'SSEKMSKeyId',
  'BucketKeyEnabled',
] as const;

export function describedBy(input: Described): Described {
  return Object.fromEntries(DESCRIBED.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
}

export const etagOf = (bytes: Uint8Array) => `"${createHash('md5').update(bytes).digest('hex')}"`;

async function put(input: Put, owner: Owner) {
  const bytes = input.Body ?? new Uint8Array();
  const checksums = await verified(input, bytes);
  const bucket = bucketOf(owner, input);
  checkConditions(input, bucket.objects.get(input.Key));
  const object = { bytes, etag: etagOf(bytes), modified: new Date(), described: describedBy(input), checksums };
  store(owner, bucket, input.Key, object);
  return { ETag: object.etag, ...checksums, ...encryption(object) };
}

/** Conditions of a write. */
function checkConditions(
  { Key: key, IfMatch, IfNoneMatch }: Named & Conditions,
  object: StoredObject | undefined,
): void {
  if (IfNoneMatch !== undefined && IfMatch !== undefined) throw headerNotImplemented('If-Match,If-None-Match');
  if (IfNoneMatch !== undefined && IfNoneMatch !== '*') throw headerNotImplemented('If-None-Match');
  if (IfMatch === '*') throw headerNotImplemented('If-Match');
  if (IfNoneMatch !== undefined && object !== undefined) throw preconditionFailed('If-None-Match');
  if (IfMatch !== undefined && object === undefined) throw noSuchKey(key);
  if (IfMatch !== undefined && !matches(IfMatch, object)) throw preconditionFailed('If-Match');
}

export const matches = (condition: string, object: StoredObject | undefined) =>
  object !== undefined &&
  condition
    .split(',')
    .some((etag) => etag.trim() === '*' || etag.trim().replaceAll('"', '') === object.etag.slice(1, -1));

function get(input: Get, owner: Owner) {
  const { object, description } = look(input, owner);
  const range = rangeOf(input.Range, object.bytes.byteLength);
  if (range === undefined) return { ...description, Body: object.bytes };
  const { start, end } = range;
  return {
    ...withoutChecksums(description),
    ContentLength: end - start,
    ContentRange: `bytes ${start}-${end - 1}/${object.bytes.byteLength}`,
    Body: object.bytes.subarray(start, end),
  };
}

/** Of part of an object there is no checksum. */
function withoutChecksums<T extends Checksums>(description: T): T {
  return { ...description, ...Object.fromEntries(CHECKSUMS.map((name) => [name, undefined])) };
}

function head(input: Get, owner: Owner) {
  return look(input, owner).description;
}

function look(input: Get, owner: Owner) {
  const object = bucketOf(owner, input).objects.get(input.Key);
  if (object === undefined) throw noSuchKey(input.Key);
  if (input.IfMatch !== undefined && !matches(input.IfMatch, object)) throw preconditionFailed('If-Match');
  if (input.IfNoneMatch !== undefined && matches(input.IfNoneMatch, object)) throw notModified();
  if (input.PartNumber !== undefined && input.Range !== undefined) {
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  }
  // An object has one part here, however it was uploaded.
  if ((input.PartNumber ?? 1) !== 1) throw invalidPartNumber(input.PartNumber ?? 1, 1);
  const { etag, modified, described, checksums, bytes } = object;
  const description = {
    AcceptRanges: 'bytes',
    ContentType: 'binary/octet-stream',
    ...described,
    ContentLength: bytes.byteLength,
    ETag: etag,
    LastModified: modified,
    ...(input.ChecksumMode === 'ENABLED' ? checksums : {}),
    ...encryption(object),
  };
  return { object, description };
}

/** Every object is encrypted at rest, at least with keys of S3's own. */
export function encryption({ described }: Pick<StoredObject, 'described'>) {
  return { ...described, ServerSideEncryption: described.ServerSideEncryption ?? 'AES256' };
}

function removeOne(input: Named, owner: Owner) {
  remove(owner, bucketOf(owner, input), input.Key);
  return {};
}

interface RemoveMany extends Omit<Named, 'Key'>, Checksums {
  readonly Delete: { readonly Objects?: readonly { readonly Key?: string }[]; readonly Quiet?: boolean };
  readonly ChecksumAlgorithm?: string;
}

const MOST_AT_ONCE = 1000;

function removeMany(input: RemoveMany, owner: Owner) {
  const bucket = bucketOf(owner, input);
  const keys = (input.Delete.Objects ?? []).map(({ Key }) => Key ?? '');
  if (keys.length === 0 || keys.includes('')) throw malformedXml('It names no object to delete, or one without a Key.');
  if (keys.length > MOST_AT_ONCE) throw invalidArgument(`No more than ${MOST_AT_ONCE} objects are deleted at once.`);
  for (const key of keys) remove(owner, bucket, key);
  return input.Delete.Quiet ? {} : { Deleted: keys.map((Key) => ({ Key })) };
}

const NAMED = ['Bucket', 'Key', 'ExpectedBucketOwner'] as const;
const GET = [...NAMED, 'IfMatch', 'IfNoneMatch', 'Range', 'ChecksumMode', 'PartNumber'] as const;
const PUT = [
  ...NAMED,
  ...DESCRIBED,
  ...CHECKSUMS,
  'IfMatch',
  'IfNoneMatch',
  'Body',
  'ACL',
  'ChecksumAlgorithm',
  'ContentLength',
  'StorageClass',
] as const;

export const operations = [
  operation(sdk.PutObject$, PUT, put),
  operation(sdk.GetObject$, GET, get, (output) => ('ContentRange' in output ? 206 : 200)),
  operation(sdk.HeadObject$, GET, head),
  operation(sdk.DeleteObject$, NAMED, removeOne),
  operation(
    sdk.DeleteObjects$,
    ['Bucket', 'Delete', 'ExpectedBucketOwner', 'ChecksumAlgorithm', ...CHECKSUMS],
    removeMany,
  ),
];
