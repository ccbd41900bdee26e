import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { writeHistory } from '../../../verification/audit/made-up/history.ts';
import { findFiles, ofThisMachine } from '../find-files.ts';
import type { TallyRow } from '../sql/tally.ts';
import { event, packed, temporaryFolder, writeFiles } from '../testing/made-up.ts';
import type { HistoryFile, Progress } from '../types.ts';
import { readWithDuckDb } from './history.ts';

async function* each(files: readonly HistoryFile[]): AsyncGenerator<HistoryFile> {
  yield* files;
}

async function read(folder: string, more: { readonly networks?: boolean; readonly memory?: number } = {}) {
  const paths = await findFiles([folder]);
  const rows: TallyRow[] = [];
  const steps: Progress[] = [];
  const history = await readWithDuckDb(
    { files: each(ofThisMachine(paths)), count: () => paths.length },
    { memory: 512, networks: false, ...more, onProgress: (step) => steps.push(step) },
    (row) => void rows.push(row),
  );
  const answers: Record<string, number> = {};
  for (const { answer, jobs } of rows) answers[answer] = (answers[answer] ?? 0) + jobs;
  return { history, rows, answers, calls: rows.reduce((sum, { calls }) => sum + calls, 0), steps };
}

test('a made-up history: every answer, call and record is counted, and what came twice counts once', async () => {
  using folder = temporaryFolder();
  const made = writeHistory(folder.path, { seed: 7, events: 6000, perFile: 500, twice: 0.02 });
  assert.ok(made.twice > 0);
  const { history, answers, calls, steps } = await read(folder.path);
  assert.deepEqual(answers, made.answers);
  assert.equal(calls, made.calls);
  assert.deepEqual(history, { files: 12, skipped: [], records: made.records, duplicates: made.twice });
  assert.deepEqual(steps.at(-1), { files: 12, allFiles: 12, records: made.records });
});

test('damaged, truncated and foreign files are named and skipped, and nothing else is lost', async () => {
  using folder = temporaryFolder();
  const whole = packed([event('a'), event('b', {}, { eventSource: 's3.amazonaws.com' })]);
  const turned = Buffer.from(whole);
  // In the checksum at the end: the records can be read all the same.
  turned.writeUInt8((turned.at(-8) ?? 0) ^ 1, turned.length - 8);
  writeFiles(folder.path, {
    'good.json.gz': whole,
    'plain.json': JSON.stringify({ Records: [event('c')] }),
    'odd [name]*.json.gz': packed([event('d')]),
    'none.json.gz': packed([]),
    'digest.json.gz': gzipSync(JSON.stringify({ digestStartTime: 'x' })),
    'checksum.json.gz': turned,
    'truncated.json.gz': whole.subarray(0, whole.length - 40),
    'tail.json.gz': whole.subarray(0, whole.length - 4),
    'empty.json.gz': '',
    'unpacked.json.gz': JSON.stringify({ Records: [] }),
    'half.json.gz': gzipSync('{"Records":[{"eventID":'),
    'numbers.json.gz': gzipSync('{"Records":[1,2]}'),
    'list.json.gz': gzipSync('[1]'),
    'notes.txt': 'hello',
  });
  const { history, answers } = await read(folder.path);
  assert.deepEqual(answers, { 'not shown': 3 });
  assert.equal(history.records, 4);
  assert.equal(history.files, 14);
  const named = history.skipped.map(({ file, kind, why }) => `${file.slice(folder.path.length + 1)} ${kind}: ${why}`);
  const begins = [
    'checksum.json.gz damaged: is damaged (incorrect data check)',
    'digest.json.gz foreign: has no Records',
    'empty.json.gz damaged: is empty',
    'half.json.gz damaged: holds no whole JSON',
    'list.json.gz damaged: holds no whole JSON',
    'notes.txt foreign: is no JSON',
    'numbers.json.gz damaged: holds no whole JSON',
    'tail.json.gz damaged: is truncated',
    'truncated.json.gz damaged: is truncated',
    'unpacked.json.gz damaged: is named .gz and is not compressed',
  ];
  assert.equal(named.length, begins.length, named.join('\n'));
  for (const [index, begin] of begins.entries()) assert.ok(named[index]?.startsWith(begin), named[index]);
});

test('any bit that turns in a file is noticed, or changes no number', async () => {
  using folder = temporaryFolder();
  const whole = packed([event('a'), event('b', { enableInterContainerTrafficEncryption: false })]);
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => {
      const turned = Buffer.from(whole);
      const place = Math.floor((index * (whole.length - 1)) / 59);
      turned.writeUInt8((turned[place] ?? 0) ^ (1 << (index % 8)), place);
      return [`${index}.json.gz`, turned];
    }),
  );
  writeFiles(folder.path, files);
  const { history, answers } = await read(folder.path);
  const readable = 60 - history.skipped.length;
  assert.ok(readable < 20, `${readable} of 60 files were taken for whole`);
  // Every file has the same two events: they count once however many files are whole.
  assert.deepEqual(answers, readable > 0 ? { unencrypted: 1, 'not shown': 1 } : {});
});

test('the network of jobs that it decides is kept on demand, and of no others', async () => {
  using folder = temporaryFolder();
  const one = { resourceConfig: { instanceCount: 1 } };
  writeFiles(folder.path, { 'a.json.gz': packed([event('a'), event('b', one), event('c', {}, { errorCode: 'X' })]) });
  const of = ({ rows }: { readonly rows: readonly TallyRow[] }) =>
    Object.fromEntries(rows.map(({ answer, network }) => [answer, network]));
  assert.deepEqual(of(await read(folder.path)), { refused: null, 'single instance': null, 'not shown': null });
  assert.deepEqual(of(await read(folder.path, { networks: true })), {
    refused: null,
    'single instance': null,
    'not shown': '{"subnets":["subnet-1"],"securitygroupids":["sg-1"]}',
  });
});

test('the same file twice changes nothing, and an example does not depend on the order of files', async () => {
  using folder = temporaryFolder();
  const [early, late] = ['2025-03-01T00:00:00Z', '2025-03-02T00:00:00Z'].map((eventTime) => ({ eventTime }));
  writeFiles(folder.path, {
    '1.json.gz': packed([event('b', {}, late)]),
    '2.json.gz': packed([event('a', {}, early)]),
    '3.json.gz': packed([event('b', {}, late)]),
  });
  const { rows, history } = await read(folder.path);
  assert.deepEqual(
    rows.map(({ jobs, calls, example }) => [jobs, calls, example.split('\u001f')[0]]),
    [[2, 2, 'a']],
  );
  assert.equal(history.duplicates, 1);
});

test('nothing is left in the folder for temporary files, even when reading stops half way', async () => {
  using folder = temporaryFolder();
  using temporary = temporaryFolder();
  writeFiles(folder.path, { 'a.json.gz': packed([event('a')]) });
  const files = ofThisMachine([join(folder.path, 'a.json.gz')]);
  const stop = new AbortController();
  stop.abort();
  const reading = readWithDuckDb(
    { files: each(files), count: () => 1 },
    { memory: 512, networks: false, temporary: temporary.path, signal: stop.signal },
    () => {},
  );
  await assert.rejects(reading);
  assert.deepEqual(readdirSync(temporary.path), []);
  assert.ok(readFileSync(join(folder.path, 'a.json.gz')).length > 0, 'and nothing that was read');
});
