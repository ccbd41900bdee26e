import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { pictures } from './index.ts';
import { startBrowser, withoutBrowser } from './testing/browser.ts';
import { lookAt } from './testing/look.ts';
import { LIVES, SAMPLES } from './testing/samples.ts';
import { COLOURS, type Picture } from './types.ts';

// What holds of every picture, whatever it shows.

const all: readonly (readonly [name: string, picture: Picture])[] = [
  ...(await Promise.all(
    Object.entries(SAMPLES).map(async ([name, verdict]) => [name, await pictures.network(verdict)] as const),
  )),
  ...(await pictures.timeCost()).map((picture, index) => [`plot ${index}`, picture] as const),
  ...Object.entries(LIVES).map(([name, life]) => [`life ${name}`, pictures.timeline(life)] as const),
];

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

for (const [name, { svg, alt, table }] of all) {
  test(`${name}: has a role, a title, a description and a table, and nothing that acts or comes from elsewhere`, () => {
    assert.match(svg, /^<svg (?:[\w-]+="[^"]*" ?)+><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
    assert.match(svg, /^<svg [^>]*? role="img" aria-label="[^"]+"/);
    assert.doesNotMatch(svg, /<(script|style|image|use|a|foreignObject)\b| (href|xlink:href|style|id|on\w+)="/);
    assert.deepEqual(
      [...new Set(svg.match(/\w+:\/\/[^"]*/g))].filter((address) => !address.startsWith('http://www.w3.org/')),
      [],
    );
    assert.ok(alt.length > 20);
    assert.ok(table && table.caption !== '');
    for (const row of table.rows) assert.equal(row.length, table.head.length);
  });

  test(`${name}: takes its colours from the page, and has no others`, () => {
    const colours = svg.match(/(?<=(?:fill|stroke)=")[^"]+/g) ?? [];
    const known = new Set<string>([...Object.values(COLOURS), 'none', 'currentColor', 'transparent']);
    assert.deepEqual(
      colours.filter((colour) => !known.has(colour)),
      [],
    );
  });

  test(`${name}: is no wider than a phone`, () => {
    assert.ok(Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]) <= 360);
  });
}

test('the same input gives the same picture, in another process too', async () => {
  const program = `
    import { createHash } from 'node:crypto';
    import { pictures } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
    import { SAMPLES } from ${JSON.stringify(new URL('testing/samples.ts', import.meta.url).href)};
    const hashes = {};
    for (const [name, verdict] of Object.entries(SAMPLES).reverse()) {
      hashes[name] = createHash('sha256').update((await pictures.network(verdict)).svg).digest('hex');
    }
    console.log(JSON.stringify(hashes));`;
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  const there: Record<string, string> = JSON.parse(stdout);
  for (const [name, { svg }] of all.filter(([name]) => name in SAMPLES)) assert.equal(there[name], hash(svg), name);
});

describe('in a browser', { skip: withoutBrowser() }, () => {
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser?.close());

  for (const width of [360, 1200]) {
    test(`at ${width} px no text lies over another or runs out of its box, all is XML, and nothing runs`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      const happened: string[] = [];
      page.on('request', (request) => happened.push(request.url()));
      page.on('dialog', (dialog) => {
        happened.push(dialog.message());
        return dialog.dismiss();
      });
      for (const [name, { svg }] of all) assert.deepEqual(await lookAt(page, svg), [], name);
      assert.deepEqual(happened, []);
    });
  }

  test('a picture that is not well is found out', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    const box = '<rect width="40" height="20"/>';
    const svg = (inside: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" class="picture-network" width="100" height="50"><g>${inside}</g></svg>`;
    const shown = async (inside: string) => (await lookAt(page, svg(inside))).join('; ');
    assert.equal(await shown(`${box}<text x="2" y="15">one</text>`), '');
    assert.match(await shown(`<text y="15">one</text><text x="5" y="15">two</text>`), /^one lies on two$/);
    assert.match(await shown(`${box}<text y="15">wide words</text>`), /^wide words runs out of its box$/);
    assert.match(await shown('<text x="90" y="15">words</text>'), /^words runs out of the picture$/);
    assert.match(await shown('<text y="15">]]></text>'), /^not XML/);
    assert.equal(await shown(box), 'no text');
  });
});
