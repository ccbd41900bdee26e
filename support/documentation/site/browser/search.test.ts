import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { startBrowser, withoutBrowser } from '../pictures/testing/browser.ts';
import { everything, LOCALSTACK, many } from './testing/made-up.ts';
import { type Shown, show } from './testing/opened.ts';

const rows = (page: Page) => page.locator('.rows > li:visible').allInnerTexts();
const count = (page: Page) => page.locator('#count').innerText();

describe('the list of scenarios', { skip: withoutBrowser() }, () => {
  let browser: Browser;
  let shown: Shown;
  before(async () => {
    browser = await startBrowser();
    shown = await show(browser, everything());
  });
  after(async () => {
    await browser.close();
    await shown[Symbol.asyncDispose]();
  });

  test('is searched by words and their beginnings, of steps too', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    await opened.go('scenarios.html');
    assert.equal(await count(page), '16 scenarios');
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('esp taken');
    assert.match((await rows(page)).join('|'), /^outbound ESP taken away[^|]*$/);
    assert.equal(await count(page), '1 of 16 scenarios');
    assert.equal(await page.locator('#count').getAttribute('role'), 'status');
    assert.equal(await page.locator('.group:visible').count(), 1, 'features without a result are gone');
    await search.fill('encrypt train');
    assert.equal(await count(page), '16 scenarios', 'words of their steps');
    await search.fill('relesed');
    assert.equal(await count(page), '1 of 16 scenarios with similar words: none has these');
    await search.fill('zzzzzz');
    assert.deepEqual([await rows(page), await count(page)], [[], '0 of 16 scenarios']);
  });

  test('leads from the words people use to claims, glossary and controls, and finds no scenario for a short one', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    await opened.go('scenarios.html');
    const terms = page.locator('#terms > li:visible');
    assert.equal(await terms.count(), 0, 'nothing is asked for');
    const search = page.getByRole('searchbox', { name: 'Search' });
    for (const [asked, wanted, claim] of [
      ['ipsec', /^IPsec: .*IKE and ESP/, 'outbound-rules'],
      ['tls', /^TLS: .*nothing here tests it/, 'between-instances'],
      ['in transit', /^Encryption in transit: /, 'between-instances'],
      ['pci', /^PCI DSS v4\.0\.1: 4\.2\.1: /, undefined],
      ['vpn', /^IPsec: /, 'inbound-rules'],
    ] as const) {
      await search.fill(asked);
      assert.match((await terms.allInnerTexts()).join('\n'), wanted, asked);
      if (claim) assert.ok((await terms.first().getByRole('link', { name: claim }).count()) > 0, asked);
    }
    assert.equal(await count(page), '0 of 16 scenarios', 'vpn is not vpc');
    await search.fill('pci');
    await terms.getByRole('link').first().click();
    await page.waitForURL('**/glossary.html#control-4-2-1');
    assert.match(await page.locator('div:target').innerText(), /Checked 2026-11-28/);
  });

  test('is filtered by claim, tag, run and verdict', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    await opened.go('scenarios.html');
    const counts = async (choices: Record<string, string>) => {
      await page.keyboard.press('Escape');
      for (const [label, value] of Object.entries(choices)) await page.getByLabel(label).selectOption(value);
      return (await rows(page)).length;
    };
    assert.equal(await counts({ Claim: 'outbound-rules' }), 2);
    assert.equal(await counts({ Tag: '@documented' }), 1);
    assert.equal(await counts({ Run: LOCALSTACK }), 15);
    assert.equal(await counts({ Verdict: 'failed' }), 1);
    assert.equal(await counts({ Verdict: 'skipped' }), 1);
    assert.equal(await counts({ Verdict: 'failed', Run: 'embedded-documented' }), 0);
    assert.equal(await counts({ Verdict: 'failed', Run: LOCALSTACK, Claim: 'outbound-rules' }), 1);
    assert.equal(await counts({}), 16);
  });

  test('keeps its filter in the address, which leads back to it', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    await opened.go('scenarios.html');
    await page.getByLabel('Claim').selectOption('outbound-rules');
    await page.getByLabel('Search').fill('esp & more = "taken" #');
    await page.getByLabel('Search').fill('esp taken');
    await page.waitForURL('**/scenarios.html#q=esp+taken&claim=outbound-rules');
    const here = await rows(page);
    assert.equal(here.length, 1);
    await page.reload();
    assert.deepEqual(await rows(page), here);
    assert.equal(await page.getByLabel('Search').inputValue(), 'esp taken');
    await opened.go('scenarios.html?verdict=failed');
    assert.deepEqual(await rows(page), here);
    await opened.go('scenarios.html#claim=no-such-claim');
    assert.deepEqual(await rows(page), [], 'a filter that the page does not know shows nothing');
    await opened.go('index.html');
    await page.locator('tr#outbound-rules td a').click();
    await page.waitForURL('**/scenarios.html#claim=outbound-rules');
    assert.equal((await rows(page)).length, 2);
  });

  test('has an address for each scenario', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    await opened.go('scenarios.html#from-a-released-sdk');
    assert.match(await page.locator('li:target').innerText(), /^from a released SDK/);
    assert.equal((await rows(page)).length, 16);
    await page.locator('li:target a').click();
    await page.waitForURL('**/features/wrappers--check.html#from-a-released-sdk');
    assert.match(
      await page.locator('article:target').innerText(),
      /\?\sskipped: embedded EC2, documented rules.*it requires python/s,
    );
  });

  test('is worked by keyboard', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    const { keyboard } = page;
    await opened.go('scenarios.html');
    const focused = () =>
      page.evaluate(() => (document.activeElement as HTMLElement).id || document.activeElement?.textContent);
    await keyboard.press('/');
    assert.equal(await focused(), 'q');
    await keyboard.type('esp/taken');
    assert.equal(await page.getByLabel('Search').inputValue(), 'esp/taken');
    await keyboard.press('Escape');
    assert.equal(await count(page), '16 scenarios');
    assert.equal(await focused(), 'q');
    await keyboard.type('holds');
    await keyboard.press('ArrowDown');
    assert.equal(await focused(), 'that service-vpc holds');
    await keyboard.press('ArrowDown');
    assert.equal(await focused(), 'that private-vpc holds');
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowUp');
    assert.equal(await focused(), 'q');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await page.waitForURL('**/claims/service-vpc.html#*');
  });

  test('is whole without a script', async () => {
    await using opened = await shown.open({ javaScriptEnabled: false });
    const { page } = opened;
    await opened.go('scenarios.html');
    assert.equal((await rows(page)).length, 16);
    assert.ok(!(await page.locator('#filters').isVisible()));
  });
});

