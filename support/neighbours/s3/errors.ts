import { printable } from '../../protocol/printable.ts';
import { ServiceError } from '../../protocol/service.ts';

/** S3's error codes with their statuses. The wording is ours. */

export const invalidUri = () => new ServiceError('InvalidURI', 'The path of the request cannot be decoded.');

export const keyTooLong = (limit: number) =>
  new ServiceError('KeyTooLongError', `The key is longer than ${limit} bytes.`);

export const invalidBucketName = (bucket: string) =>
  new ServiceError('InvalidBucketName', `${printable(bucket)} cannot be the name of a bucket.`, 400, {
    BucketName: printable(bucket),
  });

export const noSuchBucket = (bucket: string) =>
  new ServiceError('NoSuchBucket', `There is no bucket ${printable(bucket)}.`, 404, { BucketName: printable(bucket) });

export const noSuchKey = (key: string) =>
  new ServiceError('NoSuchKey', `There is no object ${printable(key)} in this bucket.`, 404, { Key: printable(key) });

export const noSuchUpload = (id: string) =>
  new ServiceError('NoSuchUpload', `There is no upload ${printable(id)}. It may have been completed or aborted.`, 404);

export const bucketExists = (bucket: string) =>
  new ServiceError('BucketAlreadyOwnedByYou', `Your account has a bucket ${bucket} already.`, 409, {
    BucketName: bucket,
  });

export const bucketNotEmpty = (bucket: string) =>
  new ServiceError('BucketNotEmpty', `The bucket ${bucket} has objects in it.`, 409, { BucketName: bucket });

export const tooManyBuckets = (limit: number) =>
  new ServiceError('TooManyBuckets', `An account can have no more than ${limit} buckets here.`);

export const wrongLocation = (location: string, region: string) =>
  new ServiceError(
    'IllegalLocationConstraintException',
    `A request of region ${region} cannot create a bucket in ${printable(location)}.`,
  );

export const elsewhere = (bucket: string, region: string) =>
  new ServiceError('PermanentRedirect', `The bucket ${bucket} is in ${region}: ask there.`, 301, {
    Bucket: bucket,
    Region: region,
  });

export const notTheOwner = () =>
  new ServiceError('AccessDenied', 'The bucket belongs to another account than the expected one.', 403);

export const preconditionFailed = (condition: string) =>
  new ServiceError('PreconditionFailed', `The condition ${condition} does not hold.`, 412, { Condition: condition });

export const notModified = () => new ServiceError('NotModified', 'The object has not changed.', 304);

export const invalidRange = (size: number) =>
  new ServiceError('InvalidRange', `The range lies outside of the object, which has ${size} bytes.`, 416, {
    ActualObjectSize: String(size),
  });

export const badDigest = (algorithm: string) =>
  new ServiceError('BadDigest', `The ${algorithm} of the body is not the one that the request gives.`);

export const brokenChunks = (what: string) =>
  new ServiceError('IncompleteBody', `The body is not what aws-chunked says it is: ${what}.`);

export const invalidPart = (number: unknown) =>
  new ServiceError(
    'InvalidPart',
    `Part ${printable(String(number))} was not uploaded, or its ETag is not the one that the request gives.`,
  );

export const invalidPartOrder = () =>
  new ServiceError('InvalidPartOrder', 'The parts are not in ascending order of their numbers.');

export const invalidArgument = (what: string) => new ServiceError('InvalidArgument', what);

export const malformedXml = (what: string) => new ServiceError('MalformedXML', what);

export const full = (whose: string, limit: number) =>
  new ServiceError(
    'QuotaExceeded',
    `train-encrypt: the embedded S3 keeps no more than ${Math.floor(limit / 1024 / 1024)} MiB for ${whose}, in memory. ` +
      'Delete objects, or choose the engine localstack.',
  );
