import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { situations } from '../wrappers/situations/index.ts';
import type { Expectation } from '../wrappers/types.ts';

const page = readFileSync(new URL('../../docs/check.md', import.meta.url), 'utf8');

const GOOD: Readonly<Record<Expectation, string>> = {
  launches: 'launches, encrypted',
  refuses: 'launches nothing, exits with an error',
  retries: 'retries, encrypted',
  reports: 'launches encrypted, or reports that it was denied',
};

const rowsIn = (text: string): readonly string[] =>
  (/\n<!-- situations:.*?-->\n([\s\S]*?)<!-- \/situations -->/.exec(text)?.[1] ?? '').trim().split('\n').slice(2);

const written = () => situations.map(({ id, title, expectation }) => `| \`${id}\` | ${title} | ${GOOD[expectation]} |`);

test('the situations of docs/check.md are those of the code', () => {
  assert.deepEqual(rowsIn(page), written());
});

test('a situation that changed without its row is noticed', () => {
  assert.notDeepEqual(rowsIn(page.replace('no rules at all', 'a rule')), written());
  assert.notDeepEqual(rowsIn(''), written());
});
