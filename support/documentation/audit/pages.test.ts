import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { cell, everything, many, wide } from '../site/browser/testing/made-up.ts';
import { startBrowser, withoutBrowser } from '../site/pictures/testing/browser.ts';
import { pagesOf } from '../testing/pdf.ts';
import { renderAudit } from './render.tsx';
import type { AuditData } from './types.ts';

const LONG = 'a reason that goes on and on, as reasons do, '.repeat(6);

/** More of everything than ten pages can hold. */
function crowded(): AuditData {
  const wrappers = wide(40, 14).map((one, index) => ({
    ...one,
    did: `${one.did} ${LONG}`,
    exceptions: [
      {
        wrapper: one.wrapper,
        situation: one.situation,
        finding: 'flag-not-sent',
        owner: LONG,
        reason: LONG,
        expires: `2027-01-${10 + (index % 20)}`,
      },
    ],
  }));
  return {
    site: {
      ...everything(),
      wrappers: [...wrappers, cell(LONG, LONG, { outcome: 'failed', did: LONG })],
      scenarios: many(80).scenarios,
      problems: Array.from({ length: 40 }, (_, n) => `${n} ${LONG}`),
      leftOut: Array.from({ length: 40 }, (_, n) => ({ wrapper: `left ${n}`, situation: 'no-vpc', reason: LONG })),
    },
    provenance: { tool: 'train-encrypt 0.1.0', node: '24.0.0', who: 'ada', lockFiles: [] },
    changes: {
      since: '2026-01-01',
      changes: Array.from({ length: 90 }, (_, n) => ({ what: `change ${n} ${LONG}`, before: 'holds', now: 'broken' })),
    },
    evidence: Array.from({ length: 30 }, (_, n) => ({
      name: `evidence/${n}-messages.ndjson`,
      bytes: n,
      sha256: 'f'.repeat(64),
    })),
  };
}

describe('an audit on paper', { skip: withoutBrowser() }, () => {
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  const printedOf = async (html: string, index: boolean) => {
    const page = await browser.newPage();
    await page.setContent(html);
    if (!index) await page.evaluate(() => document.getElementById('evidence-index')?.remove());
    const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
    await page.close();
    return pages;
  };

  test('has at most ten pages before its index, however much there is; the rest is in the index', async () => {
    const data = crowded();
    const html = await renderAudit(data);
    const body = await printedOf(html, false);
    assert.ok(body.length > 4 && body.length <= 10, `${body.length} pages`);
    assert.equal(body.filter(({ landscape }) => landscape).length, 1, 'the matrix has one sheet');
    const whole = await printedOf(html, true);
    assert.ok(whole.length > body.length);
    const index = html.slice(html.indexOf('id="evidence-index"'));
    for (const one of ['39 a reason', 'left 39', 'change 89', 'evidence/29-messages.ndjson', 'wrapper-39']) {
      assert.ok(index.includes(one), one);
    }
  });

  test('axe finds nothing in it, and it asks for nothing', async () => {
    const page = await (await browser.newContext()).newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(
      await renderAudit({ ...crowded(), site: { ...everything(), wrappers: wide(5, 3) }, evidence: [] }),
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      [],
    );
    assert.deepEqual(requests, []);
  });
});
