import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { runProgram } from '../testing/program.ts';

let folder = '';

const JOB = {
  TrainingJobName: 'fraud',
  ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge' },
};
const POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'sagemaker:CreateTrainingJob', Resource: '*' }],
};
const HCL = 'resource "aws_sagemaker_data_quality_job_definition" "a" {\n  name = "a"\n}\n';
const NOTEBOOK = {
  nbformat: 4,
  cells: [
    { cell_type: 'markdown', source: ['# x.fit('] },
    { cell_type: 'code', source: ['e = Estimator()\n', 'e.fit(inputs)'] },
  ],
};

function write(files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-run-'));
  execFileSync('git', ['init', '-q', folder]);
  write({
    '.gitignore': 'built/\n',
    'package.json': { name: 'x' },
    'src/launch.py': 'EnableInterContainerTrafficEncryption',
    'policy.json': POLICY,
    'jobs/fraud.json': JOB,
    'jobs/broken.json': '{ "EnableInterContainerTrafficEncryption": tru',
    'jobs/strange.json': { note: 'EnableInterContainerTrafficEncryption' },
    'infra/main.tf': HCL,
    'infra/other.tf': 'resource "aws_s3_bucket" "a" {\n}\n',
    'nb.ipynb': NOTEBOOK,
    'built/cdk.json': JOB,
    'logs/quiet.json': { Records: [{ eventSource: 's3.amazonaws.com', eventName: 'GetObject' }] },
    'empty/readme.md': 'x',
  });
});
after(() => rmSync(folder, { recursive: true }));

test('a folder: jobs are judged, what should be known and cannot be read is named, the rest is counted', async () => {
  const { code, stdout, stderr } = await runProgram(['lint', '.', '--sarif', 'out.sarif'], folder, {
    GITHUB_ACTIONS: 'true',
  });
  assert.deepEqual([code, stderr], [1, '']);
  assert.match(stdout, /✗ UNENCRYPTED {2}fraud/);
  assert.match(stdout, /jobs\/broken\.json:1 is not JSON/);
  assert.match(stdout, /jobs\/strange\.json speaks of SageMaker jobs and is nothing that lint knows/);
  assert.match(stdout, /infra\/main\.tf is Terraform's HCL[\s\S]*terraform show -json/);
  assert.doesNotMatch(stdout, /built\/|policy\.json|other\.tf|launch\.py|package\.json is/);
  assert.match(stdout, /1 job in \d+ files: 1 unencrypted, 3 not shown; \d skipped/);
  assert.match(stdout, /::error title=unencrypted%3A fraud,file=jobs\/fraud\.json,line=1::/);
  const { runs } = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')) as { readonly runs: readonly unknown[] };
  assert.equal(runs.length, 1);
});

test('a folder that git ignores is walked where it is named', async () => {
  assert.match((await runProgram(['lint', 'built', '--compact'], folder)).stdout, /UNENCRYPTED {2}fraud/);
});

test('nothing to judge ends with 2, with --allow-empty and for a log without launches with 0', async () => {
  const empty = await runProgram(['lint', 'empty'], folder);
  assert.equal(empty.code, 2);
  assert.match(empty.stderr, /Nothing was judged/);
  assert.equal((await runProgram(['lint', 'empty', '--allow-empty'], folder)).code, 0);
  const named = await runProgram(['lint', 'package.json', '--allow-empty'], folder);
  assert.deepEqual(
    [named.code, /1 skipped/.test(named.stdout), /nothing that lint knows/.test(named.stdout)],
    [0, true, false],
  );
  const log = await runProgram(['lint', 'logs/quiet.json'], folder);
  assert.deepEqual([log.code, log.stderr], [0, '']);
});

test('a policy, HCL and a notebook are refused with what to do instead', async () => {
  for (const [file, what] of [
    ['policy.json', /policy\.json is an IAM or service control policy.*serve --policy/],
    ['infra/main.tf', /main\.tf is Terraform's HCL.*terraform show -json plan\.bin > plan\.json/],
    ['nb.ipynb', /nb\.ipynb is a notebook.*it starts jobs in cell 2: e\.fit\(inputs\)/],
  ] as const) {
    const { code, stderr } = await runProgram(['lint', file], folder);
    assert.equal(code, 2, file);
    assert.match(stderr, what);
  }
});
