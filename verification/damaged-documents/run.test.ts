import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../support/failure.ts';
import { originals } from './corpus.ts';
import { lintDamaged, lintOne } from './run.ts';

test('every document is judged before anything is wrong with it', async () => {
  for (const original of originals()) await lintOne(original);
  assert.ok(originals().length > 20);
});

test('a few hundred damaged documents are judged or refused, without a fault', async () => {
  const { judged, refused, faults } = await lintDamaged(300, 7);
  assert.deepEqual(
    faults.map(({ what, error }) => `${what}: ${(error as Error).stack}`),
    [],
  );
  assert.equal(judged + refused, 300);
  assert.ok(judged > 100 && refused > 2, `${judged} judged, ${refused} refused`);
});

test('a fault is found, with what was done to the document', async () => {
  const { faults } = await lintDamaged(3, 7, async () => {
    throw new RangeError('too deep');
  });
  assert.deepEqual(
    faults.map(({ number, error }) => [number, String(error)]),
    [0, 1, 2].map((number) => [number, 'RangeError: too deep']),
  );
  const other = await lintDamaged(1, 7, async () => {
    throw new Failure('of the tool itself', { exitCode: 3 });
  });
  assert.equal(other.faults.length, 1);
});
