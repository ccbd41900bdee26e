import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { rules } from '../rules/index.ts';
import { FINDINGS } from './names.ts';

const support = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['wrappers/judge', 'wrappers/baselines', 'commands/check', 'lint'];

/** Every text in the sources that judge. */
function texts(): Set<string> {
  const files = FOLDERS.flatMap((folder) => globSync(`${support}${folder}/*.ts`)).filter(
    (file) => !file.includes('.test.'),
  );
  assert.ok(files.length > 20);
  return new Set(files.flatMap((file) => readFileSync(file, 'utf8').match(/(?<=['`])[a-z]+(-[a-z]+)*(?=['`])/g) ?? []));
}

test('every id that is given to a finding is told what it means', () => {
  const ids = FOLDERS.flatMap((folder) => globSync(`${support}${folder}/*.ts`))
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bid: '([a-z-]+)'/g)].map(([, id]) => id ?? ''));
  assert.ok(ids.length > 20);
  const known = new Set([...Object.keys(FINDINGS), ...rules.map(({ id }) => id)]);
  assert.deepEqual(
    ids.filter((id) => !known.has(id)),
    [],
  );
});

test('nothing is explained that nobody finds', () => {
  const there = texts();
  assert.deepEqual(
    Object.keys(FINDINGS).filter((id) => !there.has(id)),
    [],
  );
});
