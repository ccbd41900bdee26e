import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startBrowser, withoutBrowser } from '../pictures/testing/browser.ts';
import { HOSTILE, hostile } from './testing/made-up.ts';
import { openAll, type Shown, show } from './testing/opened.ts';

/** Each reports, were it to run. */
const ATTACKS = [
  HOSTILE,
  '<script>globalThis.hacked = 1</script>',
  '</script></title></style></pre></textarea><script>globalThis.hacked = 1</script>',
  '<img src=x onerror="globalThis.hacked = 1">',
  '<svg onload="globalThis.hacked = 1"><a href="javascript:globalThis.hacked=1">x</a></svg>',
  '"><iframe src="https://example.com/"></iframe><link rel=stylesheet href="//example.com/x.css">',
  '" onfocus="globalThis.hacked = 1" autofocus style="position:fixed" x="',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: of somebody else's templates
  '`javascript:globalThis.hacked=1` &lt;b&gt; &amp;amp; <!-- --> ]]> {{7*7}} ${7*7}',
  '\u202Egnp.exe\u202C مرحبا بالعالم עברית 漢字かな 한국어 ไทย 👩‍👩‍👧 Z̸̢̛̺a̶l̵g̷o̴',
  `long ${'x'.repeat(10_000)}`,
  `${'a line\n'.repeat(500)}`,
  'broken \uD800 half, \uDC00 half, \uFFFD, \u0000 nothing, \u001B[31mred\u001B[0m, \u0007',
  '__proto__',
  '../../../../etc/passwd',
  'C:\\con\\aux.feature',
  '',
];

describe('what comes from outside', { skip: withoutBrowser() }, () => {
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  for (const [index, attack] of ATTACKS.entries()) {
    describe(`is text: ${JSON.stringify(attack.slice(0, 60))}`, () => {
      let shown: Shown;
      before(async () => {
        shown = await show(browser, hostile(attack));
      });
      after(async () => {
        await shown[Symbol.asyncDispose]();
      });

      test(`on every page, attack ${index}`, async () => {
        await using opened = await shown.open({ viewport: { width: 360, height: 800 } });
        const { page } = opened;
        const pages = shown.files.filter((file) => file.endsWith('.html'));
        for (const file of pages.filter((one) => !one.startsWith('claims/') || one === 'claims/outbound-rules.html')) {
          await opened.go(file);
          await openAll(page);
          const seen = await page.evaluate(() => ({
            hacked: 'hacked' in globalThis,
            strange: document.querySelectorAll(
              'iframe, object, embed, img, base, form:not(#filters), script:not([src]), [style], a[href^="javascript:" i]',
            ).length,
            scripts: [...document.scripts].map(({ src }) => src),
            handlers: [...document.querySelectorAll('*')].filter((one) =>
              one.getAttributeNames().some((name) => name.startsWith('on')),
            ).length,
            width: document.documentElement.scrollWidth,
            title: document.title,
          }));
          assert.deepEqual(
            {
              ...seen,
              scripts: seen.scripts.filter((src) => !src.startsWith(`${shown.address}assets/`)),
              width: seen.width <= 360,
              title: seen.title.endsWith('· train-encrypt'),
            },
            { hacked: false, strange: 0, scripts: [], handlers: 0, width: true, title: true },
            file,
          );
        }
        assert.deepEqual(opened.complaints, []);
        assert.deepEqual(
          opened.requests.filter((url) => !url.startsWith(shown.address) && url !== 'about:blank' && url !== 'data:,'),
          [],
        );
      });

      test(`and can be read, attack ${index}`, async () => {
        await using opened = await shown.open();
        const { page } = opened;
        const wanted = readable(attack);
        await opened.go('scenarios.html');
        const text = (await page.locator('#list').textContent()) ?? '';
        assert.ok(text.includes(wanted === '' ? '(no name)' : wanted), text.slice(0, 500));
        assert.equal(await page.locator('.rows > li:visible').count(), 2);
        await page.getByLabel('Run').selectOption({ index: 1 });
        assert.equal(await page.locator('.rows > li:visible').count(), 2);
        await page.getByLabel('Tag').selectOption({ index: 1 });
        await page.reload();
        assert.equal(await page.locator('.rows > li:visible').count(), 2, page.url());
        await page.locator('.rows a').first().click();
        await page.waitForURL((url) => !url.pathname.endsWith('/scenarios.html'));
        const told = (await page.locator('article:target').textContent()) ?? '';
        assert.ok(told.includes(wanted), told.slice(0, 500));
      });
    });
  }
});

/** What HTML cannot hold is shown as a character that stands for it. */
const readable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\u{FFFD}')
    .replace(/[^\P{Cc}\n\t]/gu, '\u{FFFD}');
