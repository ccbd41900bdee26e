import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DOCUMENTS } from './documents/index.ts';
import { networkFiles } from './network/files.ts';
import { judgedFile } from './testing/judged.ts';

const FOLDER = join(import.meta.dirname, 'testing/shapes');

/** Every file of public shapes, with line and answer of each job in it. What made them is in their README. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  'cdk/Conditional.template.json': ['30 single instance if not IsProd', '30 unencrypted if IsProd'],
  'cdk/Right.template.json': ['207 encrypted', '481 encrypted', '481 unencrypted', '553 unencrypted'],
  'cdk/Wrong.template.json': ['188 blocked', '462 blocked', '462 unencrypted', '534 unencrypted'],
  'cloudformation/beside.yaml': ['cloudformation/machine.asl.yaml:7 unencrypted'],
  'cloudformation/both-ways-alike.yaml': ['28 encrypted'],
  'cloudformation/both-ways.yaml': ['28 unencrypted if not IsProd', '28 encrypted if IsProd'],
  'cloudformation/default.yaml': ['26 not shown'],
  'cloudformation/for-each.yaml': ['4 unencrypted', '4 unencrypted', '23 not shown'],
  'cloudformation/right.yaml': ['25 encrypted'],
  'cloudformation/unknown.yaml': ['26 not shown'],
  'cloudformation/wrong.yaml': ['22 blocked'],
  'cloudtrail-event/none.json': [],
  'cloudtrail-event/packed.json.gz': ['9 unencrypted'],
  'cloudtrail-event/right.json': ['9 encrypted', '35 refused'],
  'cloudtrail-event/unknown.json': ['9 not shown'],
  'cloudtrail-event/wrong.json': ['9 unencrypted'],
  'config-item/query.json': ['3 unencrypted'],
  'config-item/right.json': ['7 encrypted'],
  'config-item/unknown.json': ['7 not shown'],
  'config-item/wrong.json': ['7 unencrypted'],
  'elsewhere/unknown.json': ['1 not shown'],
  'execution-history/right.json': ['16 encrypted'],
  'execution-history/unknown.json': ['16 not shown'],
  'execution-history/wrong.json': ['16 blocked'],
  'kubernetes/blocked.json': ['11 blocked'],
  'kubernetes/right.yaml': ['8 encrypted'],
  'kubernetes/unknown.yaml': ['8 not shown'],
  'kubernetes/wrong.yaml': ['8 unencrypted'],
  'log-rows/insights.json': ['6 unencrypted'],
  'log-rows/lake.json': ['3 unencrypted'],
  'log-rows/none.json': [],
  'log-rows/right.json': ['5 encrypted'],
  'log-rows/unknown.json': ['3 not shown'],
  'log-rows/wrong.json': ['17 unencrypted'],
  'pipeline/right.json': ['14 encrypted'],
  'pipeline/unknown.json': ['14 not shown'],
  'pipeline/wrong.json': ['3 unencrypted'],
  'request/described.json': ['1 unencrypted', '21 encrypted'],
  'request/right.yaml': ['1 encrypted'],
  'request/unknown.json': ['1 not shown'],
  'request/wrong.json': ['1 unencrypted'],
  'scheduler/right.json': ['6 encrypted'],
  'scheduler/unknown.json': ['6 not shown'],
  'scheduler/wrong.json': ['10 unencrypted'],
  'sdk-call/right.json': ['4 encrypted'],
  'sdk-call/unknown.json': ['1 not shown'],
  'sdk-call/wrong.json': ['6 unencrypted'],
  'sdk-defaults/unknown.yaml': ['3 not shown', '7 not shown', '2 not shown', '2 not shown', '2 not shown'],
  'search/none.json': [],
  'search/right.json': ['4 encrypted'],
  'search/unknown.json': ['4 not shown'],
  'search/wrong.json': ['4 unencrypted'],
  'serverless/right.yml': ['15 encrypted'],
  'serverless/unknown.yml': ['15 not shown'],
  'serverless/wrong.yml': ['15 unencrypted'],
  'ssm-automation/right.json': ['13 encrypted'],
  'ssm-automation/unknown.json': ['13 not shown'],
  'ssm-automation/wrong.json': ['19 unencrypted'],
  'ssm-parameters/right.json': ['5 encrypted'],
  'ssm-parameters/unknown.json': ['5 not shown'],
  'ssm-parameters/wrong.json': ['6 unencrypted'],
  'step-functions/right.json': ['7 encrypted'],
  'step-functions/unknown.json': ['7 not shown'],
  'step-functions/wrong.json': ['7 blocked'],
  'summaries/none.json': [],
  'summaries/unknown.json': ['3 not shown'],
  'terraform-json/right.tf.json': ['54 encrypted'],
  'terraform-json/unknown.tf.json': ['54 not shown'],
  'terraform-json/wrong.tf.json': ['48 blocked'],
  'terraform-plan/plan.json': [
    '35 not shown',
    '93 encrypted',
    '152 encrypted',
    '210 blocked',
    '434 not shown',
    '449 unencrypted',
  ],
  'terraform-plan/state.json': [
    '29 encrypted',
    '109 encrypted',
    '190 encrypted',
    '270 blocked',
    '566 not shown',
    '588 unencrypted',
  ],
  'terraform-state/terraform.tfstate': [
    '35 encrypted',
    '93 encrypted',
    '152 encrypted',
    '210 blocked',
    '469 not shown',
    '495 unencrypted',
  ],
};

const network = () => networkFiles([join(FOLDER, 'network.yaml')]);

for (const [file, rows] of Object.entries(SHAPES)) {
  test(`${file}: ${rows.join(', ') || 'no launch, and nothing wrong with that'}`, async () => {
    const judged = await judgedFile(FOLDER, file, await network());
    assert.deepEqual(judged.rows, rows);
    assert.deepEqual(
      judged.skipped.map(({ text }) => text),
      [],
    );
    if (rows.length === 0) assert.ok(judged.hasLog);
  });
}

test('no shape is left out of the table', () => {
  const there = globSync('*/*.{json,yaml,yml,gz,tfstate}', { cwd: FOLDER }).map((file) => file.replaceAll('\\', '/'));
  const beside = ['cloudformation/machine.asl.yaml'];
  assert.deepEqual(there.filter((file) => !beside.includes(file)).sort(), Object.keys(SHAPES).sort());
});