describe('two thousand scenarios', { skip: withoutBrowser() }, () => {
  /** Milliseconds from the beginning of a page until a search in it shows what it found; or until it is there. */
  const timed = (page: Page) =>
    page.evaluate(() => {
      const search = document.querySelector<HTMLInputElement>('#q');
      if (search !== null) {
        search.value = 'number 1999';
        search.dispatchEvent(new Event('input', { bubbles: true }));
        void document.body.offsetHeight;
      }
      return { ms: performance.now(), found: document.querySelectorAll('.rows > li:not([hidden])').length };
    });

  test('can be searched at once', async (t: TestContext) => {
    await using browser = await startBrowser();
    await using shown = await show(browser, many(2_000));
    await using opened = await shown.open();
    const { page } = opened;
    await page.addInitScript(() => {
      const { addEventListener } = EventTarget.prototype;
      Object.assign(globalThis, { listeners: 0 });
      EventTarget.prototype.addEventListener = function (...args: Parameters<typeof addEventListener>) {
        (globalThis as unknown as { listeners: number }).listeners += 1;
        return addEventListener.apply(this, args);
      };
    });
    const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-'));
    const empty = join(folder, 'empty.html');
    writeFileSync(empty, '<!doctype html><title>empty</title>');
    try {
      await page.goto(pathToFileURL(empty).href);
      const nothing = await timed(page);
      await opened.go('scenarios.html');
      const all = await timed(page);
      t.diagnostic(
        `searched after ${Math.round(all.ms)} ms; an empty page is there after ${Math.round(nothing.ms)} ms`,
      );
      assert.equal(all.found, 1);
      assert.match(await count(page), /^1 of 2000 scenarios$/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const { elements, listeners } = await page.evaluate(() => ({
      elements: document.querySelectorAll('*').length,
      listeners: (globalThis as unknown as { listeners: number }).listeners,
    }));
    // What a page of so many rows may weigh: noise of the machine has no part in it.
    assert.ok(elements < 2_000 * 8, `${elements} elements`);
    assert.ok(listeners < 20, `${listeners} listeners`);
    await page.keyboard.press('Escape');
    assert.equal(await count(page), '2000 scenarios');
    await page.getByLabel('Verdict').selectOption('failed');
    assert.equal(await count(page), '5 of 2000 scenarios');
  });
});
