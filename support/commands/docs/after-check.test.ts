import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { historyOf, readHistory } from '../../documentation/site/history.ts';
import { linesOf, scratch } from '../../documentation/site/testing/runs.ts';
import type { SiteData } from '../../documentation/site/types.ts';
import { version } from '../../package.ts';
import { documentOf } from '../../wrappers/report/document.ts';
import { checkedOf, FLAG_LOST, failedWith, resultOf, verdictWith } from '../../wrappers/testing/verdicts.ts';
import { afterCheck } from './after-check.ts';

// `check` writes to a folder of the present one.
const place = scratch();
const here = process.cwd();
process.chdir(place.folder);
after(() => {
  process.chdir(here);
  place[Symbol.dispose]();
});

const json = join('reports', 'check.json');
const render = async ({ wrappers, scenarios }: SiteData) =>
  new Map([['index.html', `${wrappers.length} cells, ${scenarios.length} scenarios`]]);
const result = resultOf([
  checkedOf(verdictWith()),
  checkedOf({ ...failedWith(FLAG_LOST), wrapper: 'other.py' }),
  checkedOf(verdictWith({ wrapper: 'stopped' }), { ending: 'interrupted' }),
]);

mkdirSync('reports');
writeFileSync(json, JSON.stringify(documentOf(result, place.folder)));

test('history and pages are written where reports go', async () => {
  const page = await afterCheck(result, { json }, { render });
  assert.ok(page);
  assert.equal(page, join('reports', 'index.html'));
  assert.equal(readFileSync(page, 'utf8'), '2 cells, 0 scenarios');
  const about = { situation: 'documented', engine: 'embedded', rules: 'documented' };
  const told = (wrapper: string) =>
    historyOf(readHistory(join('reports', 'history.json')), { wrapper, ...about }).map(({ outcome }) => outcome);
  assert.deepEqual([told('launch.py'), told('other.py'), told('stopped')], [['✓ encrypted'], ['✗ unencrypted'], []]);
});

test('what features left stands beside it, unless it was another version or is damaged', async () => {
  const messages = join('reports', 'messages.ndjson');
  const page = async (lines: readonly string[]) => {
    writeFileSync(messages, lines.join(''));
    return readFileSync((await afterCheck(result, { json }, { render })) ?? '', 'utf8');
  };
  const lines = linesOf({ conditions: { version } });
  assert.equal(await page(lines), '2 cells, 1 scenarios');
  assert.equal(await page(linesOf({ conditions: { version: '0.0.1' } })), '2 cells, 0 scenarios');
  const { write } = process.stderr;
  let told = '';
  process.stderr.write = (chunk) => {
    told += String(chunk);
    return true;
  };
  try {
    assert.equal(await page(lines.slice(0, 5)), '2 cells, 0 scenarios');
  } finally {
    process.stderr.write = write;
  }
  assert.match(told, /^train-encrypt: the pages show wrappers only: \S+messages\.ndjson is cut short/);
});

test('reports that go elsewhere get no pages beside them', async () => {
  assert.equal(await afterCheck(result, { json: 'other.json' }, { render }), undefined);
  assert.equal(await afterCheck(result, { json: '-' }, { render }), undefined);
  assert.equal(await afterCheck(result, {}, { render }), undefined);
  assert.ok(!existsSync('index.html'));
});
