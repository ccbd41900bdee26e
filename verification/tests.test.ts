import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { packageRoot } from '../support/package.ts';
import { unitTotals } from './totals.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-'));
after(() => rmSync(folder, { recursive: true }));

function runTests(name: string, source: string) {
  const file = join(folder, `${name}.test.mjs`);
  const tap = join(folder, `${name}.tap`);
  writeFileSync(file, `import assert from 'node:assert';\nimport { suite, test } from 'node:test';\n${source}`);
  // Node takes a run inside of a run for a mistake.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const runner = join(packageRoot, 'verification/tests.ts');
  const { status, stdout } = spawnSync(process.execPath, [runner, '--tap', tap, file], { encoding: 'utf8', env });
  return { status, stdout, totals: unitTotals(readFileSync(tap, 'utf8')) };
}

test('what was skipped is named with its reason', () => {
  const { status, stdout, totals } = runTests(
    'skipping',
    "test('fine', () => {});\ntest('on another machine', { skip: 'no Docker here' }, () => {});",
  );
  assert.equal(status, 0);
  assert.match(stdout, /\nSkipped:\n {2}on another machine: no Docker here\n\n1 passed, 0 failed, 1 skipped\n$/);
  assert.deepEqual(totals, { passed: 1, failed: 0, skipped: 1 });
});

test('what failed is named with its place, and fails the run', () => {
  const { status, stdout, totals } = runTests(
    'failing',
    "suite('s', () => {\n  test('broken', () => assert.equal(1, 2, 'one is not two'));\n  test('fine', () => {});\n});",
  );
  assert.equal(status, 1);
  assert.match(stdout, /\n {2}\S+failing\.test\.mjs:4 broken: one is not two\n\n1 passed, 1 failed, 0 skipped\n$/);
  assert.equal(totals.passed, 1);
});

test('a file that ends early fails the run', () => {
  const { status, stdout } = runTests('ending', "test('never', async () => { process.exit(3); });");
  assert.equal(status, 1);
  assert.match(stdout, /\n0 passed, 1 failed, 0 skipped\n$/);
});

test('a file that holds no test fails the run', () => {
  const { status, stdout } = runTests('none', '');
  assert.equal(status, 1);
  assert.match(stdout, /\n {2}\S+none\.test\.mjs: holds no test\n\n0 passed, 1 failed, 0 skipped\n$/);
});
