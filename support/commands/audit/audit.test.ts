import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { auditDocument } from '../../audit/report/json.ts';
import { event, packed, temporaryFolder, writeFiles } from '../../audit/testing/made-up.ts';
import { MAIN } from '../testing/main.ts';
import { runProgram } from '../testing/program.ts';
import { barOf } from './progress.ts';

const ONE = { resourceConfig: { instanceCount: 1 } };
const OPEN = { enableInterContainerTrafficEncryption: false };

test('exit codes: 0 for ticks and for no calls, 1 for unencrypted, 2 for nothing to read', async () => {
  using folder = temporaryFolder();
  writeFiles(folder.path, {
    'ticks/a.json.gz': packed([event('a', ONE)]),
    'bad/a.json.gz': packed([event('a', ONE), event('b', OPEN)]),
    'other/a.json.gz': packed([event('a', {}, { eventName: 'ListTrainingJobs' })]),
    'empty/notes.txt': 'hello',
  });
  const run = (...args: string[]) => runProgram(['audit', ...args], folder.path);
  const ticks = await run('ticks');
  assert.deepEqual([ticks.code, ticks.stderr], [0, '']);
  assert.match(ticks.stdout, /^✓ SINGLE INSTANCE {2}Boto3 1\.40\.0 {2}1 job/);
  assert.equal((await run('bad')).code, 1);
  const other = await run('other');
  assert.equal(other.code, 0);
  assert.match(other.stdout, /^No call that creates jobs in 1 file with 1 record\.\n$/);
  const empty = await run('empty');
  assert.equal(empty.code, 2);
  assert.match(
    empty.stderr,
    /there is no CloudTrail log in empty\. Nothing was judged\.\nempty\/notes\.txt is no JSON\./,
  );
  assert.equal((await run('missing')).code, 2);
});

test('a wrong command line is 2, and says what to do', async () => {
  using folder = temporaryFolder();
  const args = ['audit', '--engine', 'athena', '--table', 'x; DROP TABLE y'];
  const { code, stderr } = await runProgram(args, folder.path);
  assert.equal(code, 2);
  assert.match(stderr, /Give a table as SQL names it/);
  assert.equal((await runProgram(['audit'], folder.path)).code, 2);
});

test('reports are written, and a network decides what CloudTrail leaves open', async () => {
  using folder = temporaryFolder();
  const network = `subnets:\n  subnet-1: { cidr: 10.0.1.0/24, zone: a, acl: default }\nsecurityGroups:\n  sg-1:\n    inbound: [UDP 500 from itself]\n    outbound: [all traffic to 0.0.0.0/0]\n`;
  writeFiles(folder.path, { 'logs/a.json.gz': packed([event('a')]), 'network.yaml': network });
  const without = await runProgram(['audit', 'logs', '--json', '-'], folder.path);
  assert.deepEqual(auditDocument.parse(JSON.parse(without.stdout)).answers, { 'not shown': 1 });
  assert.equal(without.code, 0);
  const files = ['--html', 'o/a.html', '--json', 'o/a.json', '--csv', 'o/a.csv', '--sarif', 'o/a.sarif'];
  const judged = await runProgram(['audit', 'logs', '--network', 'network.yaml', ...files], folder.path);
  assert.equal(judged.code, 1, judged.stderr);
  const document = auditDocument.parse(JSON.parse(readFileSync(join(folder.path, 'o/a.json'), 'utf8')));
  assert.deepEqual([document.answers, document.network, document.exitCode], [{ blocked: 1 }, 'network.yaml', 1]);
  assert.match(readFileSync(join(folder.path, 'o/a.html'), 'utf8'), /Security groups were judged by/);
  assert.deepEqual(readdirSync(join(folder.path, 'o')).sort(), ['a.csv', 'a.html', 'a.json', 'a.sarif']);
});

test('a baseline: what it knows fails no more, what is new does', async () => {
  using folder = temporaryFolder();
  writeFiles(folder.path, { 'logs/a.json.gz': packed([event('a', OPEN)]) });
  const run = (...args: string[]) => runProgram(['audit', 'logs', '--baseline', 'known.json', ...args], folder.path);
  assert.equal((await run()).code, 2);
  assert.equal((await run('--update')).code, 0);
  const known = await run();
  assert.deepEqual([known.code, /Nothing new since known\.json/.test(known.stdout)], [0, true]);
  writeFiles(folder.path, {
    'logs/b.json.gz': packed([event('b', OPEN, { userAgent: 'team-launcher/2 Boto3/1.40.0' })]),
  });
  const later = await run();
  assert.equal(later.code, 1);
  assert.match(
    later.stdout,
    /1 line new since known\.json:\n {2}✗ UNENCRYPTED {2}team-launcher 2, CreateTrainingJob as/,
  );
});

test('killed half way and started again: no half report, and the same result', async () => {
  using folder = temporaryFolder();
  using temporary = temporaryFolder();
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, file) => [
      `logs/${file}.json.gz`,
      packed(Array.from({ length: 500 }, (__, index) => event(`${file}-${index}`, index % 2 ? OPEN : ONE))),
    ]),
  );
  writeFiles(folder.path, files);
  const args = ['audit', 'logs', '--json', 'a.json', '--temporary', temporary.path];
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder.path,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // Its folder is there: it has begun to read.
  while (child.exitCode === null && readdirSync(temporary.path).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill('SIGKILL');
  await ended;
  assert.equal(existsSync(join(folder.path, 'a.json')), false);
  assert.equal(readdirSync(temporary.path).length, 1, 'what the killed one left');
  const again = await runProgram(args, folder.path);
  assert.equal(again.code, 1, again.stderr);
  const first = readFileSync(join(folder.path, 'a.json'), 'utf8');
  assert.deepEqual(auditDocument.parse(JSON.parse(first)).answers, { unencrypted: 10_000, 'single instance': 10_000 });
  assert.deepEqual(readdirSync(temporary.path), [], 'the next run removes it');
  await runProgram(args, folder.path);
  assert.equal(readFileSync(join(folder.path, 'a.json'), 'utf8'), first);
});

test('the SQL is printed for Athena and for CloudTrail Lake', async () => {
  using folder = temporaryFolder();
  const printed = await runProgram(['audit', '--engine', 'athena', '--table', 'audit.logs'], folder.path);
  assert.equal(printed.code, 0);
  assert.match(printed.stdout, /^WITH calls AS \([\s\S]*FROM audit\.logs\n[\s\S]*GROUP BY operation/);
  const lake = await runProgram(
    ['audit', '--engine', 'lake', '--table', '0a1b2c3d-0000-4000-8000-000000000000'],
    folder.path,
  );
  assert.match(lake.stdout, /FROM 0a1b2c3d-0000-4000-8000-000000000000\n/);
});

test('the bar says how far reading has come', () => {
  assert.equal(
    barOf({ files: 1250, allFiles: 5000, records: 2_500_000 }),
    'Reading [██████░░░░░░░░░░░░░░░░░░] 1,250 of 5,000 files, 2,500,000 records',
  );
});
