import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim, Finding } from '../../../rules/types.ts';
import { readSite } from '../read.ts';
import { linesOf, scratch } from '../testing/runs.ts';
import type { SiteData } from '../types.ts';
import { markdownSummary } from './summary.ts';

const CLAIMS: readonly Claim[] = [
  { id: 'first', text: 'It | is `so: *` (always).', source: '', test: { kind: 'run' } },
  { id: 'context', text: 'Context.', source: '', test: { kind: 'none', reason: 'It is context.' } },
];

async function dataOf(...runs: Parameters<typeof linesOf>[0][]): Promise<SiteData> {
  using place = scratch();
  const files = runs.map((run, index) => place.write(`${index}.ndjson`, linesOf(run)));
  return await readSite(files, { claims: CLAIMS, title: 'Safe?', writtenAt: new Date(0) });
}

const tags = ['@claim:first'];

test('what holds is reported in a line, with a table of claims and of runs', async () => {
  const text = markdownSummary(await dataOf({ scenarios: [{ name: 'one', tags }] }));
  assert.equal(
    text,
    `## ✅ Safe?

The rules hold, as far as was tried: 1 documented claim holds in 1 scenario.

| claim |  | scenarios | embedded-documented |
|---|---|---|---|
| first | It \\| is \`so: *\` \\(always\\). | 1 | ✅ holds |
| context | Context. | 0 | ➖ cannot be tested |

| run | on | passed | failed | skipped | when |
|---|---|---|---|---|---|
| embedded-documented | embedded EC2 0.1.0, documented rules, Node 24.0.0 | 1 | 0 | 0 | 2001-09-09 01:46 UTC |
`,
  );
});

test('what failed comes first, with what is there, what fixes it, and where to read more', async () => {
  const finding = { outcome: 'broken', rule: 'outbound-rules', provenance: 'documented', text: '', flows: [] };
  const broken = { ...finding, closestMatch: 'ESP out: missing', fix: ['aws ec2 fix'] } as unknown as Finding;
  const job = { operation: 'CreateTrainingJob', name: 'a', path: '', instances: 2 };
  const verdicts = [{ job, findings: [broken], refused: true, stalls: false }] as never;
  const run = (status: 'FAILED' | 'PASSED', engine: string) => ({
    scenarios: [
      { name: 'one <b>', tags, status, message: 'no\n```\nway', evidence: { verdicts } },
      { name: 'two', tags },
    ],
    conditions: { engine },
  });
  const data = await dataOf(run('FAILED', 'embedded'), run('PASSED', 'localstack'));
  const text = markdownSummary(data, { linkTo: ({ id }) => `https://pages/x y#${id}` });
  const [before = ''] = text.split('\n\n| claim');
  assert.equal(
    before,
    `## ⚠️ Safe?

Not shown: 1 documented claim does not hold and 1 scenario failed.

### What failed

[**one &lt;b&gt;**](<https://pages/x%20y#${data.scenarios[0]?.id}>) (embedded-documented)${'  '}
features/a.feature:10, claim first

\`\`\`\`text
a step: no
\`\`\`
way
\`\`\`\`

What is there: ESP out: missing

To fix it:

\`\`\`text
aws ec2 fix
\`\`\``,
  );
  assert.match(text, /\| first \| It \\\| is `so: \*` \\\(always\\\)\. \| 2 \| ❌ broken \| ✅ holds \|/);
});

test('missing shards and problems are reported before everything else', async () => {
  const data = await dataOf({ scenarios: [{ name: 'one', tags }], note: { shard: '1/3' } });
  const text = markdownSummary({ ...data, problems: ['a hook <failed>'] });
  assert.match(
    text,
    /^## ⚠️ Safe\?\n\nNot shown: .*2 parts of runs are missing.*\n\n- ❌ embedded-documented: shard 2\/3, 3\/3 is missing\n- ❌ a hook &lt;failed&gt;\n/,
  );
  assert.match(text, /UTC, not whole \|/);
});

const UNENCRYPTED = { answer: 'unencrypted', because: ['EnableInterContainerTrafficEncryption: absent'] } as const;

test('a wrapper that is broken is reported with its report', async () => {
  const data = await dataOf({ scenarios: [{ name: 'one', tags }] });
  const cell = {
    wrapper: 'launch|er',
    situation: 'documented',
    expectation: 'launches',
    did: '',
    output: '',
    history: [],
  };
  const text = markdownSummary({
    ...data,
    wrappers: [
      { ...cell, outcome: 'failed', answer: UNENCRYPTED, report: '✗ lost the flag' },
      { ...cell, outcome: 'excepted', answer: UNENCRYPTED, report: '' },
    ],
  });
  assert.match(text, /^## ❌ Safe\?\n\nNo: 2 attempts of wrappers are unencrypted \\?\(1 excepted\\?\)\.\n/);
  assert.match(text, /\*\*launch\\\|er\*\* in documented\n\n```text\n✗ lost the flag\n```/);
  assert.match(text, /Wrappers: 2 unencrypted; 1 failed, 1 excepted\.\n$/);
  assert.doesNotMatch(markdownSummary({ ...data, runs: [] }), /\| claim|\| run/, 'check alone tried no claim');
});

test('it fits into a comment on a pull request, however much failed', async () => {
  const scenarios = Array.from({ length: 60 }, (_, index) => ({
    name: `scenario ${index} ${'x'.repeat(3_000)}`,
    tags,
    status: 'FAILED' as const,
    message: 'y'.repeat(20_000),
  }));
  const text = markdownSummary(await dataOf({ scenarios }));
  assert.ok(text.length < 65_536, String(text.length));
  assert.match(text, /see the pages/);
});

test('scenarios by the hundred are counted, and the first ones told', async () => {
  const scenarios = Array.from({ length: 30 }, (_, index) => ({ name: `${index}`, tags, status: 'FAILED' as const }));
  const text = markdownSummary(await dataOf({ scenarios }));
  assert.match(text, /… and 10 more: see the pages\./);
  assert.match(text, /30 scenarios failed/);
});
