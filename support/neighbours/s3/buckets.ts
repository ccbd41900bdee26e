import * as sdk from '@aws-sdk/client-s3';
import { bucketExists, bucketNotEmpty, tooManyBuckets, wrongLocation } from './errors.ts';
import { checkBucketName } from './names.ts';
import { operation } from './operation.ts';
import { bucketOf, type Owner } from './store.ts';

/** S3's default limit. */
const BUCKETS = 100;

/** The region whose buckets have no location constraint. */
const FIRST_REGION = 'us-east-1';

interface Create {
  readonly Bucket: string;
  readonly ACL?: string;
  readonly ObjectOwnership?: string;
  readonly CreateBucketConfiguration?: { readonly LocationConstraint?: string };
}

interface Named {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
}

function create({ Bucket, CreateBucketConfiguration }: Create, { buckets, region }: Owner) {
  checkBucketName(Bucket);
  const location = CreateBucketConfiguration?.LocationConstraint ?? FIRST_REGION;
  if (location !== region) throw wrongLocation(location, region);
  const existing = buckets.get(Bucket);
  // As documented: there it is no error to create one's own bucket again.
  if (existing !== undefined && !(region === FIRST_REGION && existing.region === region)) throw bucketExists(Bucket);
  if (existing === undefined && buckets.size >= BUCKETS) throw tooManyBuckets(BUCKETS);
  buckets.set(
    Bucket,
    existing ?? { name: Bucket, region, created: new Date(), objects: new Map(), uploads: new Map() },
  );
  return { Location: `/${Bucket}` };
}

function head(input: Named, owner: Owner) {
  return { BucketRegion: bucketOf(owner, input).region };
}

function location(input: Named, owner: Owner) {
  const { region } = bucketOf(owner, input);
  return region === FIRST_REGION ? {} : { LocationConstraint: region };
}

function remove(input: Named, owner: Owner) {
  const { name, objects, uploads } = bucketOf(owner, input);
  if (objects.size > 0 || uploads.size > 0) throw bucketNotEmpty(name);
  owner.buckets.delete(name);
  return undefined;
}

function list({ Prefix = '' }: { readonly Prefix?: string }, { buckets, account }: Owner) {
  const found = [...buckets.values()].filter(({ name }) => name.startsWith(Prefix));
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    Buckets: found.map(({ name, created, region }) => ({ Name: name, CreationDate: created, BucketRegion: region })),
    Owner: { ID: account },
  };
}

const NAMED = ['Bucket', 'ExpectedBucketOwner'] as const;

export const operations = [
  operation(sdk.CreateBucket$, ['Bucket', 'ACL', 'ObjectOwnership', 'CreateBucketConfiguration'], create),
  operation(sdk.HeadBucket$, NAMED, head),
  operation(sdk.GetBucketLocation$, NAMED, location),
  operation(sdk.DeleteBucket$, NAMED, remove),
  // All buckets fit on the first page.
  operation<{ Prefix?: string; MaxBuckets?: number }, object>(sdk.ListBuckets$, ['Prefix', 'MaxBuckets'], list),
];
