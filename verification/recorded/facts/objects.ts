import { ABSENT, anyOrder, type Fact, length, PAST, pattern, type RecordedCall, type RecordedError } from '../fact.ts';
import { localstack } from './sources.ts';

const DATE = '2026-02-21';

/** A name of this account's own: S3's are everybody's. */
const BUCKET = 'recorded-<account>';
const KEY = 'recorded-key';

const fact = (what: string, source: string, ...calls: readonly RecordedCall[]): Fact => ({
  service: 's3',
  what,
  source: localstack(`s3 ${source}`),
  date: DATE,
  calls,
});

const inUsEast1 = (one: Fact): Fact => ({ ...one, region: 'us-east-1' });

const CREATE: RecordedCall = {
  operation: 'CreateBucket',
  input: { Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } },
};

const put = (Key: string, Body: string, more: object = {}): RecordedCall => ({
  operation: 'PutObject',
  input: { Bucket: BUCKET, Key, Body, ...more },
});

const call = (
  operation: string,
  input: object,
  result: Pick<RecordedCall, 'answer' | 'error' | 'saves'> = {},
): RecordedCall => ({
  operation,
  input: { Bucket: BUCKET, ...input },
  ...result,
});

const NO_BUCKET: RecordedError = {
  code: 'NoSuchBucket',
  message: 'The specified bucket does not exist',
  status: 404,
};
const NO_KEY: RecordedError = { code: 'NoSuchKey', message: 'The specified key does not exist.', status: 404 };
const CONDITION: RecordedError = {
  code: 'PreconditionFailed',
  message: 'At least one of the pre-conditions you specified did not hold',
  status: 412,
};

