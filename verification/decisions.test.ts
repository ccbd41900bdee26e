import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../support/package.ts';

const folder = join(packageRoot, 'docs', 'decisions');

/** The row of a note in the index. Throws where it has no number, title or date. */
function rowOf(file: string, text: string): string {
  const [, number = '', title = '', date = ''] = /^# (\d+)\. (.+)\n\n\*(\d{4}-\d\d-\d\d)\*\n/.exec(text) ?? [];
  assert.equal(file.slice(0, 4), number.padStart(4, '0'), `${file} begins with its number, a title and a date`);
  return `| [${number.padStart(4, '0')}](${file}) | ${title} | ${date} |`;
}

test('the index of decisions has every note, with its title and date', () => {
  const notes = readdirSync(folder).filter((file) => /^\d/.test(file));
  const rows = notes.sort().map((file) => rowOf(file, readFileSync(join(folder, file), 'utf8')));
  const index = readFileSync(join(folder, 'README.md'), 'utf8');
  assert.deepEqual(
    index.split('\n').filter((line) => line.startsWith('| [')),
    rows,
  );
});

test('a note without a date is noticed', () => {
  assert.throws(() => rowOf('0001-a.md', '# 1. A title\n\nWords.\n'), /0001-a\.md begins with/);
});
