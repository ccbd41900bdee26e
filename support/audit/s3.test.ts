import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startHarness } from '../harness.ts';
import { readWithDuckDb } from './duckdb/history.ts';
import { historyOf } from './places.ts';
import { s3Place } from './s3.ts';
import type { TallyRow } from './sql/tally.ts';
import { event, packed, temporaryFolder } from './testing/made-up.ts';

test('the place of a bucket', () => {
  assert.deepEqual(s3Place('s3://logs/AWSLogs/o-1/'), { bucket: 'logs', prefix: 'AWSLogs/o-1/' });
  assert.deepEqual(s3Place('s3://logs'), { bucket: 'logs', prefix: '' });
  assert.equal(s3Place('logs'), undefined);
});

test('objects below a prefix are read one by one, and nothing stays here', async () => {
  await using harness = await startHarness();
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: harness.url,
    AWS_ACCESS_KEY_ID: '111122223333',
    AWS_SECRET_ACCESS_KEY: 'train-encrypt',
    AWS_REGION: 'eu-central-1',
  });
  try {
    using temporary = temporaryFolder();
    const client = new S3Client({ forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: 'trail-logs' }));
    const put = (Key: string, Body: Buffer | string) =>
      client.send(new PutObjectCommand({ Bucket: 'trail-logs', Key, Body }));
    const whole = packed([event('a'), event('b')]);
    for (let index = 0; index < 5; index += 1) {
      await put(`AWSLogs/1/${index}.json.gz`, packed([event(`x-${index}`), event('everywhere')]));
    }
    await put('AWSLogs/1/cut.json.gz', whole.subarray(0, whole.length - 20));
    await put('elsewhere/b.json.gz', whole);
    client.destroy();
    await using history = await historyOf(['s3://trail-logs/AWSLogs/'], { temporary: temporary.path });
    const rows: TallyRow[] = [];
    const options = { memory: 512, networks: false, temporary: temporary.path };
    const read = await readWithDuckDb(history, options, (row) => void rows.push(row));
    assert.deepEqual(read.skipped, [
      { file: 's3://trail-logs/AWSLogs/1/cut.json.gz', kind: 'damaged', why: 'is truncated' },
    ]);
    assert.deepEqual([read.files, read.records, read.duplicates], [6, 10, 4]);
    assert.equal(
      rows.reduce((sum, { jobs }) => sum + jobs, 0),
      6,
    );
    assert.deepEqual(
      readdirSync(temporary.path).flatMap((name) => readdirSync(`${temporary.path}/${name}`)),
      [],
    );
    await using missing = await historyOf(['s3://no-such-bucket/'], { temporary: temporary.path });
    await assert.rejects(
      readWithDuckDb(missing, options, () => {}),
      /s3:\/\/no-such-bucket\/ cannot be listed \(NoSuchBucket/,
    );
  } finally {
    process.env = before;
  }
});
