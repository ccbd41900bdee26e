import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../support/package.ts';
import { FLOORS } from './rules.ts';

const page = readFileSync(join(packageRoot, 'docs', 'architecture.md'), 'utf8');

/** The rooms of each row of the table, top floor first. */
function floorsIn(text: string): readonly (readonly string[])[] {
  const [, table = ''] = /<!-- floors:.*?-->\n([\s\S]*?)\n<!-- \/floors -->/.exec(text) ?? [];
  return table
    .split('\n')
    .slice(2)
    .map((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, room = '']) => room));
}

test('docs/architecture.md has the floors that are held', () => {
  assert.deepEqual(floorsIn(page), FLOORS);
});

test('a floor that changed without its row is noticed', () => {
  assert.notDeepEqual(floorsIn(page.replace('| `support/lint` |', '| `support/lint`, `support/attic` |')), FLOORS);
  assert.notDeepEqual(floorsIn(''), FLOORS);
});
