import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { situations } from '../wrappers/situations/index.ts';
import type { Expectation } from '../wrappers/types.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

const GOOD: Readonly<Record<Expectation, string>> = {
  launches: 'launches, encrypted',
  refuses: 'launches nothing, and exits other than 0',
  retries: 'tries again, encrypted',
  reports: 'launches encrypted, or tells that it was denied',
};

const rowsIn = (text: string): readonly string[] =>
  (/\n<!-- situations:.*?-->\n([\s\S]*?)<!-- \/situations -->/.exec(text)?.[1] ?? '').trim().split('\n').slice(2);

const written = () => situations.map(({ id, title, expectation }) => `| \`${id}\` | ${title} | ${GOOD[expectation]} |`);

test('the situations of the README are those of the code', () => {
  assert.deepEqual(rowsIn(readme), written());
});

test('a situation that changed without the README is noticed', () => {
  assert.notDeepEqual(rowsIn(readme.replace('no rules at all', 'a rule')), written());
  assert.notDeepEqual(rowsIn(''), written());
});
