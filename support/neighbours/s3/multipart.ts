import { createHash, randomUUID } from 'node:crypto';
import * as sdk from '@aws-sdk/client-s3';
import { CHECKSUMS, type Checksums, verified } from './checksums.ts';
import { invalidArgument, invalidPart, invalidPartOrder, noSuchUpload } from './errors.ts';
import { DESCRIBED, describedBy, encryption, etagOf } from './objects.ts';
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
/** Uploads of one bucket under way: a client that never ends any must not fill the memory. */
const UPLOADS = 1_000;

function create(input: Create, owner: Owner) {
  const { uploads } = bucketOf(owner, input);
  if (uploads.size >= UPLOADS)
    throw invalidArgument(`A bucket can have no more than ${UPLOADS} uploads under way here.`);
  const UploadId = randomUUID();
  uploads.set(UploadId, { key: input.Key, described: describedBy(input), parts: new Map() });
  const { Bucket, Key, ChecksumAlgorithm, ChecksumType } = input;
  return { Bucket, Key, UploadId, ChecksumAlgorithm, ChecksumType };
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
  if (input.PartNumber < 1 || input.PartNumber > PARTS) {
    throw invalidArgument(`A part's number is an integer from 1 to ${PARTS}.`);
  }
  owner.space.take(bytes.byteLength);
  forget(owner, upload.parts.get(input.PartNumber));
  const part = { bytes, etag: etagOf(bytes) };
  upload.parts.set(input.PartNumber, part);
  return { ETag: part.etag, ...checksums };
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
  if (named.length === 0) throw invalidArgument('A completed upload has at least one part.');
  let last = 0;
  return named.map(({ PartNumber = 0, ETag }) => {
    const part = parts.get(PartNumber);
    if (part === undefined || ETag?.replaceAll('"', '') !== part.etag.slice(1, -1)) throw invalidPart(PartNumber);
    if (PartNumber <= last) throw invalidPartOrder();
    last = PartNumber;
    return part;
  });
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
    sdk.CompleteMultipartUpload$,
    [...OF_UPLOAD, ...CHECKSUMS, 'MultipartUpload', 'ChecksumType', 'MpuObjectSize'],
    complete,
  ),
  operation(sdk.AbortMultipartUpload$, OF_UPLOAD, abort),
];
