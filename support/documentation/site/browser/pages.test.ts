import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator } from 'playwright-core';
import { controls } from '../../controls.ts';
import { pagesOf } from '../../testing/pdf.ts';
import { startBrowser, withoutBrowser } from '../pictures/testing/browser.ts';
import {
  cell,
  everything,
  evidenceOf,
  FINE,
  result,
  sampleVerdict,
  scenario,
  siteOf,
  WHOLE,
  wide,
} from './testing/made-up.ts';
import { kindsOf, openAll, type Shown, show } from './testing/opened.ts';

describe('the pages in a browser', { skip: withoutBrowser() }, () => {
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

  test('the start page answers first, then names what is missing, what failed, and the claims', async () => {
    await using opened = await shown.open();
    await opened.go('index.html');
    const { page } = opened;
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    assert.equal(await page.locator('h1').innerText(), 'Is traffic between training instances encrypted?');
    const told = await page.locator('main').innerText();
    const order = [
      'No: 1 attempt of a wrapper is unencrypted.',
      'Not all was shown: 1 documented claim does not hold, 1 scenario failed, 1 part of a run is missing',
      'What is missing',
      'shard 2/3 of this run is missing',
      'ECONNREFUSED',
      'What failed',
      'outbound ESP taken away',
      'What is there:',
      'ESP out: missing',
      'To fix it:',
      'aws ec2 authorize-security-group-egress',
      'launch.py in no-vpc',
      'What the documentation claims',
      'The service differs.',
      'When, and on what',
    ].map((text) => told.indexOf(text));
    assert.ok(!order.includes(-1), `${order} ${told}`);
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
  });

  test('the row of a claim says what it is by words', async () => {
    await using opened = await shown.open();
    await opened.go('index.html');
    const rowOf = (id: string) => textOf(opened.page.locator(`tr#${id}`));
    assert.match(
      await rowOf('outbound-rules'),
      /The service differs\. .*✓ holds ✗ broken documented, observed otherwise 2 /,
    );
    assert.match(await rowOf('cost'), /✓ holds in the model ✓ holds in the model documented, modelled only 1 /);
    assert.match(
      await rowOf('model-not-data'),
      /Why not: .* – cannot be tested – cannot be tested documented, cannot be tested 0/,
    );
  });

  test('every page has one heading at its top, and none is left out below it', async () => {
    await using opened = await shown.open();
    for (const file of kindsOf(shown.files)) {
      await opened.go(file);
      const levels = await opened.page.evaluate(() =>
        [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(({ tagName }) => Number(tagName.slice(1))),
      );
      assert.equal(levels[0], 1, file);
      assert.equal(levels.filter((level) => level === 1).length, 1, file);
      const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
      assert.deepEqual(jumps, [], `${file}: ${levels}`);
      assert.equal(await opened.page.locator('main').count(), 1, file);
    }
    assert.deepEqual(opened.complaints, []);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing serious, ${colorScheme}`, async () => {
      await using opened = await shown.open({ colorScheme });
      for (const file of kindsOf(shown.files)) {
        await opened.go(file);
        await openAll(opened.page);
        const axe = new AxeBuilder({ page: opened.page });
        // In the dark only colours are others.
        const { violations } = await (colorScheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        const told = serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
        assert.deepEqual(told, [], file);
      }
    });
  }

  test('axe notices what a person would', async () => {
    await using opened = await shown.open();
    await opened.go('index.html');
    await opened.page.evaluate(() => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', '<img src="data:,"><p class="pale">pale</p>');
      document.querySelector<HTMLElement>('.pale')?.style.setProperty('color', '#eee');
    });
    const { violations } = await new AxeBuilder({ page: opened.page }).analyze();
    assert.deepEqual(
      violations
        .map(({ id }) => id)
        .filter((id) => ['image-alt', 'color-contrast'].includes(id))
        .sort(),
      ['color-contrast', 'image-alt'],
    );
  });

  test('light and dark follow the reader, and paper is light', async () => {
    await using opened = await shown.open({ colorScheme: 'dark' });
    const { page } = opened;
    await opened.go('index.html');
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await ground();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const paper = await ground();
    assert.ok(brightness(dark) < 60 && brightness(paper) > 230, `${dark}, ${paper}`);
  });

  test('printed, evidence is an appendix but where the reader unfolded it, and what leads nowhere is gone', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    await opened.go('claims/outbound-rules.html');
    const [evidence, row] = [page.locator('article .evidence').first(), page.locator('.rows-of-evidence tbody tr')];
    assert.ok(!(await row.first().isVisible()));
    await page.emulateMedia({ media: 'print' });
    assert.match(await textOf(page.locator('.appendix')), /What failed outbound ESP taken away.*To fix it: aws ec2/);
    assert.equal(await row.filter({ visible: true }).count(), 2);
    assert.ok(!(await evidence.isVisible()));
    await evidence.evaluate((one: HTMLDetailsElement) => {
      one.open = true;
    });
    assert.ok(await evidence.isVisible());
    assert.ok(!(await page.locator('nav').first().isVisible()));
    const source = page.locator('a[href^="https:"]').first();
    assert.equal(await source.innerText(), await source.getAttribute('href'));
  });

  test('one claim takes at most 8 pages of paper, and a matrix of 30 wrappers one sheet', async () => {
    const failing = (n: number) =>
      scenario(`fails in way ${n}`, 'outbound-rules', {
        results: [
          result({ status: n % 3 === 0 ? 'failed' : 'passed', evidence: evidenceOf([sampleVerdict('no-esp-egress')]) }),
        ],
      });
    await using large = await show(
      browser,
      siteOf({ scenarios: Array.from({ length: 90 }, (_, n) => failing(n)), wrappers: wide(30, 12) }),
    );
    await using opened = await large.open();
    await opened.go('claims/outbound-rules.html');
    const pages = pagesOf(await opened.page.pdf({ preferCSSPageSize: true }));
    assert.ok(pages.length <= 8, `${pages.length} pages`);
    await opened.go('wrappers.html');
    const sheets = pagesOf(await opened.page.pdf({ preferCSSPageSize: true })).map(({ landscape }) => landscape);
    assert.ok(sheets.every(Boolean), `${sheets}`);
    const { rows, sheet } = await opened.page.evaluate(async () => {
      const table = document.querySelector('table.matrix');
      return { rows: table?.querySelectorAll('tbody tr').length, sheet: table?.querySelectorAll('thead th').length };
    });
    assert.deepEqual([rows, sheet], [30, 13]);
  });

  test('the matrix keeps its heads in sight, is named for who hears it, and can be read on a phone', async () => {
    await using large = await show(browser, siteOf({ wrappers: wide(30, 12) }));
    for (const width of [1280, 360]) {
      await using opened = await large.open({ viewport: { width, height: 800 } });
      const { page } = opened;
      await opened.go('wrappers.html');
      const table = page.getByRole('table', { name: 'Answers of 30 wrappers in 12 situations' });
      assert.equal(await table.getByRole('columnheader').count(), 13);
      assert.equal(await table.getByRole('rowheader').count(), 30);
      const cell = table.getByRole('row', { name: 'wrapper-29' }).getByRole('cell').last();
      await cell.scrollIntoViewIfNeeded();
      const seen = await page.evaluate(() => {
        const [frame, corner] = ['.scroll.matrix', 'table.matrix thead th'].map((of) =>
          document.querySelector(of)?.getBoundingClientRect(),
        );
        return { top: (corner?.top ?? 0) - (frame?.top ?? 9e9), left: (corner?.left ?? 0) - (frame?.left ?? 9e9) };
      });
      assert.ok(Math.abs(seen.top) < 4 && Math.abs(seen.left) < 4, JSON.stringify(seen));
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id }) => id),
        [],
      );
    }
  });

  test('failures are grouped by wrapper and cause, the worst first, and each can be reached', async () => {
    await using large = await show(browser, siteOf({ wrappers: wide(30, 12) }));
    await using opened = await large.open();
    const { page } = opened;
    await opened.go('wrappers.html');
    const groups = await page.locator('.causes').first().locator('> li').allInnerTexts();
    assert.equal(groups.length, 30, 'one for each wrapper: its failures have one cause');
    assert.match(
      groups[0]?.replace(/\s+/g, ' ') ?? '',
      /^✗ unencrypted wrapper-\d+: launched 1 job, not encrypted in /,
    );
    const failed = wide(30, 12).filter(({ outcome }) => outcome === 'failed');
    assert.equal(await page.locator('.causes .where a').count(), failed.length);
    await opened.go('index.html');
    assert.equal(await page.locator('.causes > li').count(), 11);
    await page.getByRole('link', { name: '20 more causes' }).click();
    await page.waitForURL('**/wrappers.html#news');
  });

  test('a page of a wrapper says what it was given, what it sent, what is wrong and how to fix it', async () => {
    await using seen = await show(browser, siteOf({ wrappers: [cell('launch.py', 'esp-missing', WHOLE)] }));
    await using opened = await seen.open();
    const { page } = opened;
    await opened.go(seen.files.find((file) => file.startsWith('wrappers/')) ?? '');
    const told = await textOf(page.locator('main'));
    for (const wanted of [
      /python launch\.py --subnets \{subnets\}/,
      /TEAM \(values are not kept\)/,
      /✗ broken Two instances would exchange unencrypted traffic\./,
      /To fix it: Send EnableInterContainerTrafficEncryption: true\./,
      /excepted until 2099-01-31 by ada: fixed in 3\.2/,
      /\{subnets\} TRAIN_ENCRYPT_SUBNETS subnet-a, subnet-b/,
      /EnableInterContainerTrafficEncryption not sent ✗ wanted true/,
      /exit code 0 after 1\.2 s\. Isolation: kernel/,
      /blocked\.example: refused/,
    ]) {
      assert.match(told, wanted);
    }
    assert.equal(await page.locator('figure svg[role=img]').count(), 1);
    await openAll(page);
    assert.match(await textOf(page.locator('.calls').first()), /CreateTrainingJob.*"VolumeSizeInGB": 10/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    );
  });

  test('a keyboard is enough', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    const { keyboard } = page;
    await opened.go('index.html');
    const focused = () =>
      page.evaluate(() => {
        const one = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return { text: one.innerText.trim(), outline: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 };
      });
    await keyboard.press('Tab');
    assert.deepEqual(await focused(), { text: 'Skip to the content', outline: true });
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    assert.deepEqual(await focused(), { text: 'outbound ESP taken away (there: IKE)', outline: true });
    await keyboard.press('Enter');
    await page.waitForURL('**/claims/outbound-rules.html#outbound-esp-taken-away');
    const steps = page.locator('article:target > details').first();
    assert.equal(await steps.getAttribute('open'), '', 'a reader who follows a link sees what is there');
    await steps.locator('> summary').focus();
    await keyboard.press('Enter');
    assert.equal(await steps.getAttribute('open'), null);
    for (let n = 0; n < 5; n += 1) {
      await keyboard.press('Tab');
      assert.ok((await focused()).outline, `${(await focused()).text}`);
    }
  });

  test('on a phone nothing runs out of the page', async () => {
    await using opened = await shown.open({ viewport: { width: 360, height: 800 } });
    for (const file of kindsOf(shown.files)) {
      await opened.go(file);
      await openAll(opened.page);
      const width = await opened.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, `${file} is ${width} px wide`);
    }
  });

  test('no page asks for anything outside the site, and only sources lead out of it', async () => {
    await using opened = await shown.open();
    for (const file of shown.files.filter((one) => one.endsWith('.html'))) {
      await opened.go(file);
      const links = await opened.page.evaluate(() => [...document.querySelectorAll('a')].map(({ href }) => href));
      const outside = links.filter((href) => !href.startsWith(shown.address));
      assert.deepEqual(
        outside.filter((href) => !SOURCES.some((source) => href.startsWith(source))),
        [],
        file,
      );
    }
    assert.ok(opened.requests.length > shown.files.length);
    assert.deepEqual(
      opened.requests.filter((url) => !url.startsWith(shown.address) && url !== 'about:blank' && url !== 'data:,'),
      [],
    );
    assert.deepEqual(opened.complaints, []);
  });

  test('what was sent and answered is there, what the rules look at first', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    await opened.go('claims/outbound-rules.html#outbound-esp-taken-away');
    const article = page.locator('article:target');
    await openAll(page);
    const call = article.locator('.calls > li').nth(1);
    assert.match(await call.innerText(), /^sagemaker CreateTrainingJob 400 ValidationException/);
    const [relevant, sent] = await call.locator('pre').allInnerTexts();
    assert.deepEqual(JSON.parse(relevant ?? ''), {
      EnableInterContainerTrafficEncryption: true,
      ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge' },
    });
    assert.match(sent ?? '', /^\{\n {2}"EnableInterContainerTrafficEncryption": true,\n.*"VolumeSizeInGB": 10/s);
    assert.ok((await article.locator('figure svg[role=img]').count()) >= 3, 'networks and lives of jobs');
    assert.match(await article.locator('.findings').first().innerText(), /broken.*outbound-rules, documented/s);
    await opened.go('claims/cost.html');
    const plot = page.locator('figure svg[role=img]').first();
    assert.match((await plot.getAttribute('aria-label')) ?? '', /a model, not a measurement/);
  });

  test('the matrix of wrappers leads to what each wrote', async () => {
    await using opened = await shown.open();
    const { page } = opened;
    await opened.go('wrappers.html');
    assert.match(
      await textOf(page.locator('main')),
      /What changed last:\s+launch\.py in documented: ✓ passed, now ✓ refused\s+launch\.py in no-vpc: ✗ failed, now ✗ unencrypted/,
    );
    const cell = page.getByRole('row', { name: 'launch.py' }).getByRole('cell').nth(1);
    assert.match((await cell.textContent()) ?? '', /✗ unencrypted: launch\.py in no-vpc, was ✗failed/);
    await cell.getByRole('link').click();
    await page.waitForURL('**/wrappers/*#in-no-vpc');
    const attempt = page.locator('section:target');
    assert.equal(await attempt.locator('.history li').count(), 2);
    assert.ok(await attempt.getByText('botocore.exceptions.ClientError').isVisible());
  });
});

describe('the answer', { skip: withoutBrowser() }, () => {
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  const [first, ...others] = FINE;
  const failing = FINE.map((one, index) => (index > 0 ? one : { ...one, results: [result({ status: 'failed' })] }));
  const cases = [
    {
      name: 'all is well',
      scenarios: FINE,
      answer: /^✓\s+The rules hold, as far as was tried: 14 documented claims hold in 14 scenarios\.$/,
    },
    { name: 'a scenario was removed', scenarios: others, answer: /^\?\s+Not shown: 1 claim has no scenario\.$/ },
    {
      name: 'a scenario fails',
      scenarios: failing,
      answer: /^\?\s+Not shown: 1 documented claim does not hold and 1 scenario failed\.$/,
    },
    { name: 'nothing was run', scenarios: [], answer: /^\?\s+Not shown: nothing was tried\.$/ },
  ];
  for (const { name, scenarios, answer } of cases) {
    test(name, async () => {
      assert.ok(first);
      await using shown = await show(browser, siteOf({ scenarios }));
      await using opened = await shown.open();
      await opened.go('index.html');
      assert.match(await textOf(opened.page.locator('.answer')), answer);
    });
  }
});

/** Where the sources lie that pages name: AWS, and the catalogues of controls. */
const SOURCES = ['https://docs.aws.amazon.com/', ...new Set(controls.map(({ source }) => source))];

/** On one line. */
const textOf = async (of: Locator) => (await of.innerText()).replace(/\s+/g, ' ').trim();

const brightness = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
};
