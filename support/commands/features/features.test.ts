import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ScenarioResult } from '../../documentation/scenario.ts';
import type { ClaimResult, ClaimStatus, Summary } from '../../documentation/summary.ts';
import { packageRoot } from '../../package.ts';
import { assertMeaningful, outcomeOf } from './outcome.ts';
import { prepareReports } from './reports.ts';
import { bundledFeatures, namedFeatures } from './sources.ts';
import { tagExpression } from './tags.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-'));
after(() => rmSync(folder, { recursive: true }));

test('the suite of rules leaves out the features of this tool itself', () => {
  const [rules, all] = [bundledFeatures('rules'), bundledFeatures('all')];
  assert.ok(rules.length > 0);
  assert.deepEqual(
    all.filter((file) => !/[/\\](harness|wrappers)[/\\]/.test(file)),
    rules,
  );
});

test('named features must exist, lines and lists aside', () => {
  const file = join(folder, 'one.feature');
  writeFileSync(file, '');
  assert.deepEqual(namedFeatures([file, `${file}:3:7`, `@${file}`, folder]), [file, `${file}:3:7`, `@${file}`, folder]);
  for (const path of ['nowhere', 'nowhere.feature:3', '@nowhere']) {
    assert.throws(() => namedFeatures([path]), {
      name: 'Failure',
      exitCode: 2,
      message: /^nowhere(\.feature)? does not exist\. /,
    });
  }
});

test('tags: what was asked, and under observed rules nothing that only holds as documented', () => {
  assert.equal(tagExpression(undefined, 'documented'), '');
  assert.equal(tagExpression(' ', 'observed'), 'not @documented');
  assert.equal(tagExpression('@a or @b', 'documented'), '(@a or @b)');
  assert.equal(tagExpression('@a or @b', 'observed'), '(@a or @b) and not @documented');
  for (const bad of ['@a and', '(@a', '@a @b', 'not', ')']) {
    assert.throws(() => tagExpression(bad, 'documented'), {
      name: 'Failure',
      exitCode: 2,
      message: /^--tags cannot be read: /,
    });
  }
});

test('a folder for reports that cannot be written is reported before anything runs', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const target of [file, join(file, 'below')]) {
    assert.throws(() => prepareReports(target), {
      name: 'Failure',
      exitCode: 3,
      message: /cannot be written \((EEXIST|ENOTDIR)\)/,
    });
  }
  const { messages, formats } = prepareReports(join(folder, 'new', 'reports'));
  assert.match(messages, /messages\.ndjson$/);
  assert.deepEqual(
    formats.map(([name]) => name),
    ['message', 'junit'],
  );
});

const scenario = (status: ScenarioResult['status']): ScenarioResult => ({
  name: '',
  location: '',
  status,
  claims: [],
  reason: '',
});
const claim = (status: ClaimStatus): ClaimResult => ({
  claim: { id: 'a', text: '', source: '', test: { kind: 'run' } },
  status,
  scenarios: [],
});
const summary = (more: Partial<Summary> = {}): Summary => ({
  claims: [claim('holds'), claim('not run'), claim('cannot be tested')],
  scenarios: [scenario('passed'), scenario('skipped')],
  unknownClaims: [],
  parseErrors: [],
  runErrors: [],
  ...more,
});

test('broken is a failed scenario, or a claim without any', () => {
  assert.equal(outcomeOf(summary()), 0);
  assert.equal(outcomeOf(summary({ scenarios: [scenario('passed'), scenario('failed')] })), 1);
  assert.equal(outcomeOf(summary({ claims: [claim('holds'), claim('no scenario')] })), 1);
});

test('a run that shows nothing is a failure of its own', () => {
  const failing = (more: Partial<Summary>, exitCode: number, message: RegExp) =>
    assert.throws(() => assertMeaningful(summary(more), ['a', 'b']), { name: 'Failure', exitCode, message });
  assertMeaningful(summary(), ['a']);
  failing(
    {
      parseErrors: [
        { location: 'x:4', message: 'expected: this' },
        { location: 'y:1', message: '' },
      ],
    },
    2,
    /^x:4 is not Gherkin: expected: this\. The same goes for y:1\.$/,
  );
  failing({ runErrors: ['no engine'] }, 3, /^the features could not be run: no engine$/);
  failing(
    { unknownClaims: [{ claim: 'c', location: 'x:4' }] },
    2,
    /^x:4 is tagged @claim:c, an unknown claim; available: a, b\.$/,
  );
});

test('without pages there are messages only, of which pages can be made later', () => {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-'));
  try {
    const main = join(packageRoot, 'support', 'main.ts');
    const words = ['features', '--tags', '@claim:esp-ports', '--no-pages', '--reports', folder];
    execFileSync(process.execPath, [main, ...words], { cwd: packageRoot, env: { ...process.env, NODE_OPTIONS: '' } });
    assert.deepEqual(readdirSync(folder).sort(), ['junit.xml', 'messages.ndjson']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
