import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { SEQUENCES } from './calls/index.ts';
import { EMULATOR_NAMES, EMULATORS, emulator } from './emulators.ts';
import type { Outcomes } from './outcome.ts';
import { REASONS } from './reasons/index.ts';
import { run } from './run.ts';
import { changes, readTable, rowsOf, rowText } from './table.ts';
import { count, tally } from './tally.ts';
import { embeddedTarget } from './targets.ts';

/** Milliseconds that one EC2 may take for all calls, its start included. */
const TIMEOUT = 300_000;

async function embedded(): Promise<Outcomes> {
  await using target = await embeddedTarget();
  return await run(SEQUENCES, target);
}

describe('parity', () => {
  let ours: Outcomes;
  before(async () => {
    ours = await embedded();
  });

  test('the embedded EC2 answers the same calls in the same way again', { timeout: TIMEOUT }, async () => {
    assert.deepEqual(await embedded(), ours);
  });

  for (const kind of EMULATOR_NAMES) {
    const { name, missing } = EMULATORS[kind];
    test(`${name} differs from the embedded EC2 as the table says`, { timeout: TIMEOUT }, async (context) => {
      const reason = await missing();
      if (reason !== false) return context.skip(reason);
      await using target = await emulator(kind);
      const theirs = await run(SEQUENCES, target);
      const { unexpected, gone } = changes(readTable(), rowsOf(SEQUENCES, ours, { [kind]: theirs }), kind);
      const todo = `Review them for ${name}: fix support/ec2, or give them a reason in verification/parity/reasons. Then write the table anew: tsx verification/parity/generate.ts`;
      assert.deepEqual(unexpected.map(rowText), [], `differences that are not in the table. ${todo}`);
      assert.deepEqual(gone.map(rowText), [], `differences of the table that are no more. ${todo}`);
      const calls = tally(SEQUENCES, readTable(), REASONS);
      const { same, theirs: differs, unspecified } = count(calls, kind);
      context.diagnostic(`${name}: ${same} calls the same, ${differs} differ, ${unspecified} not specified`);
    });
  }
});
