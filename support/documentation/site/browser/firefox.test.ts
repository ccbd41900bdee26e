import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pagesOf } from '../../testing/pdf.ts';
import { renderSite } from '../pages/index.tsx';
import { pictures } from '../pictures/index.ts';
import { type Firefox, startFirefox, withoutFirefox } from './testing/firefox.ts';
import { cell, siteOf, WHOLE, wide } from './testing/made-up.ts';

const LAPTOP = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

describe('the pages in Firefox', { skip: withoutFirefox() }, () => {
  let firefox: Firefox;
  let folder = '';
  let wrapper = '';
  const at = (file: string) => `${pathToFileURL(folder)}/${file}`;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'train-encrypt-pages-'));
    const site = await renderSite(
      siteOf({ wrappers: [...wide(30, 12), cell('launch.py', 'esp-missing', WHOLE)] }),
      pictures,
    );
    for (const [name, content] of site) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    wrapper = [...site.keys()].find((file) => file.startsWith('wrappers/launch')) ?? '';
    firefox = await startFirefox();
  });
  after(async () => {
    await firefox?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [name, size] of [
    ['a laptop', LAPTOP],
    ['a phone', PHONE],
  ] as const) {
    test(`on ${name} the matrix keeps its heads in sight, and nothing runs out of the page`, async () => {
      await firefox.open(at('wrappers.html'), size);
      const seen = await firefox.value<Record<string, number>>(`(() => {
        const frame = document.querySelector('.scroll.matrix');
        frame.scrollTo(frame.scrollWidth, frame.scrollHeight);
        const { top, left } = frame.getBoundingClientRect();
        const corner = document.querySelector('table.matrix thead th').getBoundingClientRect();
        return { scrolled: frame.scrollTop, top: corner.top - top, left: corner.left - left,
          over: document.documentElement.scrollWidth - innerWidth };
      })()`);
      assert.ok((seen.scrolled ?? 0) > 0, 'there is something to scroll');
      assert.ok(Math.abs(seen.top ?? 9e9) < 4 && Math.abs(seen.left ?? 9e9) < 4, JSON.stringify(seen));
      assert.ok((seen.over ?? 9e9) <= 0, JSON.stringify(seen));
    });
  }

  test('the page of a wrapper has its network drawn, its fix, and fits on a phone', async () => {
    await firefox.open(at(wrapper), PHONE);
    const seen = await firefox.value<{ drawn: number; text: string; over: number }>(`({
      drawn: document.querySelector('figure svg[role=img]').getBoundingClientRect().width,
      text: document.querySelector('main').innerText,
      over: document.documentElement.scrollWidth - innerWidth,
    })`);
    assert.ok(seen.drawn > 200 && seen.drawn <= PHONE.width, `${seen.drawn} pixels wide`);
    assert.match(seen.text, /authorize-security-group-egress/);
    assert.ok(seen.over <= 0);
  });

  test('on paper the matrix has a landscape sheet, and a wrapper few pages', async () => {
    await firefox.open(at('wrappers.html'), LAPTOP);
    const sheets = pagesOf(await firefox.print());
    assert.ok(sheets.length > 0 && sheets[0]?.landscape, JSON.stringify(sheets.slice(0, 2)));
    await firefox.open(at(wrapper), LAPTOP);
    const pages = pagesOf(await firefox.print());
    assert.ok(pages.length > 0 && pages.length <= 4, `${pages.length} pages`);
  });

  test('what is not there is noticed', async () => {
    await assert.rejects(firefox.open(at('no-such-page.html'), LAPTOP), /unknown error|NS_ERROR/);
    await assert.rejects(firefox.value('nowhere.at.all'), /nowhere is not defined/);
  });
});
