import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { historyOf, readHistory, recordHistory, type Tried } from './history.ts';
import { scratch } from './testing/runs.ts';

const about = { engine: 'embedded', rules: 'documented' };
const cell = (wrapper: string, outcome: Tried['outcome'], situation = 'documented') => ({
  wrapper,
  situation,
  outcome,
});
const day = (date: number) => new Date(Date.UTC(2026, 0, date));

function told(folder: string, wrapper: string, more = {}) {
  const history = historyOf(readHistory(folder), { wrapper, situation: 'documented', ...about, ...more });
  return history.map(({ at, outcome }) => `${Number(at.slice(8, 10))} ${outcome}`);
}

test('a verdict is reported when it is first there, and when it changes', () => {
  using place = scratch();
  const folder = join(place.folder, 'kept', 'history.json');
  const record = (date: number, ...tried: Tried[]) => recordHistory(folder, { startedAt: day(date), ...about, tried });
  assert.deepEqual(readHistory(folder), []);
  record(1, cell('a', 'passed'), cell('b', 'passed'));
  record(2, cell('a', 'passed'), cell('b', 'failed'));
  record(3, cell('a', 'passed'), cell('b', 'failed'));
  record(4, cell('b', 'excepted'), cell('b', 'failed', 'esp-missing'));
  assert.deepEqual([told(folder, 'a'), told(folder, 'b')], [['1 passed'], ['1 passed', '2 failed', '4 excepted']]);
  assert.deepEqual(told(folder, 'b', { situation: 'esp-missing' }), ['4 failed']);
  assert.deepEqual([told(folder, 'b', { engine: 'localstack' }), told(folder, 'c')], [[], []]);
  assert.equal(readFileSync(folder, 'utf8').match(/"at"/g)?.length, 3, 'the third told nothing new');
  assert.deepEqual(readdirSync(join(place.folder, 'kept')), ['history.json']);
});

test('a file in which nothing changes is not touched', () => {
  using place = scratch();
  const record = () =>
    recordHistory(join(place.folder, 'history.json'), {
      startedAt: new Date(),
      ...about,
      tried: [cell('a', 'passed')],
    });
  record();
  const before = statSync(join(place.folder, 'history.json'));
  record();
  assert.equal(statSync(join(place.folder, 'history.json')).ino, before.ino);
});

test('other engines and rules have a history of their own', () => {
  using place = scratch();
  const tried = [cell('a', 'passed')];
  recordHistory(join(place.folder, 'history.json'), { startedAt: day(1), ...about, tried });
  recordHistory(join(place.folder, 'history.json'), { startedAt: day(2), ...about, engine: 'localstack', tried });
  recordHistory(join(place.folder, 'history.json'), { startedAt: day(3), ...about, rules: 'observed', tried });
  assert.deepEqual(told(join(place.folder, 'history.json'), 'a'), ['1 passed']);
  assert.deepEqual(told(join(place.folder, 'history.json'), 'a', { engine: 'localstack' }), ['2 passed']);
  assert.deepEqual(told(join(place.folder, 'history.json'), 'a', { rules: 'observed' }), ['3 passed']);
});

test('another version of train-encrypt reports everything again', () => {
  using place = scratch();
  const cells = { a: { documented: 'passed' } };
  const older = { at: day(1).toISOString(), version: '0.0.1', ...about, cells };
  place.write('history.json', JSON.stringify({ schema: 1, runs: [older] }));
  recordHistory(join(place.folder, 'history.json'), { startedAt: day(2), ...about, tried: [cell('a', 'passed')] });
  assert.deepEqual(told(join(place.folder, 'history.json'), 'a'), ['1 passed', '2 passed']);
});

test('the newest 50 runs are kept', () => {
  using place = scratch();
  for (let index = 1; index <= 60; index += 1) {
    const outcome = index % 2 === 0 ? 'passed' : 'failed';
    recordHistory(join(place.folder, 'history.json'), {
      startedAt: new Date(index),
      ...about,
      tried: [cell('a', outcome)],
    });
  }
  const runs = readHistory(join(place.folder, 'history.json'));
  assert.deepEqual(
    [runs.length, runs[0]?.at, runs.at(-1)?.at],
    [50, new Date(11).toISOString(), new Date(60).toISOString()],
  );
});

test('wrappers may be called anything', () => {
  using place = scratch();
  const names = ['__proto__', 'constructor', '', 'a b/c', '暗号'];
  const tried = names.map((name) => cell(name, 'passed'));
  recordHistory(join(place.folder, 'history.json'), { startedAt: day(1), ...about, tried });
  recordHistory(join(place.folder, 'history.json'), { startedAt: day(2), ...about, tried });
  for (const name of names) {
    if (name !== '__proto__') assert.deepEqual(told(join(place.folder, 'history.json'), name), ['1 passed'], name);
  }
  assert.deepEqual(told(join(place.folder, 'history.json'), 'toString'), []);
});

test('a history that is damaged is neither lost nor hidden', () => {
  using place = scratch();
  for (const text of ['', '{', '[]', '{"schema":2,"runs":[]}', '{"schema":1,"runs":[{"at":"yesterday"}]}']) {
    const file = place.write('history.json', text);
    const failure = { name: 'Failure', exitCode: 2, message: /history\.json, cannot be read/ };
    assert.throws(() => readHistory(join(place.folder, 'history.json')), failure);
    assert.throws(
      () =>
        recordHistory(join(place.folder, 'history.json'), {
          startedAt: day(1),
          ...about,
          tried: [cell('a', 'passed')],
        }),
      failure,
    );
    assert.equal(readFileSync(file, 'utf8'), text);
  }
});