const buckets: readonly Fact[] = [
  fact(
    'GetObject: of no bucket',
    'test_s3 TestS3::test_get_object_no_such_bucket',
    call('GetObject', { Key: KEY }, { error: NO_BUCKET }),
  ),
  fact(
    'DeleteBucket: of no bucket',
    'test_s3 TestS3::test_delete_bucket_no_such_bucket',
    call('DeleteBucket', {}, { error: NO_BUCKET }),
  ),
  fact(
    'ListObjects: of no bucket',
    'test_s3 TestS3::test_bucket_does_not_exist',
    call('ListObjects', {}, { error: NO_BUCKET }),
  ),
  fact(
    'DeleteObjects: in no bucket',
    'test_s3 TestS3::test_delete_non_existing_keys_in_non_existing_bucket',
    call('DeleteObjects', { Delete: { Objects: [{ Key: 'dummy1' }] } }, { error: NO_BUCKET }),
  ),
  fact(
    'GetBucketLocation: of no bucket',
    'test_s3 TestS3::test_different_location_constraint',
    call('GetBucketLocation', {}, { error: NO_BUCKET }),
  ),
  fact(
    'HeadBucket: of no bucket',
    'test_s3 TestS3::test_create_bucket_head_bucket',
    call('HeadBucket', {}, { error: { code: '404' } }),
  ),
  inUsEast1(
    fact('CreateBucket: in us-east-1', 'test_s3 TestS3::test_create_bucket_head_bucket', {
      operation: 'CreateBucket',
      input: { Bucket: BUCKET },
      answer: { BucketArn: `arn:aws:s3:::${BUCKET}`, Location: `/${BUCKET}` },
    }),
  ),
  fact('CreateBucket: elsewhere', 'test_s3 TestS3::test_create_bucket_head_bucket', {
    ...CREATE,
    answer: { BucketArn: `arn:aws:s3:::${BUCKET}`, Location: pattern(`^http://${BUCKET}\\.`) },
  }),
  fact(
    'HeadBucket: of a bucket',
    'test_s3 TestS3::test_create_bucket_head_bucket',
    CREATE,
    call(
      'HeadBucket',
      {},
      {
        answer: { AccessPointAlias: false, BucketArn: `arn:aws:s3:::${BUCKET}`, BucketRegion: 'eu-central-1' },
      },
    ),
  ),
  fact(
    'GetBucketLocation: of a bucket outside us-east-1',
    'test_s3 TestS3::test_different_location_constraint',
    CREATE,
    call('GetBucketLocation', {}, { answer: { LocationConstraint: 'eu-central-1' } }),
  ),
  inUsEast1(
    fact(
      'GetBucketLocation: of a bucket in us-east-1',
      'test_s3 TestS3::test_different_location_constraint',
      { operation: 'CreateBucket', input: { Bucket: BUCKET } },
      call('GetBucketLocation', {}, { answer: { LocationConstraint: ABSENT } }),
    ),
  ),
  fact('CreateBucket: without a constraint outside us-east-1', 'test_s3 TestS3::test_different_location_constraint', {
    operation: 'CreateBucket',
    input: { Bucket: BUCKET },
    error: {
      code: 'IllegalLocationConstraintException',
      message:
        'The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.',
      status: 400,
    },
  }),
  ...['us-east-2', 'us-east-1'].map((other) =>
    fact(
      `CreateBucket: with the constraint ${other} in another region`,
      'test_s3 TestS3::test_different_location_constraint',
      {
        operation: 'CreateBucket',
        input: { Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: other } },
        error: {
          code: 'IllegalLocationConstraintException',
          message: `The ${other} location constraint is incompatible for the region specific endpoint this request was sent to.`,
          status: 400,
        },
      },
    ),
  ),
  fact(
    'CreateBucket: with a constraint that is no region',
    'test_s3 TestS3::test_create_bucket_with_invalid_location_constraint[eu-west-1-bar]',
    {
      operation: 'CreateBucket',
      input: { Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: 'bar' } },
      error: {
        code: 'IllegalLocationConstraintException',
        message:
          'The bar location constraint is incompatible for the region specific endpoint this request was sent to.',
        status: 400,
      },
    },
  ),
  ...['us-east-1', 'foo'].map((other) =>
    inUsEast1(
      fact(
        `CreateBucket: with the constraint ${other} in us-east-1`,
        `test_s3 TestS3::test_create_bucket_with_invalid_location_constraint[us-east-1-${other}]`,
        {
          operation: 'CreateBucket',
          input: { Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: other } },
          error: {
            code: 'InvalidLocationConstraint',
            message: 'The specified location-constraint is not valid',
            status: 400,
          },
        },
      ),
    ),
  ),
  fact('CreateBucket: one that is there', 'test_s3 TestS3::test_create_bucket_with_existing_name', CREATE, {
    ...CREATE,
    error: {
      code: 'BucketAlreadyOwnedByYou',
      message: 'Your previous request to create the named bucket succeeded and you already own it.',
      status: 409,
    },
  }),
  fact('CreateBucket: with capitals', 'test_s3 TestS3::test_s3_uppercase_bucket_name', {
    operation: 'CreateBucket',
    input: {
      Bucket: 'Recorded-<account>',
      CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
    },
    error: { code: 'InvalidBucketName', message: 'The specified bucket is not valid.', status: 400 },
  }),
  fact(
    'DeleteBucket: with an object in it',
    'test_s3_api TestS3BucketCRUD::test_delete_bucket_with_objects',
    CREATE,
    put(KEY, 'content'),
    call(
      'DeleteBucket',
      {},
      {
        error: { code: 'BucketNotEmpty', message: 'The bucket you tried to delete is not empty', status: 409 },
      },
    ),
    call('DeleteObject', { Key: KEY }),
    call('DeleteBucket', {}),
  ),
  fact(
    'ListBuckets: by prefix',
    'test_s3_list_operations TestS3ListBuckets::test_list_buckets_by_prefix_with_case_sensitivity',
    CREATE,
    {
      operation: 'ListBuckets',
      input: { Prefix: BUCKET },
      answer: {
        Buckets: [
          { BucketArn: `arn:aws:s3:::${BUCKET}`, BucketRegion: 'eu-central-1', CreationDate: PAST, Name: BUCKET },
        ],
        Prefix: BUCKET,
      },
    },
    { operation: 'ListBuckets', input: { Prefix: 'RECORDED' }, answer: { Buckets: length(0), Prefix: 'RECORDED' } },
  ),
  ...(
    [
      ['eu-central-1', 1],
      ['us-west-2', 0],
    ] as const
  ).map(([BucketRegion, count]) =>
    fact(
      `ListBuckets: by region, ${count === 0 ? 'another' : 'its own'}`,
      'test_s3_list_operations TestS3ListBuckets::test_list_buckets_by_bucket_region',
      CREATE,
      { operation: 'ListBuckets', input: { BucketRegion, Prefix: BUCKET }, answer: { Buckets: length(count) } },
    ),
  ),
  fact(
    'ListBuckets: by what is no region',
    'test_s3_list_operations TestS3ListBuckets::test_list_buckets_region_validation',
    {
      operation: 'ListBuckets',
      input: { BucketRegion: 'eu-east-1' },
      error: {
        code: 'InvalidArgument',
        message: 'Argument value eu-east-1 is not a valid AWS Region',
        status: 400,
      },
    },
  ),
  fact(
    'ListBuckets: a page at a time',
    'test_s3_list_operations TestS3ListBuckets::test_list_buckets_with_continuation_token',
    CREATE,
    { ...CREATE, input: { ...CREATE.input, Bucket: 'second-<account>' } },
    {
      operation: 'ListBuckets',
      input: { MaxBuckets: 1 },
      saves: { token: 'ContinuationToken' },
      answer: { Buckets: [{ Name: BUCKET }] },
    },
    {
      operation: 'ListBuckets',
      input: { MaxBuckets: 1, ContinuationToken: '<token>' },
      answer: { Buckets: [{ Name: 'second-<account>' }] },
    },
  ),
];

