import { CLIENT_SETTINGS, SECRET } from '../engines/client-settings.ts';
import { Failure } from '../failure.ts';
import type { Account, Harness } from '../harness.ts';

/** An object that is there, so that a wrapper that looks below `s3://bucket/input` finds something. */
const KEY = 'input/data.csv';

/**
 * Makes a bucket with an object in it, for wrappers that look at their input before they ask for a job. Resolves to its
 * name; to `undefined` where the engine does not answer S3.
 * @throws Failure (exit code 3) when S3 refuses
 */
export async function inputBucket(harness: Harness, account: Account): Promise<string | undefined> {
  if (!harness.engine.services.includes('s3')) return undefined;
  // Only who checks a wrapper needs it.
  const { CreateBucketCommand, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const { id, region } = account;
  const Bucket = `train-encrypt-${id}-${region}`;
  const client = new S3Client({
    ...CLIENT_SETTINGS,
    region,
    endpoint: harness.url,
    forcePathStyle: true,
    credentials: { accessKeyId: id, secretAccessKey: SECRET },
  });
  try {
    const elsewhere =
      region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as never } };
    await client.send(new CreateBucketCommand({ Bucket, ...elsewhere }));
    await client.send(new PutObjectCommand({ Bucket, Key: KEY, Body: 'value\n1\n' }));
    return Bucket;
  } catch (error) {
    if ((error as Error).name === 'BucketAlreadyOwnedByYou') return Bucket;
    // An emulator elsewhere may have it turned off.
    if (harness.engine.upstream !== undefined) return undefined;
    const text = `S3 did not make the bucket ${Bucket} that the command is given: ${(error as Error).message}`;
    throw new Failure(text, { exitCode: 3 });
  } finally {
    client.destroy();
  }
}
