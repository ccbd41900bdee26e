import { createHash, randomUUID } from 'node:crypto';
import * as sdk from '@aws-sdk/client-s3';
import { CHECKSUMS, type Checksums, verified } from './checksums.ts';
import {
  entityTooSmall,
  invalidArgument,
  invalidPart,
  invalidPartOrder,
  invalidRequest,
  noSuchKey,
  noSuchUpload,
  preconditionFailed,
} from './errors.ts';
import { DESCRIBED, describedBy, encryption, etagOf, matches } from './objects.ts';
import { operation } from './operation.ts';
import { type Bucket, bucketOf, type Described, type Owner, type Part, store, type Upload } from './store.ts';

interface Named {
  readonly Bucket: string;
  readonly Key: string;
  readonly ExpectedBucketOwner?: string;
}

interface Create extends Named, Described {
  readonly ACL?: string;
  readonly StorageClass?: string;
  readonly ChecksumAlgorithm?: string;
  readonly ChecksumType?: string;
}

interface OfUpload extends Named {
  readonly UploadId: string;
}

interface UploadPart extends OfUpload, Checksums {
  readonly PartNumber: number;
  readonly Body?: Uint8Array;
  readonly ChecksumAlgorithm?: string;
  readonly ContentLength?: number;
}

interface Complete extends OfUpload, Checksums {
  readonly MultipartUpload?: {
    readonly Parts?: readonly { readonly PartNumber?: number; readonly ETag?: string }[];
  };
  readonly ChecksumType?: string;
  readonly MpuObjectSize?: number;
}

const PARTS = 10_000;
/** Bytes that every part but the last has at least. */
const LEAST_PART = 5 * 1024 * 1024;
/** Uploads of one bucket under way: a client that never ends any must not fill the memory. */
const UPLOADS = 1_000;

function create(input: Create, owner: Owner) {
  const { uploads } = bucketOf(owner, input);
  if (uploads.size >= UPLOADS)
    throw invalidArgument(`A bucket can have no more than ${UPLOADS} uploads under way here.`);
  const UploadId = randomUUID();
  uploads.set(UploadId, { key: input.Key, described: describedBy(input), parts: new Map() });
  const { Bucket, Key, ChecksumAlgorithm, ChecksumType } = input;
  return { Bucket, Key, UploadId, ChecksumAlgorithm, ChecksumType, ...encryption({ described: describedBy(input) }) };
}

function uploadOf(owner: Owner, input: OfUpload): { bucket: Bucket; upload: Upload } {
  const bucket = bucketOf(owner, input);
  const upload = bucket.uploads.get(input.UploadId);
  if (upload === undefined || upload.key !== input.Key) throw noSuchUpload(input.UploadId);
  return { bucket, upload };
}

async function uploadPart(input: UploadPart, owner: Owner) {
  const bytes = input.Body ?? new Uint8Array();
  const checksums = await verified(input, bytes);
  const { upload } = uploadOf(owner, input);
  checkNumber(input.PartNumber);
  return { ETag: keep(owner, upload, input.PartNumber, bytes), ...checksums, ...encryption(upload) };
}

function checkNumber(number: number): void {
  if (number >= 1 && number <= PARTS) return;
  // Recorded.
  throw invalidArgument(`Part number must be an integer between 1 and ${PARTS}, inclusive`);
}

function keep(owner: Owner, upload: Upload, number: number, bytes: Uint8Array): string {
  owner.space.take(bytes.byteLength);
  forget(owner, upload.parts.get(number));
  const part = { bytes, etag: etagOf(bytes) };
  upload.parts.set(number, part);
  return part.etag;
}

interface UploadPartCopy extends OfUpload {
  readonly PartNumber: number;
  /** `bucket/key`, percent-encoded or not. */
  readonly CopySource: string;
  readonly CopySourceRange?: string;
  readonly CopySourceIfMatch?: string;
  readonly CopySourceIfNoneMatch?: string;
  readonly ExpectedSourceBucketOwner?: string;
}

/** A part that is a copy of an object, or of some of its bytes: how large objects are copied. */
function uploadPartCopy(input: UploadPartCopy, owner: Owner) {
  const { upload } = uploadOf(owner, input);
  checkNumber(input.PartNumber);
  const [, bucket, key] = /^\/?([^/]+)\/([^?]+)$/s.exec(decoded(input.CopySource)) ?? [];
  if (bucket === undefined || key === undefined) {
    throw invalidArgument('Invalid copy source object key');
  }
  const source = { Bucket: bucket, ...ownerOf(input.ExpectedSourceBucketOwner) };
  const object = bucketOf(owner, source).objects.get(key);
  if (object === undefined) throw noSuchKey(key);
  if (input.CopySourceIfMatch !== undefined && !matches(input.CopySourceIfMatch, object)) {
    throw preconditionFailed('x-amz-copy-source-If-Match');
  }
  if (input.CopySourceIfNoneMatch !== undefined && matches(input.CopySourceIfNoneMatch, object)) {
    throw preconditionFailed('x-amz-copy-source-If-None-Match');
  }
  const { start, end } = copiedRange(input.CopySourceRange, object.bytes.byteLength);
  const ETag = keep(owner, upload, input.PartNumber, object.bytes.slice(start, end));
  return { CopyPartResult: { ETag, LastModified: new Date() }, ...encryption(upload) };
}