const RANGES = 'test_s3_api TestS3ObjectCRUD::test_get_object_range';
const range = (header: string, answer: object): Fact =>
  fact(
    `GetObject: Range bytes=${header}`,
    RANGES,
    CREATE,
    put(KEY, '0123456789'),
    call('GetObject', { Key: KEY, Range: `bytes=${header}` }, { answer: { AcceptRanges: 'bytes', ...answer } }),
  );

const reading: readonly Fact[] = [
  fact(
    'GetObject: a key that is not there',
    'test_s3 TestS3::test_range_key_not_exists',
    CREATE,
    call('GetObject', { Key: KEY, Range: 'bytes=1024-4096' }, { error: NO_KEY }),
  ),
  fact(
    'HeadObject: a key that is not there',
    'test_s3 TestS3::test_head_object_fields',
    CREATE,
    call('HeadObject', { Key: KEY }, { error: { code: '404' } }),
  ),
  fact(
    'HeadObject: what there is to see',
    'test_s3 TestS3::test_head_object_fields',
    CREATE,
    put(KEY, 'abcdefgh'),
    call(
      'HeadObject',
      { Key: KEY },
      {
        answer: {
          AcceptRanges: 'bytes',
          ContentLength: 8,
          ETag: '"e8dc4081b13434b45189a720b77b6818"',
          LastModified: PAST,
          Metadata: {},
          ServerSideEncryption: 'AES256',
        },
      },
    ),
  ),
  fact(
    'GetObject: a range beyond the end',
    'test_s3 TestS3::test_invalid_range_error',
    CREATE,
    put(KEY, 'abcdefgh'),
    call(
      'GetObject',
      { Key: KEY, Range: 'bytes=1024-4096' },
      {
        error: { code: 'InvalidRange', message: 'The requested range is not satisfiable', status: 416 },
      },
    ),
  ),
  range('0-8', { Body: '012345678', ContentLength: 9, ContentRange: 'bytes 0-8/10' }),
  range('1-1', { Body: '1', ContentLength: 1, ContentRange: 'bytes 1-1/10' }),
  range('1-0', { Body: '0123456789', ContentLength: 10, ContentRange: ABSENT }),
  range('1-', { Body: '123456789', ContentLength: 9, ContentRange: 'bytes 1-9/10' }),
  range('-1-', { Body: '0123456789', ContentLength: 10, ContentRange: ABSENT }),
  range('-2', { Body: '89', ContentLength: 2, ContentRange: 'bytes 8-9/10' }),
  range('-9', { Body: '123456789', ContentLength: 9, ContentRange: 'bytes 1-9/10' }),
  range('-15', { Body: '0123456789', ContentLength: 10, ContentRange: 'bytes 0-9/10' }),
  fact(
    'PutObject, GetObject: what describes an object comes back',
    'test_s3 TestS3::test_put_and_get_object_with_content_language_disposition',
    CREATE,
    put(KEY, 'abc123', {
      CacheControl: 'no-cache',
      ContentLanguage: 'de',
      ContentDisposition: 'attachment; filename="foo.jpg"',
    }),
    call(
      'GetObject',
      { Key: KEY },
      {
        answer: {
          CacheControl: 'no-cache',
          ContentDisposition: 'attachment; filename="foo.jpg"',
          ContentLanguage: 'de',
          ContentLength: 6,
          ETag: '"e99a18c428cb38d5f260853678922e03"',
          ServerSideEncryption: 'AES256',
        },
      },
    ),
  ),
  fact(
    'PutObject, GetObject: a key beyond ASCII',
    'test_s3 TestS3::test_put_and_get_object_with_utf8_key',
    CREATE,
    {
      ...put('Ā', 'abc123'),
      answer: { ETag: '"e99a18c428cb38d5f260853678922e03"', ServerSideEncryption: 'AES256' },
    },
    call('GetObject', { Key: 'Ā' }, { answer: { Body: 'abc123', ContentLength: 6 } }),
  ),
  ...(
    [
      ['IfMatch', '"etag123"', CONDITION],
      ['IfNoneMatch', '"8d777f385d3dfec8815d20f7496026dc"', { code: '304' }],
      ['IfNoneMatch', '8d777f385d3dfec8815d20f7496026dc', { code: '304' }],
    ] as const
  ).map(([condition, value, error]) =>
    fact(
      `GetObject: ${condition} ${value}`,
      'test_s3 TestS3::test_s3_get_object_preconditions[get_object]',
      CREATE,
      put(KEY, 'data'),
      call('GetObject', { Key: KEY, [condition]: value }, { error }),
    ),
  ),
  fact(
    'GetObject: a part of an object that was uploaded whole',
    'test_s3 TestS3::test_get_object_part',
    CREATE,
    put(KEY, 'test-123'),
    call(
      'GetObject',
      { Key: KEY, PartNumber: 2 },
      {
        error: { code: 'InvalidPartNumber', message: 'The requested partnumber is not satisfiable', status: 416 },
      },
    ),
  ),
  fact(
    'GetObject: part and range together',
    'test_s3 TestS3::test_get_object_part',
    CREATE,
    put(KEY, 'test-123'),
    call(
      'GetObject',
      { Key: KEY, PartNumber: 1, Range: 'bytes=0-1' },
      {
        error: {
          code: 'InvalidRequest',
          message: 'Cannot specify both Range header and partNumber query parameter',
          status: 400,
        },
      },
    ),
  ),
];

