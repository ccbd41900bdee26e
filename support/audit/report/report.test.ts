import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../package.ts';
import { PLAIN } from '../../rules/describe.ts';
import { jsonText } from '../../text/shown.ts';
import { type AuditResult, Totals } from '../result.ts';
import { tally } from '../testing/made-up.ts';
import { csvOf } from './csv.ts';
import { htmlOf } from './html.ts';
import { auditDocument, documentOf } from './json.ts';
import { sarifOf } from './sarif.ts';
import { textOf } from './text.ts';

const KEY = `AKIA${'ABCDEFGH'.repeat(2)}`;
const HOSTILE = `=evil()/1 <script>alert(1)</script>\u001b[31m ${KEY}`;

function resultOf(): AuditResult {
  const totals = new Totals();
  totals.add(tally({ jobs: 4 }));
  totals.add(tally({ answer: 'blocked', why: 'no vpc', agent: 'aws-cli/2.17.56', jobs: 2 }));
  totals.add(tally({ answer: 'not shown', why: 'rules', agent: HOSTILE, role: `arn:aws:iam::1:role/${KEY}` }));
  totals.add(tally({ answer: 'refused', why: 'AccessDenied', agent: 'aws-cli/2.17.56' }));
  totals.add(tally({ answer: 'single instance', why: 'one', month: '2025-04' }));
  return totals.result({
    subject: 'AWSLogs',
    engine: 'duckdb',
    network: undefined,
    requireShown: false,
    read: {
      files: 3,
      records: 90,
      duplicates: 1,
      skipped: [{ file: 'a\u001b[2J.json.gz', kind: 'damaged', why: 'is truncated' }],
    },
  });
}

const reports = async (): Promise<Readonly<Record<string, string>>> => {
  const result = resultOf();
  return {
    text: textOf(result, PLAIN),
    json: jsonText(documentOf(result)),
    csv: csvOf(result),
    sarif: sarifOf(result),
    html: await htmlOf(result),
  };
};

test('no report has a secret or a control character', async () => {
  for (const [name, text] of Object.entries(await reports())) {
    assert.ok(!text.includes(KEY), `${name} has the key`);
    assert.doesNotMatch(text, /\u001b/, `${name} has an escape`);
  }
});

test('text: worst first with example and fix, what is damaged, failed calls, and the sum', () => {
  const text = textOf(resultOf(), PLAIN);
  assert.match(text, /^✗ UNENCRYPTED {2}Boto3 1\.40\.0 {2}5 jobs: 4 unencrypted, 1 single instance\n/);
  assert.match(text, /\n {2}CreateTrainingJob job-e-1, 2025-03-01T09:00:00Z: the flag was not sent\.\n {2}event e-1\n/);
  assert.match(text, /\n {2}fix {6}Send EnableInterContainerTrafficEncryption: true\.\n/);
  assert.match(
    text,
    /\n✗ BLOCKED {2}AWS CLI 2\.17\.56 .*\n[\s\S]*fix {6}Name subnets and security groups in VpcConfig\./,
  );
  assert.match(text, /\n\? NOT SHOWN {2}a\\u001b\[2J\.json\.gz is truncated\n/);
  assert.match(
    text,
    /\n9 jobs of 5 calls, 2025-03 to 2025-04: 4 unencrypted, 2 blocked, 1 not shown, 1 refused, 1 single instance\n1 call failed: 1 AccessDenied\n3 files with 90 records, 1 delivered twice; no network\n$/,
  );
});

test('JSON is as its schema says, and docs/audit.md names every member', () => {
  const document = documentOf(resultOf());
  assert.deepEqual(auditDocument.parse(JSON.parse(JSON.stringify(document))), document);
  assert.equal(auditDocument.safeParse({ ...document, extra: 1 }).success, false);
  const page = readFileSync(join(packageRoot, 'docs', 'audit.md'), 'utf8');
  for (const name of Object.keys(auditDocument.shape)) assert.ok(page.includes(`\`${name}\``), name);
});

test('CSV: a row for each line, and no formula for a spreadsheet', () => {
  const rows = csvOf(resultOf()).trimEnd().split('\r\n');
  assert.equal(rows.length, 1 + 5);
  assert.match(rows[1] ?? '', /^unencrypted,the flag was not sent,4,Boto3,1\.40\.0,SDK,,111122223333,/);
  assert.ok(rows.some((row) => row.includes(",'=evil()")));
  assert.ok(!rows.some((row) => /(^|,)=/.test(row)));
});

test('SARIF: an error for each sender at fault, a note of what is not shown, the same fingerprint with other numbers', () => {
  const run = JSON.parse(sarifOf(resultOf())).runs[0];
  const results = run.results as { ruleId: string; level: string; kind?: string; partialFingerprints: object }[];
  assert.deepEqual(
    results.map(({ ruleId, level, kind }) => [ruleId, kind ?? level]),
    [
      ['request-flag', 'error'],
      ['vpc-required', 'error'],
      ['not-shown', 'open'],
      ['not-shown', 'open'],
    ],
  );
  const totals = new Totals();
  totals.add(tally({ jobs: 999 }));
  const other = totals.result({ subject: 'AWSLogs', engine: 'duckdb', network: undefined, requireShown: false });
  const again = JSON.parse(sarifOf(other)).runs[0].results;
  assert.deepEqual(again[0].partialFingerprints, results[0]?.partialFingerprints);
});

test('the page stands alone: no script, nothing from elsewhere, plots with tables, text of others as text', async () => {
  const html = await htmlOf(resultOf(), { baseline: 'known.json', lines: resultOf().lines.slice(0, 1) });
  assert.doesNotMatch(html, /<script|<link rel="stylesheet"|src="http|url\(http/);
  assert.match(html, /default-src 'none'/);
  assert.match(html, /No: jobs were launched whose traffic is unencrypted/);
  assert.equal(html.match(/<svg[^>]*class="picture picture-plot"/g)?.length, 3);
  assert.match(html, /New since the baseline/);
  assert.match(html, /CloudTrail has no networks of the past/);
  assert.match(html, /&quot;InstanceCount&quot;: 2|"InstanceCount": 2/);
});

test('the page of a history without such calls says so, without plots', async () => {
  const html = await htmlOf(
    new Totals().result({ subject: 'x', engine: 'athena', network: undefined, requireShown: false }),
  );
  assert.match(html, /No call that creates jobs was found/);
  assert.doesNotMatch(html, /<svg/);
});
