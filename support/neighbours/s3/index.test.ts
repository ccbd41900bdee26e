import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import * as sdk from '@aws-sdk/client-s3';
import { configuration, serveAlone } from '../../gateway/testing/neighbours.ts';
import { createS3 } from './index.ts';

const MIB = 1024 * 1024;

async function start(limits?: { account: number; all: number }) {
  const gateway = await serveAlone(createS3(limits));
  const made: sdk.S3Client[] = [];
  const client = (options: { account?: string; region?: string } = {}) => {
    const s3 = new sdk.S3Client(configuration(gateway.url, options.account, options.region));
    made.push(s3);
    return s3;
  };
  return {
    url: gateway.url,
    journal: gateway.journal,
    client,
    async bucket(name = 'models') {
      const s3 = client();
      await s3.send(
        new sdk.CreateBucketCommand({
          Bucket: name,
          CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
        }),
      );
      return s3;
    },
    async [Symbol.asyncDispose]() {
      for (const s3 of made) s3.destroy();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

const put = (s3: sdk.S3Client, Key: string, Body: string | Uint8Array = Key, more: object = {}) =>
  s3.send(new sdk.PutObjectCommand({ Bucket: 'models', Key, Body, ...more }));

async function text(s3: sdk.S3Client, Key: string, more: object = {}) {
  const answer = await s3.send(new sdk.GetObjectCommand({ Bucket: 'models', Key, ...more }));
  return { ...answer, text: await answer.Body?.transformToString() };
}

test('a bucket is created, found, located, listed and deleted', async () => {
  await using served = await start();
  const s3 = await served.bucket();
  const { BucketRegion } = await s3.send(new sdk.HeadBucketCommand({ Bucket: 'models' }));
  assert.equal(BucketRegion, 'eu-central-1');
  const { LocationConstraint } = await s3.send(new sdk.GetBucketLocationCommand({ Bucket: 'models' }));
  assert.equal(LocationConstraint, 'eu-central-1');
  const { Buckets } = await s3.send(new sdk.ListBucketsCommand({}));
  assert.deepEqual(
    Buckets?.map(({ Name }) => Name),
    ['models'],
  );
  assert.ok((Buckets?.[0]?.CreationDate?.getTime() ?? 0) > Date.now() - 60_000);
  await s3.send(new sdk.DeleteBucketCommand({ Bucket: 'models' }));
  await assert.rejects(s3.send(new sdk.HeadBucketCommand({ Bucket: 'models' })), { name: 'NotFound' });
});

test('in the first region a bucket has no location constraint and may be created twice', async () => {
  await using served = await start();
  const s3 = served.client({ region: 'us-east-1' });
  await s3.send(new sdk.CreateBucketCommand({ Bucket: 'models' }));
  await s3.send(new sdk.CreateBucketCommand({ Bucket: 'models' }));
  const { LocationConstraint } = await s3.send(new sdk.GetBucketLocationCommand({ Bucket: 'models' }));
  assert.ok(!LocationConstraint);
});

test('a bucket that cannot be is refused', async () => {
  await using served = await start();
  const s3 = await served.bucket();
  const create = (Bucket: string, LocationConstraint?: 'eu-central-1' | 'eu-west-1') =>
    s3.send(
      new sdk.CreateBucketCommand({
        Bucket,
        ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }),
      }),
    );
  await assert.rejects(create('models', 'eu-central-1'), { name: 'BucketAlreadyOwnedByYou' });
  await assert.rejects(create('Models', 'eu-central-1'), { name: 'InvalidBucketName' });
  await assert.rejects(create('10.0.0.1', 'eu-central-1'), { name: 'InvalidBucketName' });
  await assert.rejects(create('other', 'eu-west-1'), { name: 'IllegalLocationConstraintException' });
  for (let i = 1; i < 100; i++) await create(`bucket-${i}`, 'eu-central-1');
  await assert.rejects(create('bucket-100', 'eu-central-1'), { name: 'TooManyBuckets' });
});

test('an account sees its own buckets alone, and each in its region', async () => {
  await using served = await start();
  await put(await served.bucket(), 'a');
  const other = served.client({ account: '999999999999' });
  await assert.rejects(other.send(new sdk.ListObjectsV2Command({ Bucket: 'models' })), { name: 'NoSuchBucket' });
  assert.deepEqual((await other.send(new sdk.ListBucketsCommand({}))).Buckets ?? [], []);
  const away = served.client({ region: 'us-east-1' });
  await assert.rejects(text(away, 'a'), { name: 'PermanentRedirect' });
  const response = await assertRejects(away.send(new sdk.HeadBucketCommand({ Bucket: 'models' })));
  assert.equal(response.$metadata.httpStatusCode, 301);
  const mine = served.client();
  const owned = (ExpectedBucketOwner: string) =>
    mine.send(new sdk.HeadBucketCommand({ Bucket: 'models', ExpectedBucketOwner }));
  await owned('111122223333');
  assert.equal((await assertRejects(owned('999999999999'))).$metadata.httpStatusCode, 403);
});

async function assertRejects(promise: Promise<unknown>): Promise<sdk.S3ServiceException> {
  try {
    await promise;
  } catch (error) {
    return error as sdk.S3ServiceException;
  }
  return assert.fail('it was answered');
}

test('an object comes back as it was put, with what was said of it', async () => {
  await using served = await start();
  const s3 = await served.bucket();
  const key = 'a b/ü+%?.txt';
  const { ETag } = await put(s3, key, 'weights', {
    ContentType: 'text/plain',
    ContentEncoding: 'gzip',
    Metadata: { job: 'fraud' },
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId: 'alias/training',
  });
  assert.equal(ETag, `"${createHash('md5').update('weights').digest('hex')}"`);
  const got = await text(s3, key);
  assert.equal(got.text, 'weights');
  assert.equal(got.ContentType, 'text/plain');
  assert.equal(got.ContentEncoding, 'gzip');
  assert.equal(got.ServerSideEncryption, 'aws:kms');
  assert.equal(got.SSEKMSKeyId, 'alias/training');
  assert.deepEqual(got.Metadata, { job: 'fraud' });
  assert.equal(got.ETag, ETag);
  const head = await s3.send(new sdk.HeadObjectCommand({ Bucket: 'models', Key: key }));
  assert.equal(head.ContentLength, 7);
  assert.deepEqual(head.Metadata, { job: 'fraud' });
  await s3.send(new sdk.DeleteObjectCommand({ Bucket: 'models', Key: key }));
  await assert.rejects(text(s3, key), { name: 'NoSuchKey' });
  await assert.rejects(s3.send(new sdk.HeadObjectCommand({ Bucket: 'models', Key: key })), { name: 'NotFound' });
  await s3.send(new sdk.DeleteObjectCommand({ Bucket: 'models', Key: key }));
});

test('a part of an object is answered as such', async () => {
  await using served = await start();
  const s3 = await served.bucket();
  await put(s3, 'key', '0123456789');
  const first = await text(s3, 'key', { Range: 'bytes=0-3' });
  assert.equal(first.text, '0123');
  assert.equal(first.ContentRange, 'bytes 0-3/10');
  assert.equal(first.$metadata.httpStatusCode, 206);
  assert.equal((await text(s3, 'key', { Range: 'bytes=-2' })).text, '89');
  assert.equal((await text(s3, 'key', { Range: 'bytes=8-99' })).text, '89');
  assert.equal((await text(s3, 'key', { Range: 'lines=1-2' })).$metadata.httpStatusCode, 200);
  await assert.rejects(text(s3, 'key', { Range: 'bytes=10-' }), { name: 'InvalidRange' });
});

test('conditions hold', async () => {
  await using served = await start();
  const s3 = await served.bucket();
  const { ETag } = await put(s3, 'key', 'one', { IfNoneMatch: '*' });
  await assert.rejects(put(s3, 'key', 'two', { IfNoneMatch: '*' }), { name: 'PreconditionFailed' });
  await assert.rejects(put(s3, 'key', 'two', { IfMatch: '"0"' }), { name: 'PreconditionFailed' });
  await put(s3, 'key', 'two', { IfMatch: ETag });
  await assert.rejects(text(s3, 'key', { IfMatch: ETag }), { name: 'PreconditionFailed' });
  const unchanged = await assertRejects(text(s3, 'key', { IfNoneMatch: '*' }));
  assert.equal(unchanged.$metadata.httpStatusCode, 304);
});

for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const) {
  test(`a body whose ${ChecksumAlgorithm} comes after it is checked, and given back with it`, async () => {
    await using served = await start();
    const s3 = await served.bucket();
    const put = new sdk.PutObjectCommand({
      Bucket: 'models',
      Key: 'key',
      // Of a stream the checksum is known at its end only.
      Body: Readable.from([Buffer.from('model '.repeat(50_000))]),
      ContentLength: 300_000,
      ChecksumAlgorithm,
    });
    const stored = await s3.send(put);
    const name = `Checksum${ChecksumAlgorithm}` as const;
    assert.match(stored[name] ?? '', /^[\w+/]+=*$/);
    const got = await text(s3, 'key', { ChecksumMode: 'ENABLED' });
    assert.equal(got[name], stored[name]);
    assert.equal(got.text?.length, 300_000);
    await assert.rejects(
      s3.send(new sdk.PutObjectCommand({ Bucket: 'models', Key: 'key', Body: 'x', [name]: stored[name] })),
      { name: 'BadDigest' },
    );
  });
}