/** What they show is never more than that something is unknown. */
const NEVER_SHOWN = new Set(['elsewhere', 'summaries', 'sdk-defaults']);

for (const { name } of DOCUMENTS) {
  test(`${name}: right, wrong and unknown of it are among the shapes`, () => {
    const answers = Object.entries(SHAPES).flatMap(([file, rows]) => (file.startsWith(`${name}/`) ? rows : []));
    const has = (answer: RegExp) => answers.some((row) => answer.test(row));
    assert.ok(has(/not shown/), 'unknown');
    if (NEVER_SHOWN.has(name)) return;
    assert.ok(has(/\d (encrypted|single instance)/) || name === 'terraform-state', 'right');
    assert.ok(has(/unencrypted|blocked/), 'wrong');
  });
}

test('docs/lint.md has the table of forms, and nothing else in it', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/lint.md'), 'utf8');
  const [, table = ''] = /<!-- forms:[^>]*-->\n([\s\S]*?)<!-- \/forms -->/.exec(text) ?? [];
  const rows = table.split('\n').filter((line) => /^\| `/.test(line));
  const wanted = DOCUMENTS.map(({ name, title }) => `| \`${name}\` | ${title} |`);
  assert.deepEqual(rows.map((row) => `${row.split('|').slice(0, 3).join('|')}|`).sort(), wanted.sort());
});
