import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { violations } from './floors/cruise.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'floors-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes files, and names the rules that their imports break. */
async function broken(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return (await violations(folder, ['support'])).map(({ rule }) => rule.name);
}

test('no file here imports from a floor above its own, and no imports form a circle', async () => {
  const found = await violations(join(import.meta.dirname, '..'), ['support', 'steps', 'verification']);
  assert.deepEqual(
    found.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`),
    [],
  );
});

test('an import from a floor above is found', async () => {
  const upward = {
    'support/rules/a.ts': "import { b } from '../commands/b.ts';\nexport const a = b;",
    'support/commands/b.ts': 'export const b = 1;',
  };
  assert.deepEqual(await broken(upward), ['support/rules-looks-up']);
});

test('a type-only import from a floor above is found', async () => {
  const upward = {
    'support/network/a.ts': "import type { B } from '../sagemaker/b.ts';\nexport type A = B;",
    'support/sagemaker/b.ts': 'export interface B {}',
  };
  assert.deepEqual(await broken(upward), ['support/rules-looks-up']);
});

test('an import from a floor below is right', async () => {
  const downward = {
    'support/commands/a.ts': "import { b } from '../rules/b.ts';\nexport const a = b;",
    'support/rules/b.ts': 'export const b = 1;',
  };
  assert.deepEqual(await broken(downward), []);
});

test('a circle of types alone is found', async () => {
  const circle = {
    'support/rules/a.ts': "import type { B } from './b.ts';\nexport interface A { b: B }",
    'support/rules/b.ts': "import type { A } from './a.ts';\nexport interface B { a: A }",
  };
  assert.deepEqual(new Set(await broken(circle)), new Set(['no-circle']));
});

test('a room on no floor is found', async () => {
  const room = {
    'support/attic/a.ts': "import { b } from './b.ts';\nexport const a = b;",
    'support/attic/b.ts': 'export const b = 1;',
  };
  assert.deepEqual(await broken(room), ['on-no-floor']);
});

test('a folder without imports shows nothing, and says so', async () => {
  await assert.rejects(broken({ 'support/rules/a.ts': 'export const a = 1;' }), /no import found/);
});
