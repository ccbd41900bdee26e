import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import { shard, speed, wholeNumber } from './options.ts';

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
