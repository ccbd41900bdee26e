import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cell } from '../browser/testing/made-up.ts';
import type { SiteWrapperCell } from '../types.ts';
import { changesOf } from './history.ts';

const history = (...outcomes: readonly string[]): SiteWrapperCell['history'] =>
  outcomes.map((outcome, day) => ({ at: `2026-01-0${day + 1}T00:00:00.000Z`, outcome, version: '0.1.0' }));
const told = (...cells: readonly SiteWrapperCell[]) =>
  changesOf(cells).map(({ cell, before, at }) => [cell.situation, before, at?.slice(8, 10)]);

test('what was always the same has not changed', () => {
  assert.deepEqual(
    told(cell('a', 'new', { history: [] }), cell('a', 'same', { history: history('✓ refused', '✓ refused') })),
    [],
  );
});

test('a change is reported from when it came, over entries that repeat it', () => {
  assert.deepEqual(
    told(cell('a', 'b', { outcome: 'failed', history: history('✓ refused', '✗ refused', '✗ refused') })),
    [['b', '✓ refused', '02']],
  );
});

test('of all changes those of the last moment', () => {
  const older = cell('a', 'older', { history: history('✗ refused', '✓ refused') });
  const newer = cell('a', 'newer', { outcome: 'failed', history: history('✗ refused', '✓ refused', '✗ refused') });
  assert.deepEqual(told(older, newer), [['newer', '✓ refused', '03']]);
});

test('what the history does not know yet is the newest', () => {
  const older = cell('a', 'older', { history: history('✗ refused', '✓ refused') });
  assert.deepEqual(told(older, cell('a', 'now', { outcome: 'failed', history: history('✓ refused') })), [
    ['now', '✓ refused', undefined],
  ]);
});
