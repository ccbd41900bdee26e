import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { claims } from '../rules/claims.ts';
import { rules } from '../rules/index.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const page = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');

/** The rows between the two marks, without the head of the table. */
function rowsIn(text: string): string[] {
  const table = /<!-- rules:.*?-->\n([\s\S]*?)<!-- \/rules -->/.exec(text)?.[1] ?? '';
  return table.trim().split('\n').slice(2);
}

const written = () =>
  rules.map(({ id, title, provenance, enforcement }) => `| \`${id}\` | ${title} | ${provenance} | ${enforcement} |`);

test('the table of docs/rules.md is that of the code', () => {
  assert.deepEqual(rowsIn(page), written());
});

test('a rule that changed without its row is noticed', () => {
  assert.notDeepEqual(rowsIn(page.replace('Encryption has no effect', 'Encryption has an effect')), written());
  assert.notDeepEqual(rowsIn(''), written());
});

test('the README counts the claims as they are', () => {
  const untestable = claims.filter((claim) => claim.test.kind === 'none').length;
  assert.match(readme, new RegExp(`${claims.length} documented claims: ${claims.length - untestable} hold`));
});