test('a listing has pages, prefixes and delimiters, in the order of bytes', async () => {
  await using served = await start();
  const s3 = await served.bucket();
  for (const key of ['b/2', 'a/1', 'b/1', 'a/2', 'z', 'ü', 'a']) await put(s3, key);
  const all = await s3.send(new sdk.ListObjectsV2Command({ Bucket: 'models' }));
  assert.deepEqual(
    all.Contents?.map(({ Key }) => Key),
    ['a', 'a/1', 'a/2', 'b/1', 'b/2', 'z', 'ü'],
  );
  assert.equal(all.KeyCount, 7);
  assert.equal(all.IsTruncated, false);
  const folders: (string | undefined)[] = [];
  for await (const page of sdk.paginateListObjectsV2(
    { client: s3, pageSize: 1 },
    { Bucket: 'models', Delimiter: '/' },
  )) {
    for (const { Prefix } of page.CommonPrefixes ?? []) folders.push(Prefix);
    for (const { Key } of page.Contents ?? []) folders.push(Key);
  }
  assert.deepEqual(folders, ['a', 'a/', 'b/', 'z', 'ü']);
  const some = await s3.send(new sdk.ListObjectsV2Command({ Bucket: 'models', Prefix: 'b/', StartAfter: 'b/1' }));
  assert.deepEqual(
    some.Contents?.map(({ Key, Size }) => [Key, Size]),
    [['b/2', 3]],
  );
  const encoded = await s3.send(new sdk.ListObjectsV2Command({ Bucket: 'models', Prefix: 'ü', EncodingType: 'url' }));
  assert.equal(encoded.Contents?.[0]?.Key, '%C3%BC');
  const old = await s3.send(new sdk.ListObjectsCommand({ Bucket: 'models', Delimiter: '/', MaxKeys: 2 }));
  assert.equal(old.NextMarker, 'a/');
  const rest = await s3.send(new sdk.ListObjectsCommand({ Bucket: 'models', Delimiter: '/', Marker: 'a/' }));
  assert.deepEqual([rest.CommonPrefixes?.map(({ Prefix }) => Prefix), rest.Contents?.length], [['b/'], 2]);
  const wrong = new sdk.ListObjectsV2Command({ Bucket: 'models', ContinuationToken: '=' });
  await assert.rejects(s3.send(wrong), { name: 'InvalidArgument' });
});

