import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { version } from '../../../package.ts';
import { documentOf } from '../../../wrappers/report/document.ts';
import { checkedOf, FLAG_LOST, failedWith, resultOf, verdictWith } from '../../../wrappers/testing/verdicts.ts';
import { recordHistory } from '../history.ts';
import { readSite } from '../read.ts';
import { linesOf, scratch } from '../testing/runs.ts';
import { readWrappers } from './wrappers.ts';

const passed = checkedOf(verdictWith());
const failed = checkedOf({ ...failedWith(FLAG_LOST), wrapper: 'other.py' }, { output: '\u001B[31m<b>out</b>' });
const written = (...[attempts, more]: Parameters<typeof resultOf>) =>
  JSON.stringify(documentOf(resultOf(attempts, more), process.cwd()));

test('every attempt becomes a cell with its report, what it printed, and how it did before', () => {
  using place = scratch();
  const history = join(place.folder, 'kept.json');
  const startedAt = new Date('2026-06-01T00:00:00Z');
  const tried = [{ wrapper: 'other.py', situation: 'documented', outcome: '✓ encrypted' }];
  recordHistory(history, { startedAt, engine: 'embedded', rules: 'documented', tried });
  const { cells, problems } = readWrappers(place.write('check.json', written([passed, failed])), history);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    cells.map(({ wrapper, situation, expectation, outcome, did }) => [wrapper, situation, expectation, outcome, did]),
    [
      ['launch.py', 'documented', 'launches', 'passed', 'launched 1 job, encrypted'],
      ['other.py', 'documented', 'launches', 'failed', 'launched 1 job unencrypted'],
    ],
  );
  assert.match(
    cells[1]?.report ?? '',
    /^✗ UNENCRYPTED {2}other\.py {2}documented.*\n[\s\S]*Two instances would exchange unencrypted traffic\.[\s\S]*fix/,
  );
  assert.equal(cells[1]?.output, '\u001B[31m<b>out</b>', 'as it is: the pages show it as text');
  assert.deepEqual(
    cells.map(({ history }) => history),
    [[], [{ at: startedAt.toISOString(), outcome: '✓ encrypted', version }]],
  );
});

test('the history is found beside the report', () => {
  using place = scratch();
  const tried = [{ wrapper: 'launch.py', situation: 'documented', outcome: '✗ unencrypted' }];
  recordHistory(join(place.folder, 'history.json'), {
    startedAt: new Date(0),
    engine: 'embedded',
    rules: 'documented',
    tried,
  });
  const { cells } = readWrappers(place.write('check.json', written([passed])));
  assert.deepEqual(
    cells[0]?.history.map(({ outcome }) => outcome),
    ['✗ unencrypted'],
  );
});

test('what was interrupted is no cell, what could not be started is not shown', () => {
  using place = scratch();
  const stopped = checkedOf(verdictWith(), { ending: 'interrupted' });
  const missing = checkedOf(verdictWith({ wrapper: 'gone' }), { ending: 'not started', reason: 'no such program' });
  const text = written([stopped, missing], { planned: 3, interrupted: true });
  const { cells, problems } = readWrappers(place.write('check.json', text));
  assert.deepEqual(
    cells.map(({ wrapper, outcome }) => [wrapper, outcome]),
    [['gone', 'not shown']],
  );
  assert.deepEqual(
    [cells[0]?.cause, cells[0]?.notStarted, cells[0]?.answer.answer],
    ['no such program', true, 'not shown'],
  );
  assert.deepEqual(problems, ['2 of 3 attempts of wrappers were interrupted, or not made']);
});

test('of much output the last is shown', () => {
  using place = scratch();
  const loud = checkedOf(verdictWith(), { output: `${'x'.repeat(30_000)}end` });
  const { cells } = readWrappers(place.write('check.json', written([loud])));
  assert.match(cells[0]?.output ?? '', /^\(10003 characters before this are not shown\)\nx+end$/);
});

test('what check did not write is refused, and named', () => {
  using place = scratch();
  for (const text of ['', '{', '[]', '{"schema":"other"}', written([passed]).replace('"planned":1', '"planned":"1"')]) {
    const file = place.write('check.json', text);
    assert.throws(() => readWrappers(file), { name: 'Failure', exitCode: 2, message: /check\.json, cannot be read/ });
  }
  assert.throws(() => readWrappers(join(place.folder, 'nowhere.json')), { message: /\(ENOENT\)/ });
});

test('wrappers stand beside runs, or alone, but not those that another version judged', async () => {
  using place = scratch();
  const check = place.write('check.json', written([failed]));
  assert.equal((await readSite([], { wrappers: { check } })).wrappers.length, 1);
  const now = place.write('now.ndjson', linesOf({ conditions: { version } }));
  assert.deepEqual((await readSite([now], { wrappers: { check } })).wrappers[0]?.wrapper, 'other.py');
  const then = place.write('then.ndjson', linesOf({ conditions: { version: '0.0.1' } }));
  const { wrappers, problems } = await readSite([then], { wrappers: { check } });
  assert.deepEqual(wrappers, []);
  assert.match(problems[0] ?? '', /check\.json was written by train-encrypt \S+, so its wrappers are not shown/);
});
