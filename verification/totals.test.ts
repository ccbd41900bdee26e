import assert from 'node:assert/strict';
import { test } from 'node:test';
import { featureTotals, unitTotals } from './totals.ts';

test('counts what a TAP report says, cancelled tests as failed', () => {
  const tap = 'TAP version 13\n# tests 9\n# pass 4\n# fail 1\n# cancelled 2\n# skipped 1\n# todo 1\n';
  assert.deepEqual(unitTotals(tap), { passed: 4, failed: 3, skipped: 2 });
});

test('refuses a TAP report that was cut short', () => {
  assert.throws(() => unitTotals('TAP version 13\nok 1 - one\n'), /no "# pass" line/);
});

test('an empty message file counts nothing', async () => {
  const none = (async function* (): AsyncGenerator<string> {})();
  assert.deepEqual(await featureTotals(none), { passed: 0, failed: 0, skipped: 0 });
});
