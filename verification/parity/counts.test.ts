import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SEQUENCES } from './calls/index.ts';
import { MARKS, withCounts } from './counts.ts';
import { summary } from './page.ts';
import { REASONS } from './reasons/index.ts';
import { readTable } from './table.ts';
import { tally } from './tally.ts';

const CALLS = tally(SEQUENCES, readTable(), REASONS);

test('a page has the counts where it has a place for them, and keeps everything else', () => {
  const before = `# Title\n${MARKS[0]}\nold\n${MARKS[1]}\nend\n`;
  const after = withCounts(before, CALLS);
  assert.equal(after, `# Title\n${MARKS[0]}\n\n${summary(CALLS)}\n\n${MARKS[1]}\nend\n`);
  assert.equal(withCounts(after, CALLS), after);
});

test('a page without a place for them stays as it is', () => {
  for (const text of ['# Title\n', `${MARKS[1]} ${MARKS[0]}`, MARKS[0]]) assert.equal(withCounts(text, CALLS), text);
});

test('docs/engines.md does not show other counts', () => {
  const page = readFileSync(new URL('../../docs/engines.md', import.meta.url), 'utf8');
  assert.ok(page.includes(MARKS[0]));
  assert.equal(page, withCounts(page, CALLS), 'write them anew: tsx verification/parity/generate.ts review');
});
