import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../../package.ts';
import { everything, evidenceOf, FINE, hostile, result, sampleVerdict, siteOf } from '../browser/testing/made-up.ts';
import { pictures } from '../pictures/index.ts';
import type { SiteData } from '../types.ts';
import { renderSite } from './index.tsx';

const textOf = (site: ReadonlyMap<string, string | Uint8Array>, file: string): string => `${site.get(file)}`;

const links = /(?:href|src)="([^"]*)"/g;
const decoded = (text: string) => text.replaceAll('&amp;', '&');

async function deadLinks(data: SiteData): Promise<readonly string[]> {
  const site = await renderSite(data, pictures);
  const dead: string[] = [];
  for (const file of site.keys()) {
    if (!file.endsWith('.html')) continue;
    for (const [, link = ''] of textOf(site, file).matchAll(links)) {
      if (/^(?:https:|data:)/.test(link)) continue;
      const [path = '', hash = ''] = decoded(link).split('#');
      const target = path === '' ? file : join(dirname(file), path).replaceAll('\\', '/');
      const there =
        site.has(target) &&
        (hash === '' || hash.includes('=') || textOf(site, target).includes(` id="${decodeURIComponent(hash)}"`));
      if (!there) dead.push(`${file}: ${link}`);
    }
  }
  return dead;
}

test('every link of every page leads somewhere', async () => {
  for (const data of [everything(), hostile(), siteOf(), siteOf({ scenarios: FINE })])
    assert.deepEqual(await deadLinks(data), []);
});

test('there is a page for each claim and feature, and for wrappers only where some were tried', async () => {
  const files = [...(await renderSite(everything(), pictures)).keys()];
  assert.equal(files.filter((file) => file.startsWith('claims/')).length, 15);
  assert.equal(files.filter((file) => file.startsWith('features/')).length, 2);
  assert.equal(files.filter((file) => file.startsWith('wrappers')).length, 3);
  const without = [...(await renderSite(siteOf({ scenarios: FINE }), pictures)).keys()];
  assert.deepEqual(
    without.filter((file) => file.startsWith('wrappers')),
    [],
  );
});

test('a network that cannot be drawn leaves the page without it, and says so', async () => {
  const [first] = FINE;
  assert.ok(first);
  const scenarios = [{ ...first, results: [result({ evidence: evidenceOf([sampleVerdict('documented')]) })] }];
  const network = () => Promise.reject(new Error('no layout'));
  const site = await renderSite(siteOf({ scenarios }), { ...pictures, network });
  assert.match(textOf(site, 'claims/service-vpc.html'), /Its network could not be drawn: no layout/);
});

test('runs that saw the same show it once', async () => {
  const [first] = FINE;
  assert.ok(first);
  const evidence = evidenceOf([sampleVerdict('documented')]);
  const other = { ...structuredClone(evidence), calls: [] };
  const pageOf = async (second: typeof evidence) => {
    const results = [result({ evidence }), result({ run: 'localstack-documented', evidence: second })];
    const data = siteOf({ scenarios: [{ ...first, results }] });
    return textOf(
      await renderSite({ ...data, runs: [...data.runs, ...everything().runs.slice(1)] }, pictures),
      'claims/service-vpc.html',
    );
  };
  const drawings = (page: string) => (page.split('class="appendix"')[0] ?? '').split('picture-network').length - 1;
  const same = await pageOf(evidence);
  assert.match(same, /the same evidence as with embedded EC2, documented rules, but for ids/);
  assert.equal(drawings(same), 1);
  const differs = await pageOf(other);
  assert.doesNotMatch(differs, /the same evidence/);
  assert.match(differs, /is as drawn above/);
  assert.equal(drawings(differs), 1);
});

test('the script of the pages is well typed', () => {
  const project = join(packageRoot, 'support/documentation/site/assets');
  const tsc = join(packageRoot, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});
