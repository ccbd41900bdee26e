import * as sdk from '@aws-sdk/client-s3';
import { partition } from '../../ec2/arn.ts';
import { REGIONS } from '../../ec2/zone-names.ts';
import { printable } from '../../protocol/printable.ts';
import {
  bucketExists,
  bucketNotEmpty,
  invalidArgument,
  invalidLocation,
  tooManyBuckets,
  wrongLocation,
} from './errors.ts';
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
  const location = CreateBucketConfiguration?.LocationConstraint;
  if (region === FIRST_REGION && location !== undefined) {
    throw !Object.hasOwn(REGIONS, location) || location === region
      ? invalidLocation(location)
      : wrongLocation(location);
  }
  if (region !== FIRST_REGION && location !== region) throw wrongLocation(location);
  const existing = buckets.get(Bucket);
  // As documented: there it is no error to create one's own bucket again.
  if (existing !== undefined && !(region === FIRST_REGION && existing.region === region)) throw bucketExists(Bucket);
  if (existing === undefined && buckets.size >= BUCKETS) throw tooManyBuckets(BUCKETS);
  buckets.set(
    Bucket,
    existing ?? { name: Bucket, region, created: new Date(), objects: new Map(), uploads: new Map() },
  );
  const Location = region === FIRST_REGION ? `/${Bucket}` : `http://${Bucket}.s3.amazonaws.com/`;
  return { Location, BucketArn: arnOf(Bucket, region) };
}

function head(input: Named, owner: Owner) {
  const { name, region } = bucketOf(owner, input);
  return { AccessPointAlias: false, BucketArn: arnOf(name, region), BucketRegion: region };
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

const arnOf = (bucket: string, region: string) => `arn:${partition(region)}:s3:::${bucket}`;

interface List {
  readonly Prefix?: string;
  readonly MaxBuckets?: number;
  readonly ContinuationToken?: string;
  readonly BucketRegion?: string;
}

function list({ Prefix, MaxBuckets = BUCKETS, ContinuationToken: token, BucketRegion }: List, owner: Owner) {
  if (BucketRegion !== undefined && !Object.hasOwn(REGIONS, BucketRegion)) {
    // Recorded.
    throw invalidArgument(`Argument value ${printable(BucketRegion)} is not a valid AWS Region`);
  }
  const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString();
  const found = [...owner.buckets.values()]
    .filter(({ name, region }) => name.startsWith(Prefix ?? '') && region === (BucketRegion ?? region) && name > after)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const shown = found.slice(0, MaxBuckets);
  const last = shown.at(-1);
  return {
    Buckets: shown.map(({ name, created, region }) => ({
      Name: name,
      BucketArn: arnOf(name, region),
      CreationDate: created,
      BucketRegion: region,
    })),
    Owner: { ID: owner.account },
    Prefix,
    ContinuationToken:
      shown.length < found.length && last !== undefined ? Buffer.from(last.name).toString('base64url') : undefined,
  };
}

const NAMED = ['Bucket', 'ExpectedBucketOwner'] as const;

export const operations = [
  operation(sdk.CreateBucket$, ['Bucket', 'ACL', 'ObjectOwnership', 'CreateBucketConfiguration'], create),
  operation(sdk.HeadBucket$, NAMED, head),
  operation(sdk.GetBucketLocation$, NAMED, location),
  operation(sdk.DeleteBucket$, NAMED, remove),
  operation(sdk.ListBuckets$, ['Prefix', 'MaxBuckets', 'ContinuationToken', 'BucketRegion'], list),
];