test('several objects are deleted at once', async () => {
  await using served = await start();
  const s3 = await served.bucket();
  for (const key of ['a', 'b', 'c']) await put(s3, key);
  const { Deleted } = await s3.send(
    new sdk.DeleteObjectsCommand({ Bucket: 'models', Delete: { Objects: [{ Key: 'a' }, { Key: 'b' }] } }),
  );
  assert.deepEqual(
    Deleted?.map(({ Key }) => Key),
    ['a', 'b'],
  );
  for (const Objects of [[], [{ Key: '' }]]) {
    const none = new sdk.DeleteObjectsCommand({ Bucket: 'models', Delete: { Objects } });
    await assert.rejects(s3.send(none), { name: 'MalformedXML' });
  }
  await assert.rejects(s3.send(new sdk.DeleteBucketCommand({ Bucket: 'models' })), { name: 'BucketNotEmpty' });
});

test('an upload in parts is put together in their order', async () => {
  await using served = await start();
  const s3 = await served.bucket();
  const at = { Bucket: 'models', Key: 'big' };
  const { UploadId } = await s3.send(new sdk.CreateMultipartUploadCommand({ ...at, ContentType: 'a/b' }));
  const parts: sdk.CompletedPart[] = [];
  for (const PartNumber of [2, 1]) {
    const Body = Buffer.alloc(9 * MIB, String(PartNumber));
    const { ETag } = await s3.send(new sdk.UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
    parts.unshift({ PartNumber, ETag });
  }
  const complete = (Parts: sdk.CompletedPart[]) =>
    s3.send(new sdk.CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
  await assert.rejects(complete(parts.toReversed()), { name: 'InvalidPartOrder' });
  await assert.rejects(complete([...parts, { PartNumber: 3, ETag: '"0"' }]), { name: 'InvalidPart' });
  const { ETag } = await complete(parts);
  assert.match(ETag ?? '', /^"[0-9a-f]{32}-2"$/);
  const got = await text(s3, 'big', { Range: `bytes=${9 * MIB - 1}-${9 * MIB}` });
  assert.equal(got.text, '12');
  assert.equal(got.ContentType, 'a/b');
  await assert.rejects(complete(parts), { name: 'NoSuchUpload' });
});

test('an account keeps no more than its share, and gets back what it deletes', async () => {
  await using served = await start({ account: MIB, all: 1.5 * MIB });
  const s3 = await served.bucket();
  await put(s3, 'a', Buffer.alloc(MIB / 2));
  await assert.rejects(put(s3, 'b', Buffer.alloc(MIB / 2)), (error: Error) => {
    assert.equal(error.name, 'QuotaExceeded');
    assert.match(error.message, /^train-encrypt: the embedded S3 keeps no more than 1 MiB for an account/);
    return true;
  });
  await put(s3, 'a', Buffer.alloc(100));
  await put(s3, 'b', Buffer.alloc(MIB / 2));
  const { UploadId } = await s3.send(new sdk.CreateMultipartUploadCommand({ Bucket: 'models', Key: 'c' }));
  const part = (size: number) =>
    s3.send(
      new sdk.UploadPartCommand({ Bucket: 'models', Key: 'c', UploadId, PartNumber: 1, Body: Buffer.alloc(size) }),
    );
  await part(MIB / 4);
  await assert.rejects(part(MIB / 2), { name: 'QuotaExceeded' });
  await s3.send(new sdk.AbortMultipartUploadCommand({ Bucket: 'models', Key: 'c', UploadId }));
  await put(s3, 'c', Buffer.alloc(MIB / 4));
  const other = served.client({ account: '999999999999', region: 'us-east-1' });
  await other.send(new sdk.CreateBucketCommand({ Bucket: 'models' }));
  await assert.rejects(put(other, 'x', Buffer.alloc(MIB - 4096)), /1 MiB for all accounts together/);
});

test('what is not answered is named', async () => {
  await using served = await start();
  const s3 = await served.bucket();
  const policy = s3.send(new sdk.GetBucketPolicyCommand({ Bucket: 'models' }));
  await assert.rejects(policy, /S3 GetBucketPolicy is not answered by the embedded engine\. LocalStack would/);
  await assert.rejects(put(s3, 'a', 'a', { Tagging: 'a=b' }), /S3 PutObject with Tagging is not answered/);
  await assert.rejects(
    s3.send(new sdk.CopyObjectCommand({ Bucket: 'models', Key: 'b', CopySource: 'models/a' })),
    (error: sdk.S3ServiceException) => error.$metadata.httpStatusCode === 501 && /CopyObject/.test(error.message),
  );
});

test('the journal knows the operation and how much was put, not what', async () => {
  await using served = await start();
  await put(await served.bucket(), 'a', 'secret weights');
  const entry = served.journal.entries().find(({ operation }) => operation === 'PutObject');
  assert.partialDeepStrictEqual(entry?.input, { Key: 'a', Body: '14 bytes' });
  assert.doesNotMatch(JSON.stringify(served.journal.entries()), /secret/);
});

test('the space of an account is free again once it is forgotten', async () => {
  const service = createS3({ account: 4 * MIB, all: 5 * MIB });
  await using gateway = await serveAlone(service);
  const clientOf = (account: string) => new sdk.S3Client(configuration(gateway.url, account));
  const fill = async (account: string) => {
    const s3 = clientOf(account);
    const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' } as const;
    await s3.send(new sdk.CreateBucketCommand({ Bucket: 'models', CreateBucketConfiguration }));
    await put(s3, 'weights', new Uint8Array(3 * MIB));
    return s3.send(new sdk.ListBucketsCommand({}));
  };
  await fill('111111111111');
  await assert.rejects(fill('222222222222'), { name: 'QuotaExceeded' });
  await service.reset?.('111111111111');
  assert.deepEqual((await clientOf('111111111111').send(new sdk.ListBucketsCommand({}))).Buckets ?? [], []);
  await service.reset?.('222222222222');
  assert.equal((await fill('222222222222')).Buckets?.length, 1);
  await service.reset?.();
  assert.equal((await fill('111111111111')).Buckets?.length, 1);
});
