import type { Caller } from '../../protocol/service.ts';
import type { Checksums } from './checksums.ts';
import { elsewhere, noSuchBucket, notTheOwner } from './errors.ts';
import { LIMITS, Space } from './space.ts';

/** What a client says of an object beside its bytes, and gets back with it. */
export interface Described {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentType?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly ServerSideEncryption?: string;
  readonly SSEKMSKeyId?: string;
  readonly BucketKeyEnabled?: boolean;
}

export interface StoredObject {
  readonly bytes: Uint8Array;
  /** With its quotation marks. */
  readonly etag: string;
  readonly modified: Date;
  readonly described: Described;
  readonly checksums: Checksums;
}

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly created: Date;
  readonly objects: Map<string, StoredObject>;
  readonly uploads: Map<string, Upload>;
}

/** An upload in parts, under way. */
export interface Upload {
  readonly key: string;
  readonly described: Described;
  readonly parts: Map<number, Part>;
}

export interface Part {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/** Who asks, and the buckets that it has in all regions. Other accounts may have buckets of the same names. */
export interface Owner {
  readonly account: string;
  readonly region: string;
  readonly buckets: Map<string, Bucket>;
  readonly space: Space;
}

export interface Store {
  of(caller: Caller): Owner;
  /** An account, or all, as if it had not asked yet. */
  forget(account?: string): void;
}

/** An S3 of its own. Accounts come into being when they first ask. */
export function createStore(limits: { readonly account: number; readonly all: number } = LIMITS): Store {
  const all = new Space(limits.all, 'all accounts together');
  const accounts = new Map<string, Pick<Owner, 'buckets' | 'space'>>();
  return {
    of({ account, region }) {
      let kept = accounts.get(account);
      if (kept === undefined) {
        kept = { buckets: new Map(), space: new Space(limits.account, `an account`, all) };
        accounts.set(account, kept);
      }
      return { account, region, ...kept };
    },
    forget(account) {
      for (const [id, { space }] of accounts) {
        if (id !== (account ?? id)) continue;
        space.leave();
        accounts.delete(id);
      }
    },
  };
}

interface Named {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
}

/** The bucket that a request names. Throws when there is none, or when it is in another region or account. */
export function bucketOf(owner: Owner, { Bucket, ExpectedBucketOwner }: Named): Bucket {
  const bucket = owner.buckets.get(Bucket);
  if (bucket === undefined) throw noSuchBucket(Bucket);
  if (ExpectedBucketOwner !== undefined && ExpectedBucketOwner !== owner.account) throw notTheOwner();
  if (bucket.region !== owner.region) throw elsewhere(Bucket, bucket.region);
  return bucket;
}

/** Puts an object in the place of another of its key, if there is one. */
export function store({ space }: Owner, { objects }: Bucket, key: string, object: StoredObject): void {
  const replaced = objects.get(key);
  space.take(object.bytes.byteLength);
  if (replaced !== undefined) space.give(replaced.bytes.byteLength);
  objects.set(key, object);
}

export function remove({ space }: Owner, { objects }: Bucket, key: string): void {
  const object = objects.get(key);
  if (object === undefined) return;
  objects.delete(key);
  space.give(object.bytes.byteLength);
}
