import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { prepareReports, takesStdout } from './reports.ts';

const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-reports-'));
process.chdir(folder);
after(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

test('a run of the configuration always leaves what it learnt; a command only what was asked for', () => {
  assert.deepEqual(prepareReports({}, false), {});
  assert.deepEqual(prepareReports({}, true), { json: 'reports/check.json' });
  assert.deepEqual(prepareReports({ json: '-' }, true), { json: '-' });
  const asked = { json: 'a/b/c.json', junit: 'd/junit.xml', sarif: 'x.sarif' };
  assert.deepEqual(prepareReports(asked, false), asked);
  assert.ok(existsSync('a/b') && existsSync('d'));
});

test('standard output is for one report alone', () => {
  assert.equal(takesStdout({ junit: '-' }), true);
  assert.equal(takesStdout({ json: 'x' }), false);
  assert.throws(() => prepareReports({ json: '-', sarif: '-' }, false), {
    message: 'two reports are to go to standard output. Give each a file of its own.',
    exitCode: 2,
  });
  assert.throws(() => prepareReports({ json: 'x', junit: 'x' }, false), /two reports are to go to x\./);
});

test('what cannot be written is reported at once', () => {
  writeFileSync('in-the-way', '');
  assert.throws(() => prepareReports({ sarif: 'in-the-way/x.sarif' }, false), {
    message: /^the report in-the-way\/x\.sarif cannot be written \(\w+\)\. Choose another file\.$/,
    exitCode: 3,
  });
});
