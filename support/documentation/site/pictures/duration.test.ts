import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationName } from './duration.ts';

for (const [seconds, name] of [
  [0, '0 s'],
  [0.54, '0.5 s'],
  [9.96, '10 s'],
  [59.7, '1 min'],
  [90, '1 min 30 s'],
  [3600, '1 h'],
  [3661, '1 h 1 min'],
  [86_400, '1 d'],
  [200_000, '2 d 7 h'],
] as const) {
  test(`${seconds} s is ${name}`, () => assert.equal(durationName(seconds), name));
}
