import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from '../../../verification/fast-check.ts';
import { answersOfEvent } from '../testing/answer-of-event.ts';
import { events } from '../testing/random-events.ts';
import { duckdb, RECORD } from './duckdb.ts';
import { judgement } from './judge.ts';

test('every answer in SQL is that of the function', async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run('CREATE TABLE given (event JSON)');
  const from = `(SELECT from_json(event, '${JSON.stringify(shapeOf(RECORD))}') AS r FROM given)`;
  const sql = `WITH ${judgement(duckdb, { from, networks: false })} SELECT event_id, answer FROM judged ORDER BY event_id, nth`;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(events, async (all) => {
      await connection.run('DELETE FROM given');
      await connection.run(
        `INSERT INTO given VALUES ${all.map(() => '(?::JSON)').join(', ')}`,
        all.map((one) => JSON.stringify(one)),
      );
      const rows = (await connection.runAndReadAll(sql)).getRowsJS();
      for (const event of all) {
        const expected = answersOfEvent(event);
        for (const answer of expected) seen.add(answer);
        const actual = rows.filter(([id]) => id === event.eventID).map(([, answer]) => answer);
        assert.deepEqual(actual, expected, JSON.stringify(event, null, 1));
      }
    }),
    { numRuns: 60 },
  );
  assert.deepEqual([...seen].sort(), ['blocked', 'not shown', 'refused', 'single instance', 'unencrypted']);
  connection.closeSync();
  instance.closeSync();
});

/** `from_json` takes a structure as JSON. */
function shapeOf(record: string): Readonly<Record<string, string>> {
  const members = record.replace(/^STRUCT\(|\)$/g, '').split(', ');
  return Object.fromEntries(members.map((member) => member.split(' ') as [string, string]));
}
