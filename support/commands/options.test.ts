import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import { collected, profile, shard, speed, variable, wholeNumber } from './options.ts';

test('a whole number within its bounds', () => {
  const port = wholeNumber(0, 65_535);
  assert.deepEqual(['0', '80', '65535'].map(port), [0, 80, 65_535]);
  for (const bad of ['', ' ', '-1', '1.5', '65536', '0x10', '1e3', 'abc', 'NaN']) {
    assert.throws(() => port(bad), InvalidArgumentError, bad);
  }
});

test('a speed above nought', () => {
  assert.deepEqual(['instant', 'manual', '60', '0.5'].map(speed), ['instant', 'manual', 60, 0.5]);
  for (const bad of ['', ' ', '0', '-1', 'Infinity', 'NaN', 'fast', '1e10']) {
    assert.throws(() => speed(bad), InvalidArgumentError, bad);
  }
});

test('a part of the parts', () => {
  assert.deepEqual(['1/1', '2/3'].map(shard), ['1/1', '2/3']);
  for (const bad of ['', '0/2', '3/2', '1', '1/', '/2', '1/0', '1/2/3', 'a/b', '-1/2']) {
    assert.throws(() => shard(bad), InvalidArgumentError, bad);
  }
});

test('a variable and its value, or one to pass on', () => {
  assert.deepEqual(['A=1', 'A', 'A=', 'a.b=x=y', 'A= 1\n2'].map(variable), [
    ['A', '1'],
    ['A', true],
    ['A', ''],
    ['a.b', 'x=y'],
    ['A', ' 1\n2'],
  ]);
  for (const bad of ['', '=1', 'A\0=1', 'A=\0']) {
    assert.throws(() => variable(bad), InvalidArgumentError, JSON.stringify(bad));
  }
});

test('the name of a profile', () => {
  assert.equal(profile('team-prod.eu'), 'team-prod.eu');
  for (const bad of ['', 'a b', '[a]', 'a]']) assert.throws(() => profile(bad), InvalidArgumentError, bad);
});

test('an option that is given again', () => {
  const read = collected(wholeNumber(0, 9));
  assert.deepEqual(read('2', read('1')), [1, 2]);
  assert.deepEqual(collected()('a'), ['a']);
});
