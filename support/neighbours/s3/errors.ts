import { printable } from '../../protocol/printable.ts';
import { ServiceError } from '../../protocol/service.ts';

/** S3's error codes with their statuses. The wording is ours where a comment does not say that it was recorded. */

export const invalidUri = () => new ServiceError('InvalidURI', 'The path of the request cannot be decoded.');

export const keyTooLong = (limit: number) =>
  new ServiceError('KeyTooLongError', `The key is longer than ${limit} bytes.`);

/** Recorded. */
export const invalidBucketName = (bucket: string) =>
  new ServiceError('InvalidBucketName', 'The specified bucket is not valid.', 400, {
    BucketName: printable(bucket),
  });

/** Recorded. */
export const noSuchBucket = (bucket: string) =>
  new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: printable(bucket) });

/** Recorded. */
export const noSuchKey = (key: string) =>
  new ServiceError('NoSuchKey', 'The specified key does not exist.', 404, { Key: printable(key) });

/** Recorded. */
export const noSuchUpload = (id: string) =>
  new ServiceError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
    { UploadId: printable(id) },
  );

/** Recorded. */
export const bucketExists = (bucket: string) =>
  new ServiceError(
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
    409,
    { BucketName: bucket },
  );

/** Recorded. */
export const bucketNotEmpty = (bucket: string) =>
  new ServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, { BucketName: bucket });

export const tooManyBuckets = (limit: number) =>
  new ServiceError('TooManyBuckets', `An account can have no more than ${limit} buckets here.`);

/** Recorded: outside us-east-1 the constraint has to be the region. */
export const wrongLocation = (location: string | undefined) =>
  new ServiceError(
    'IllegalLocationConstraintException',
    `The ${printable(location ?? 'unspecified')} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );

/** Recorded, for us-east-1. */
export const invalidLocation = (location: string) =>
  new ServiceError('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, {
    LocationConstraint: printable(location),
  });

export const elsewhere = (bucket: string, region: string) =>
  new ServiceError('PermanentRedirect', `The bucket ${bucket} is in ${region}: ask there.`, 301, {
    Bucket: bucket,
    Region: region,
  });

export const notTheOwner = () =>
  new ServiceError('AccessDenied', 'The bucket belongs to another account than the expected one.', 403);

/** Recorded. */
export const preconditionFailed = (condition: string) =>
  new ServiceError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  });

/** Recorded: what S3 says of a header with a value that it does not take. */
export const headerNotImplemented = (header: string) =>
  new ServiceError('NotImplemented', 'A header you provided implies functionality that is not implemented', 501, {
    Header: header,
  });

/** Recorded. */
export const invalidRequest = (what: string) => new ServiceError('InvalidRequest', what);

/** Recorded. */
export const invalidPartNumber = (requested: number, actual: number) =>
  new ServiceError('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416, {
    PartNumberRequested: String(requested),
    ActualPartCount: String(actual),
  });

/** Recorded. */
export const entityTooSmall = (number: number, size: number, least: number) =>
  new ServiceError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
    PartNumber: String(number),
    ProposedSize: String(size),
    MinSizeAllowed: String(least),
  });

/** Recorded. */
export const invalidDigest = (digest: string) =>
  new ServiceError('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, {
    'Content-MD5': printable(digest),
  });

/** Recorded. */
export const wrongMd5 = () =>
  new ServiceError('BadDigest', 'The Content-MD5 you specified did not match what we received.');

export const notModified = () => new ServiceError('NotModified', 'The object has not changed.', 304);

/** Recorded. */
export const invalidRange = (size: number) =>
  new ServiceError('InvalidRange', 'The requested range is not satisfiable', 416, {
    ActualObjectSize: String(size),
  });

export const badDigest = (algorithm: string) =>
  new ServiceError('BadDigest', `The ${algorithm} of the body is not the one that the request gives.`);

export const brokenChunks = (what: string) =>
  new ServiceError('IncompleteBody', `The body is not what aws-chunked says it is: ${what}.`);

/** Recorded. */
export const invalidPart = (number: unknown) =>
  new ServiceError(
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { PartNumber: printable(String(number)) },
  );

/** Recorded. */
export const invalidPartOrder = () =>
  new ServiceError(
    'InvalidPartOrder',
    'The list of parts was not in ascending order. Parts must be ordered by part number.',
  );

export const invalidArgument = (what: string) => new ServiceError('InvalidArgument', what);

export const malformedXml = (what: string) => new ServiceError('MalformedXML', what);

export const full = (whose: string, limit: number) =>
  new ServiceError(
    'QuotaExceeded',
    `train-encrypt: the embedded S3 keeps no more than ${Math.floor(limit / 1024 / 1024)} MiB for ${whose}, in memory. ` +
      'Delete objects, or choose the engine localstack.',
  );
