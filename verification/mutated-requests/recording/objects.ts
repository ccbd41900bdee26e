import { Readable } from 'node:stream';
import * as s3 from '@aws-sdk/client-s3';

/** Calls what S3 has for buckets, objects and uploads in parts. */
export async function recordObjects(client: s3.S3Client): Promise<void> {
  const bucket = { Bucket: 'models' };
  const at = { ...bucket, Key: 'fraud/a b+ü' };
  await client.send(
    new s3.CreateBucketCommand({ ...bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }),
  );
  await client.send(new s3.HeadBucketCommand(bucket));
  await client.send(new s3.GetBucketLocationCommand(bucket));
  await client.send(new s3.ListBucketsCommand({ Prefix: 'mod' }));
  await client.send(
    new s3.PutObjectCommand({ ...at, Body: 'weights', Metadata: { team: 'fraud' }, ContentType: 'text/plain' }),
  );
  // The checksum of a stream is unknown before it is sent: it follows the chunks.
  await client.send(new s3.PutObjectCommand({ ...at, Body: Readable.from(['some ', 'weights']), ContentLength: 12 }));
  await client.send(new s3.HeadObjectCommand(at));
  const { Body } = await client.send(new s3.GetObjectCommand({ ...at, Range: 'bytes=0-3' }));
  await Body?.transformToByteArray();
  await client.send(new s3.ListObjectsV2Command({ ...bucket, Delimiter: '/', MaxKeys: 1, Prefix: 'fraud' }));
  await client.send(new s3.ListObjectsCommand({ ...bucket, Marker: 'a', EncodingType: 'url' }));

  const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand(at));
  const part = { ...at, UploadId, PartNumber: 1 };
  const { ETag } = await client.send(
    new s3.UploadPartCommand({ ...part, Body: Readable.from(['part']), ContentLength: 4 }),
  );
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await client.send(new s3.CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload }));
  const other = await client.send(new s3.CreateMultipartUploadCommand({ ...at, ContentType: 'a/b' }));
  await client.send(
    new s3.UploadPartCopyCommand({
      ...at,
      UploadId: other.UploadId,
      PartNumber: 1,
      CopySource: `${at.Bucket}/${at.Key}`,
    }),
  );
  await client.send(new s3.AbortMultipartUploadCommand({ ...at, UploadId: other.UploadId }));

  await client.send(new s3.DeleteObjectsCommand({ ...bucket, Delete: { Objects: [{ Key: 'x' }, { Key: 'y' }] } }));
  await client.send(new s3.DeleteObjectCommand({ ...bucket, Key: 'x' }));
  await client.send(new s3.CreateBucketCommand({ Bucket: 'spare' }));
  await client.send(new s3.DeleteBucketCommand({ Bucket: 'spare' }));
}
