import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fingerprint } from '../../../network/fingerprint.ts';
import type { KernelReport } from '../../../network/kernel-report.ts';
import { evidenceOf, FINE, result, sampleVerdict, siteOf } from '../browser/testing/made-up.ts';
import { pictures } from '../pictures/index.ts';
import { readKernel } from '../read/kernel.ts';
import type { EvidenceVerdict, SiteData, SiteKernel } from '../types.ts';
import { renderSite } from './index.tsx';

const VERDICT = sampleVerdict('documented');
const { network } = VERDICT;
assert.ok(network);
const FINGERPRINT = fingerprint(network);
const SEEN = { reachable: true, confirmed: true, sent: 24, arrived: 24 };

const kernel = (networks: SiteKernel['networks']): SiteKernel => ({
  release: '6.12.1',
  at: '2026-11-28T09:00:00.000Z',
  networks,
});

const site = (told?: SiteKernel, verdict: EvidenceVerdict = VERDICT): SiteData => {
  const [first, ...others] = FINE;
  assert.ok(first);
  const scenarios = [{ ...first, results: [result({ evidence: evidenceOf([verdict]) })] }, ...others];
  return siteOf({ scenarios, ...(told && { kernel: told }) });
};

async function pagesOf(data: SiteData): Promise<{ readonly claim: string; readonly start: string }> {
  const pages = await renderSite(data, pictures);
  const text = (file: string) => `${pages.get(file)}`.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
  return { claim: text('claims/service-vpc.html'), start: text('index.html') };
}

test('a network that a kernel was asked about says what it did, when, and with how many packets', async () => {
  const { claim, start } = await pagesOf(site(kernel({ [FINGERPRINT]: SEEN })));
  assert.match(
    claim,
    /Confirmed by a kernel\. Linux 6\.12\.1, 28 November 2026: 24 packets of IKE and ESP sent between its instances, 24 arrived\./,
  );
  assert.match(start, /kernel \(Linux 6\.12\.1, 28 November 2026\) confirmed 1 of 1 network that scenarios built/);
});

test('any other network says nothing of it, and is not counted', async () => {
  const { claim, start } = await pagesOf(site(kernel({ '0123456789abcdef': SEEN })));
  assert.doesNotMatch(claim, /kernel/i);
  assert.match(start, /confirmed 0 of 1 network/);
});

test('without a report nothing is said of a kernel', async () => {
  const { claim, start } = await pagesOf(site());
  assert.doesNotMatch(claim + start, /kernel/i);
});

test('a kernel that did otherwise confirms nothing', async () => {
  for (const seen of [
    { ...SEEN, confirmed: false },
    // The report and this run do not say the same of it.
    { ...SEEN, reachable: false, arrived: 0 },
  ]) {
    const { claim, start } = await pagesOf(site(kernel({ [FINGERPRINT]: seen })));
    assert.match(claim, /A kernel did otherwise\./);
    assert.doesNotMatch(claim, /Confirmed by a kernel/);
    assert.match(start, /confirmed 0 of 1 network/);
  }
});

const REPORT: KernelReport = {
  schema: 1,
  kernel: '6.12.1',
  writtenAt: '2026-11-28T09:00:00.000Z',
  seed: 1,
  random: { networks: 0, sent: 0, arrived: 0, agreements: 0, disagreements: 0 },
  features: { networks: 1, sent: 24, arrived: 24, agreements: 1, disagreements: 0 },
  faults: { planted: 0, caught: 0 },
  verdicts: [{ fingerprint: FINGERPRINT, scenarios: ['one'], ...SEEN }],
};

test('the report of a run is read; one that is damaged confirms nothing, and is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-kernel-'));
  try {
    const file = join(folder, 'kernel.json');
    writeFileSync(file, JSON.stringify(REPORT));
    assert.deepEqual(readKernel(file), { kernel: kernel({ [FINGERPRINT]: SEEN }) });
    for (const text of ['{', '{}', JSON.stringify({ ...REPORT, schema: 2 })]) {
      writeFileSync(file, text);
      const read = readKernel(file);
      assert.ok('problem' in read);
      assert.match(read.problem, /kernel\.json cannot be read \(.+\), so no verdict is shown as confirmed by a kernel/);
    }
    assert.ok('problem' in readKernel(join(folder, 'nowhere.json')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
