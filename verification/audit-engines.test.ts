import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { compareEngines } from './audit/compare.ts';
import { trinoJars } from './audit/trino.ts';

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const jars = trinoJars();
const hasJava = spawnSync('javac', ['--version']).status === 0;
const missing = jars === undefined ? 'Trino is not installed: see .ci/run' : hasJava ? false : 'no JDK is installed';

test('DuckDB and Trino give the same numbers about the same records, and a planted fault is noticed', {
  skip: inCi ? false : missing,
}, async () => {
  assert.ok(jars !== undefined, 'CI has Trino');
  const { differences, planted, answers } = await compareEngines(jars, { records: 100, seed: 3 });
  assert.deepEqual(differences, []);
  assert.ok(planted.length > 0);
  assert.equal(answers.length, 5);
});