const ownerOf = (expected: string | undefined) => (expected === undefined ? {} : { ExpectedBucketOwner: expected });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function copiedRange(header: string | undefined, size: number): { readonly start: number; readonly end: number } {
  if (header === undefined) return { start: 0, end: size };
  const [, first, last] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last)) {
    // Recorded.
    throw invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
    );
  }
  if (Number(last) >= size) throw invalidArgument(`Range specified is not valid for source object of size: ${size}`);
  return { start: Number(first), end: Number(last) + 1 };
}

function forget({ space }: Owner, part: Part | undefined): void {
  if (part !== undefined) space.give(part.bytes.byteLength);
}

function abort(input: OfUpload, owner: Owner) {
  const { bucket, upload } = uploadOf(owner, input);
  for (const part of upload.parts.values()) forget(owner, part);
  bucket.uploads.delete(input.UploadId);
  return {};
}

function complete(input: Complete, owner: Owner) {
  const { bucket, upload } = uploadOf(owner, input);
  const parts = chosen(upload, input.MultipartUpload?.Parts ?? []);
  const size = parts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== size) {
    throw invalidArgument(`The parts have ${size} bytes together, not ${input.MpuObjectSize}.`);
  }
  // Room that the parts took, the object takes next: so it is given back first.
  for (const part of upload.parts.values()) forget(owner, part);
  const digests = parts.map(({ etag }) => Buffer.from(etag.slice(1, -1), 'hex'));
  const etag = `"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${parts.length}"`;
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  const object = { bytes, etag, modified: new Date(), described: upload.described, checksums: {} };
  store(owner, bucket, input.Key, object);
  bucket.uploads.delete(input.UploadId);
  const { Bucket, Key } = input;
  return { Location: `/${Bucket}/${Key}`, Bucket, Key, ETag: etag, ...encryption(object) };
}

/** The uploaded parts that a completion names, in order. */
function chosen({ parts }: Upload, named: readonly { readonly PartNumber?: number; readonly ETag?: string }[]): Part[] {
  // Recorded.
  if (named.length === 0) throw invalidRequest('You must specify at least one part');
  let last = 0;
  const found = named.map(({ PartNumber = 0, ETag }) => {
    const part = parts.get(PartNumber);
    if (part === undefined || ETag?.replaceAll('"', '') !== part.etag.slice(1, -1)) throw invalidPart(PartNumber);
    if (PartNumber <= last) throw invalidPartOrder();
    last = PartNumber;
    return part;
  });
  for (const [index, { bytes }] of found.slice(0, -1).entries()) {
    if (bytes.byteLength < LEAST_PART) {
      throw entityTooSmall(named[index]?.PartNumber ?? 0, bytes.byteLength, LEAST_PART);
    }
  }
  return found;
}

const NAMED = ['Bucket', 'Key', 'ExpectedBucketOwner'] as const;
const OF_UPLOAD = [...NAMED, 'UploadId'] as const;

export const operations = [
  operation(
    sdk.CreateMultipartUpload$,
    [...NAMED, ...DESCRIBED, 'ACL', 'StorageClass', 'ChecksumAlgorithm', 'ChecksumType'],
    create,
  ),
  operation(
    sdk.UploadPart$,
    [...OF_UPLOAD, ...CHECKSUMS, 'PartNumber', 'Body', 'ChecksumAlgorithm', 'ContentLength'],
    uploadPart,
  ),
  operation(
    sdk.UploadPartCopy$,
    [
      ...OF_UPLOAD,
      'PartNumber',
      'CopySource',
      'CopySourceRange',
      'CopySourceIfMatch',
      'CopySourceIfNoneMatch',
      'ExpectedSourceBucketOwner',
    ],
    uploadPartCopy,
  ),
  operation(
    sdk.CompleteMultipartUpload$,
    [...OF_UPLOAD, ...CHECKSUMS, 'MultipartUpload', 'ChecksumType', 'MpuObjectSize'],
    complete,
  ),
  operation(sdk.AbortMultipartUpload$, OF_UPLOAD, abort),
];