const writing: readonly Fact[] = [
  fact(
    'PutObject: If-None-Match on a key that is there',
    'test_s3_api TestS3ObjectWritePrecondition::test_put_object_if_none_match',
    CREATE,
    put(KEY, ''),
    { ...put(KEY, '', { IfNoneMatch: '*' }), error: CONDITION },
    call('DeleteObject', { Key: KEY }),
    { ...put(KEY, '', { IfNoneMatch: '*' }), answer: { ETag: '"d41d8cd98f00b204e9800998ecf8427e"' } },
  ),
  fact(
    'PutObject: If-None-Match with an ETag',
    'test_s3_api TestS3ObjectWritePrecondition::test_put_object_if_none_match_validation',
    CREATE,
    put(KEY, ''),
    {
      ...put(KEY, '', { IfNoneMatch: 'any' }),
      error: {
        code: 'NotImplemented',
        message: 'A header you provided implies functionality that is not implemented',
        status: 501,
      },
    },
  ),
  fact(
    'PutObject: If-Match with another ETag, with the right one, and on no key',
    'test_s3_api TestS3ObjectWritePrecondition::test_put_object_if_match',
    CREATE,
    put(KEY, 'test'),
    { ...put(KEY, '', { IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"' }), error: CONDITION },
    { ...put(KEY, '', { IfMatch: '"098f6bcd4621d373cade4e832627b4f6"' }) },
    call('DeleteObject', { Key: KEY }),
    { ...put(KEY, '', { IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"' }), error: NO_KEY },
  ),
  fact(
    'PutObject: If-Match *',
    'test_s3_api TestS3ObjectWritePrecondition::test_put_object_if_match_validation',
    CREATE,
    {
      ...put(KEY, '', { IfMatch: '*' }),
      error: {
        code: 'NotImplemented',
        message: 'A header you provided implies functionality that is not implemented',
        status: 501,
      },
    },
  ),
  fact(
    'PutObject: both conditions',
    'test_s3_api TestS3ObjectWritePrecondition::test_put_object_if_match_and_if_none_match_validation',
    CREATE,
    {
      ...put(KEY, '', { IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"', IfNoneMatch: '*' }),
      error: { code: 'NotImplemented', status: 501 },
    },
  ),
  fact(
    'DeleteObject: there or not',
    'test_s3_api TestS3ObjectCRUD::test_delete_object',
    CREATE,
    put(KEY, 'test-delete'),
    call('DeleteObject', { Key: KEY }, { answer: { DeleteMarker: ABSENT } }),
    call('DeleteObject', { Key: KEY }, { answer: { DeleteMarker: ABSENT } }),
  ),
  fact(
    'DeleteObjects: there or not',
    'test_s3_api TestS3ObjectCRUD::test_delete_objects',
    CREATE,
    put('test-delete', 'test-delete'),
    call(
      'DeleteObjects',
      { Delete: { Objects: [{ Key: 'a-wrong-key' }, { Key: 'c-wrong-key' }, { Key: 'test-delete' }] } },
      {
        answer: {
          Deleted: anyOrder({ Key: 'a-wrong-key' }, { Key: 'c-wrong-key' }, { Key: 'test-delete' }),
          Errors: length(0),
        },
      },
    ),
  ),
  fact(
    'DeleteObjects: quietly',
    'test_s3 TestS3::test_delete_non_existing_keys_quiet',
    CREATE,
    call(
      'DeleteObjects',
      { Delete: { Objects: [{ Key: 'dummy1' }], Quiet: true } },
      { answer: { Deleted: length(0) } },
    ),
  ),
  ...['__invalid__', '000', 'not base64 encoded checksum', 'MTIz', 'dGVzdC1zdHJpbmc='].map((ContentMD5) =>
    fact(`PutObject: Content-MD5 ${ContentMD5}`, 'test_s3 TestS3::test_s3_invalid_content_md5', CREATE, {
      ...put(KEY, 'something', { ContentMD5 }),
      error: { code: 'InvalidDigest', message: 'The Content-MD5 you specified was invalid.', status: 400 },
    }),
  ),
  fact('PutObject: the Content-MD5 of something else', 'test_s3 TestS3::test_s3_invalid_content_md5', CREATE, {
    ...put(KEY, 'something', { ContentMD5: 'CYketZBSTjX8czcs3cXVlg==' }),
    error: {
      code: 'BadDigest',
      message: 'The Content-MD5 you specified did not match what we received.',
      status: 400,
    },
  }),
];

const START: RecordedCall = {
  operation: 'CreateMultipartUpload',
  input: { Bucket: BUCKET, Key: KEY },
  saves: { upload: 'UploadId' },
};
const part = (PartNumber: number, Body = 'data', result: Pick<RecordedCall, 'answer' | 'error'> = {}): RecordedCall =>
  call('UploadPart', { Key: KEY, UploadId: '<upload>', PartNumber, Body }, result);
const complete = (Parts: readonly object[] | undefined, error: RecordedError): RecordedCall =>
  call(
    'CompleteMultipartUpload',
    { Key: KEY, UploadId: '<upload>', ...(Parts && { MultipartUpload: { Parts } }) },
    { error },
  );
const DATA = '"8d777f385d3dfec8815d20f7496026dc"';
const NO_UPLOAD: RecordedError = {
  code: 'NoSuchUpload',
  message:
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
  status: 404,
};
const copy = (PartNumber: number, more: object, result: Pick<RecordedCall, 'answer' | 'error'>): RecordedCall =>
  call(
    'UploadPartCopy',
    { Key: KEY, UploadId: '<upload>', PartNumber, CopySource: `${BUCKET}/src-key`, ...more },
    result,
  );
const COPY_RANGE = 'test_s3_api TestS3Multipart::test_upload_part_copy_range';
const SOURCE = put('src-key', '0123456789');

const parts: readonly Fact[] = [
  fact('CreateMultipartUpload: says how the object will be encrypted', COPY_RANGE, CREATE, {
    ...START,
    answer: { Bucket: BUCKET, Key: KEY, ServerSideEncryption: 'AES256' },
  }),
  fact(
    'UploadPart: says how the part is encrypted',
    'test_s3 TestS3::test_multipart_complete_multipart_too_small',
    CREATE,
    START,
    part(1, 'data', { answer: { ETag: DATA, ServerSideEncryption: 'AES256' } }),
  ),
  fact(
    'CompleteMultipartUpload: no parts',
    'test_s3 TestS3::test_multipart_complete_multipart_too_small',
    CREATE,
    START,
    part(1),
    complete([], { code: 'InvalidRequest', message: 'You must specify at least one part', status: 400 }),
  ),
  fact(
    'CompleteMultipartUpload: parts too small',
    'test_s3 TestS3::test_multipart_complete_multipart_too_small',
    CREATE,
    START,
    part(1),
    part(2),
    complete(
      [
        { PartNumber: 1, ETag: DATA },
        { PartNumber: 2, ETag: DATA },
      ],
      {
        code: 'EntityTooSmall',
        message: 'Your proposed upload is smaller than the minimum allowed size',
        status: 400,
      },
    ),
  ),
  ...(
    [
      ['number', { PartNumber: 2, ETag: DATA }],
      ['ETag', { PartNumber: 1, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' }],
    ] as const
  ).map(([what, wrong]) =>
    fact(
      `CompleteMultipartUpload: a part by a wrong ${what}`,
      'test_s3 TestS3::test_multipart_complete_multipart_wrong_part',
      CREATE,
      START,
      part(1),
      complete([wrong], {
        code: 'InvalidPart',
        message:
          "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        status: 400,
      }),
    ),
  ),
  fact(
    'CompleteMultipartUpload: parts out of order',
    'test_s3 TestS3::test_complete_multipart_parts_order',
    CREATE,
    START,
    part(1),
    part(2),
    complete(
      [
        { PartNumber: 2, ETag: DATA },
        { PartNumber: 1, ETag: DATA },
      ],
      {
        code: 'InvalidPartOrder',
        message: 'The list of parts was not in ascending order. Parts must be ordered by part number.',
        status: 400,
      },
    ),
  ),
  fact(
    'UploadPart: a negative number',
    'test_s3 TestS3::test_complete_multipart_parts_order',
    CREATE,
    START,
    part(-1, 'data', {
      error: {
        code: 'InvalidArgument',
        message: 'Part number must be an integer between 1 and 10000, inclusive',
        status: 400,
      },
    }),
  ),
  fact(
    'UploadPart, CompleteMultipartUpload, AbortMultipartUpload: of no upload',
    'test_s3 TestS3::test_multipart_no_such_upload',
    CREATE,
    call('UploadPart', { Key: KEY, UploadId: 'fakeid', PartNumber: 1, Body: 'data' }, { error: NO_UPLOAD }),
    call(
      'CompleteMultipartUpload',
      { Key: KEY, UploadId: 'fakeid', MultipartUpload: { Parts: [{ PartNumber: 1, ETag: DATA }] } },
      { error: NO_UPLOAD },
    ),
    call('AbortMultipartUpload', { Key: KEY, UploadId: 'fakeid' }, { error: NO_UPLOAD }),
  ),
  fact(
    'UploadPartCopy: a whole object',
    'test_s3_api TestS3Multipart::test_upload_part_copy_no_copy_source_range',
    CREATE,
    SOURCE,
    START,
    copy(
      1,
      {},
      {
        answer: { CopyPartResult: { ETag: '"781e5e245d69b566979b86e28d23f2c7"' }, ServerSideEncryption: 'AES256' },
      },
    ),
  ),
  fact(
    'UploadPartCopy: ranges',
    COPY_RANGE,
    CREATE,
    SOURCE,
    START,
    copy(
      1,
      { CopySourceRange: 'bytes=0-8' },
      { answer: { CopyPartResult: { ETag: '"22975d8a5ed1b91445f6c55ac121505b"' } } },
    ),
    copy(
      2,
      { CopySourceRange: 'bytes=1-1' },
      { answer: { CopyPartResult: { ETag: '"c4ca4238a0b923820dcc509a6f75849b"' } } },
    ),
    copy(
      3,
      { CopySourceRange: 'bytes=0-0' },
      { answer: { CopyPartResult: { ETag: '"cfcd208495d565ef66e7dff9f98764da"' } } },
    ),
  ),
  ...['0-8', 'bytes=1-0', 'bytes=-1-', 'bytes=0--1'].map((CopySourceRange) =>
    fact(
      `UploadPartCopy: the range ${CopySourceRange}`,
      COPY_RANGE,
      CREATE,
      SOURCE,
      START,
      copy(
        1,
        { CopySourceRange },
        {
          error: {
            code: 'InvalidArgument',
            message:
              'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
            status: 400,
          },
        },
      ),
    ),
  ),
  ...(
    [
      ['CopySourceIfMatch', '"d41d8cd98f00b204e9800998ecf8427e"'],
      ['CopySourceIfNoneMatch', '"781e5e245d69b566979b86e28d23f2c7"'],
    ] as const
  ).map(([condition, etag]) =>
    fact(
      `UploadPartCopy: ${condition} that does not hold`,
      `test_s3_api TestS3Multipart::test_upload_part_copy_with_copy_source_${condition === 'CopySourceIfMatch' ? 'if_match' : 'if_none_match'}_failed`,
      CREATE,
      SOURCE,
      START,
      copy(1, { [condition]: etag }, { error: CONDITION }),
    ),
  ),
  fact(
    'UploadPartCopy: CopySourceIfMatch that holds',
    'test_s3_api TestS3Multipart::test_upload_part_copy_with_copy_source_if_match_success',
    CREATE,
    SOURCE,
    START,
    copy(
      1,
      { CopySourceIfMatch: '"781e5e245d69b566979b86e28d23f2c7"' },
      {
        answer: { CopyPartResult: { ETag: '"781e5e245d69b566979b86e28d23f2c7"' } },
      },
    ),
  ),
];

const CONTENT = 'content 123';
const keys = (...names: readonly string[]): readonly RecordedCall[] => names.map((name) => put(name, CONTENT));
const shown = (...names: readonly string[]) =>
  names.map((Key) => ({ Key, ETag: '"0d9fa06a66933b40f615f530e59edd6b"', Size: 11, StorageClass: 'STANDARD' }));
const prefixes = (...names: readonly string[]) => names.map((Prefix) => ({ Prefix }));
const DEEP = keys('test/foo/bar/123', 'test/foo/bar/456', 'test/bar/foo/123');
const FOLDERS = keys('folder/aSubfolder/subFile1', 'folder/aSubfolder/subFile2', 'folder/file1', 'folder/file2');
const V2 = 'test_s3_list_operations TestS3ListObjectsV2';
const V1 = 'test_s3_list_operations TestS3ListObjects';
const NUMBERED = keys(...Array.from({ length: 12 }, (_, n) => `test_${n}`));

const listing: readonly Fact[] = [
  ...(
    [
      ['test/', ['test/bar/foo/123', 'test/foo/bar/123', 'test/foo/bar/456']],
      ['test/foo', ['test/foo/bar/123', 'test/foo/bar/456']],
      ['test/foo/bar', ['test/foo/bar/123', 'test/foo/bar/456']],
    ] as const
  ).map(([Prefix, found]) =>
    fact(
      `ListObjectsV2: prefix ${Prefix}`,
      `${V2}::test_list_objects_v2_with_prefix`,
      CREATE,
      ...DEEP,
      call(
        'ListObjectsV2',
        { Prefix },
        {
          answer: {
            Contents: shown(...found),
            IsTruncated: false,
            KeyCount: found.length,
            MaxKeys: 1000,
            Name: BUCKET,
            Prefix,
          },
        },
      ),
    ),
  ),
  ...(
    [
      ['test/', ['test/bar/', 'test/foo/']],
      ['test/foo', ['test/foo/']],
      ['test/foo/bar', ['test/foo/bar/']],
    ] as const
  ).map(([Prefix, found]) =>
    fact(
      `ListObjectsV2: prefix ${Prefix} and a delimiter`,
      `${V2}::test_list_objects_v2_with_prefix_and_delimiter`,
      CREATE,
      ...DEEP,
      call(
        'ListObjectsV2',
        { Prefix, Delimiter: '/' },
        {
          answer: {
            CommonPrefixes: prefixes(...found),
            Delimiter: '/',
            IsTruncated: false,
            KeyCount: found.length,
            Contents: length(0),
          },
        },
      ),
    ),
  ),
  fact(
    'ListObjectsV2: a page of common prefixes',
    `${V2}::test_list_objects_v2_with_prefix_and_delimiter`,
    CREATE,
    ...DEEP,
    call(
      'ListObjectsV2',
      { Prefix: 'test/', Delimiter: '/', MaxKeys: 1 },
      {
        answer: {
          CommonPrefixes: prefixes('test/bar/'),
          IsTruncated: true,
          KeyCount: 1,
          NextContinuationToken: pattern('.'),
        },
      },
    ),
  ),
  fact(
    'ListObjectsV2: page after page, and after a key',
    `${V2}::test_list_objects_v2_continuation_start_after`,
    CREATE,
    ...NUMBERED,
    call(
      'ListObjectsV2',
      { MaxKeys: 5 },
      {
        saves: { token: 'NextContinuationToken' },
        answer: { Contents: shown('test_0', 'test_1', 'test_10', 'test_11', 'test_2'), IsTruncated: true, KeyCount: 5 },
      },
    ),
    call(
      'ListObjectsV2',
      { ContinuationToken: '<token>' },
      {
        answer: {
          ContinuationToken: '<token>',
          Contents: shown('test_3', 'test_4', 'test_5', 'test_6', 'test_7', 'test_8', 'test_9'),
          KeyCount: 7,
          MaxKeys: 1000,
        },
      },
    ),
    call(
      'ListObjectsV2',
      { StartAfter: 'test_7', MaxKeys: 2 },
      {
        answer: {
          Contents: shown('test_8', 'test_9'),
          IsTruncated: false,
          KeyCount: 2,
          MaxKeys: 2,
          StartAfter: 'test_7',
        },
      },
    ),
    call(
      'ListObjectsV2',
      { StartAfter: 'test_7', ContinuationToken: '<token>' },
      {
        answer: { Contents: shown('test_3', 'test_4', 'test_5', 'test_6', 'test_7', 'test_8', 'test_9') },
      },
    ),
  ),
  fact(
    'ListObjectsV2: common prefixes and keys, one at a time',
    `${V2}::test_list_objects_v2_continuation_common_prefixes`,
    CREATE,
    ...FOLDERS,
    call(
      'ListObjectsV2',
      { Prefix: 'folder/', Delimiter: '/', MaxKeys: 1 },
      {
        saves: { token: 'NextContinuationToken' },
        answer: { CommonPrefixes: prefixes('folder/aSubfolder/'), IsTruncated: true, KeyCount: 1 },
      },
    ),
    call(
      'ListObjectsV2',
      { Prefix: 'folder/', Delimiter: '/', MaxKeys: 1, ContinuationToken: '<token>' },
      {
        answer: { Contents: shown('folder/file1'), CommonPrefixes: length(0) },
      },
    ),
  ),
  fact(
    'ListObjects: from a marker that is a common prefix',
    `${V1}::test_list_objects_marker_common_prefixes`,
    CREATE,
    ...FOLDERS,
    call(
      'ListObjects',
      { Prefix: 'folder/', Delimiter: '/', MaxKeys: 1 },
      {
        answer: {
          CommonPrefixes: prefixes('folder/aSubfolder/'),
          IsTruncated: true,
          Marker: '',
          NextMarker: 'folder/aSubfolder/',
        },
      },
    ),
    call(
      'ListObjects',
      { Prefix: 'folder/', Delimiter: '/', MaxKeys: 1, Marker: 'folder/aSubfolder/' },
      {
        answer: { Contents: shown('folder/file1'), IsTruncated: true, NextMarker: 'folder/file1' },
      },
    ),
    call(
      'ListObjects',
      { Prefix: 'folder/', Delimiter: '/', MaxKeys: 1, Marker: 'folder/file1' },
      {
        answer: { Contents: shown('folder/file2'), IsTruncated: false, NextMarker: ABSENT },
      },
    ),
    call(
      'ListObjects',
      { Prefix: 'folder/', Delimiter: '/', MaxKeys: 1, Marker: 'folder/aSubfolder/subFile1' },
      {
        answer: { Contents: shown('folder/file1'), IsTruncated: true, NextMarker: 'folder/file1' },
      },
    ),
  ),
  ...(
    [
      ['', { Contents: shown('test/foo/bar/123'), Delimiter: ABSENT }],
      ['/', { CommonPrefixes: prefixes('test/foo/'), Contents: length(0), Delimiter: '/' }],
      ['%2F', { Contents: shown('test/foo/bar/123') }],
    ] as const
  ).map(([Delimiter, answer]) =>
    fact(
      `ListObjects: delimiter "${Delimiter}"`,
      `${V1}::test_list_objects_with_prefix[${Delimiter}]`,
      CREATE,
      ...keys('test/foo/bar/123'),
      call(
        'ListObjects',
        { Prefix: 'test/', MaxKeys: 1, Delimiter },
        { answer: { IsTruncated: false, Marker: '', ...answer } },
      ),
    ),
  ),
  fact(
    'ListObjects: NextMarker with a delimiter only',
    `${V1}::test_list_objects_next_marker`,
    CREATE,
    ...keys('a', 'b', 'c'),
    call(
      'ListObjects',
      { MaxKeys: 1, Delimiter: '/' },
      { answer: { Contents: shown('a'), IsTruncated: true, NextMarker: 'a' } },
    ),
    call(
      'ListObjects',
      { MaxKeys: 1, Marker: 'a' },
      { answer: { Contents: shown('b'), IsTruncated: true, Marker: 'a', NextMarker: ABSENT } },
    ),
  ),
  ...['ListObjectsV2', 'ListObjects'].map((operation) =>
    fact(
      `${operation}: an unknown encoding`,
      `${V2}::test_list_ops_encoding_type_validation`,
      CREATE,
      call(
        operation,
        { EncodingType: 'value' },
        {
          error: { code: 'InvalidArgument', message: 'Invalid Encoding Method specified in Request', status: 400 },
        },
      ),
    ),
  ),
  fact(
    'DeleteObjects, ListObjects: what is left',
    'test_s3 TestS3::test_s3_batch_delete_objects',
    CREATE,
    ...keys('1', '2'),
    call('DeleteObjects', { Delete: { Objects: [{ Key: '1' }, { Key: '2' }] } }),
    call(
      'ListObjects',
      {},
      {
        answer: { IsTruncated: false, Marker: '', MaxKeys: 1000, Name: BUCKET, Prefix: '', Contents: length(0) },
      },
    ),
  ),
];

/** Buckets and what is in them. */
export const objects: readonly Fact[] = [...buckets, ...reading, ...writing, ...parts, ...listing];
