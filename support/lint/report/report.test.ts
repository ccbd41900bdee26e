import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withElsewhere } from '../elsewhere.ts';
import { lintRequest } from '../judge-request.ts';
import { readRequests } from '../read-requests.ts';
import { training } from '../testing/lint.ts';
import { documentOf } from './json.ts';
import { answersIn, exitCodeOf, type LintResult } from './result.ts';
import { sarifOf } from './sarif.ts';
import { textOf } from './text.ts';

const same = (text: string): string => text;
const PLAIN = { bad: same, good: same, dim: same };

async function resultOf(document: object, more: Partial<LintResult> = {}): Promise<LintResult> {
  const all = readRequests(JSON.stringify(document, null, 2), 'job.json');
  const requests = all.map(async (request) =>
    withElsewhere(request, await lintRequest(request, undefined, { mode: 'documented', strict: false }), all),
  );
  return {
    files: ['job.json'],
    requests: await Promise.all(requests),
    skipped: [],
    rules: 'documented',
    strict: false,
    ...more,
  };
}

const LOST = training({ EnableInterContainerTrafficEncryption: undefined });

test('text: the answer, what is broken, where, what fixes it, and how it all stands', async () => {
  const text = textOf(await resultOf([LOST, training({ TrainingJobName: 'right' })]), PLAIN);
  assert.match(
    text,
    /^✗ UNENCRYPTED {2}fraud-7 {2}CreateTrainingJob, 2 × ml\.m5\.xlarge, private VPC\n {2}job\.json:2 \[0\]\n {2}The 2 instances of fraud-7 would exchange unencrypted traffic:\n/,
  );
  assert.match(text, /\n {2}fix {6}Send EnableInterContainerTrafficEncryption: true\.\n/);
  assert.match(text, /\n\? NOT SHOWN {2}right {2}CreateTrainingJob, .*\n {2}job\.json:\d+ \[1\]\n {2}Unknown: /);
  assert.match(text, /\n {2}fix {6}Give the network with --network <file> or --aws\.\n/);
  assert.match(text, /\n2 jobs in 1 file: 1 unencrypted, 1 not shown; documented rules, no network\n/);
  assert.ok(text.split('\n').every((line) => line.length <= 120));
});

test('text: one instance, a count that the service chooses, and a definition that is elsewhere', async () => {
  const one = training({ EnableInterContainerTrafficEncryption: undefined, ResourceConfig: { InstanceCount: 1 } });
  assert.match(
    textOf(await resultOf(one), PLAIN),
    /^✓ SINGLE INSTANCE {2}fraud-7 {2}CreateTrainingJob, 1 instance, private VPC\n/,
  );
  const automl = textOf(await resultOf({ AutoMLJobName: 'a', AutoMLJobConfig: {} }), PLAIN);
  assert.match(automl, /^✗ UNENCRYPTED {2}a {2}CreateAutoMLJob, .*\n[\s\S]*The service chooses how many instances/);
  const schedule = { MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'd' } };
  const other = await resultOf(schedule);
  assert.match(
    textOf(other, PLAIN),
    /^\? NOT SHOWN {2}CreateMonitoringSchedule\n.*\n {2}Unknown: .* names the job definition d, which is not here\.\n/,
  );
  assert.match(textOf(other, PLAIN), /\n0 jobs in 1 file: 1 not shown; documented rules, no network\n/);
  const definition = {
    operation: 'CreateDataQualityJobDefinition',
    request: { JobDefinitionName: 'd', JobResources: { ClusterConfig: { InstanceCount: 1 } } },
  };
  const both = await resultOf([schedule, definition]);
  assert.match(textOf(both, PLAIN), /^· CreateMonitoringSchedule {2}defines no job itself/);
  assert.deepEqual(
    answersIn(both).map(({ answer }) => answer),
    ['single instance'],
  );
});

test('text: a line for each job, and nothing about ticks', async () => {
  const one = training({ TrainingJobName: 'one', ResourceConfig: { InstanceCount: 1 } });
  const result = await resultOf([LOST, one, training()]);
  const compact = textOf(result, PLAIN, { compact: true }).split('\n');
  assert.match(compact[0] ?? '', /^✗ UNENCRYPTED {2}fraud-7 .* {2}job\.json:2 \[0\]$/);
  assert.match(compact[1] ?? '', /^✓ SINGLE INSTANCE {2}one /);
  assert.match(compact[2] ?? '', /^\? NOT SHOWN {2}fraud-7 /);
  const failures = textOf(result, PLAIN, { onlyFailures: true, compact: true });
  assert.doesNotMatch(failures, /✓/);
  assert.match(failures, /^✗[^\n]*\n\?[^\n]*\n\n3 jobs in 1 file: 1 unencrypted, 1 not shown, 1 single instance;/);
});

test('text: what is skipped is named and counted, what cannot be read is not shown', async () => {
  const skipped = (kind: 'foreign' | 'unreadable') => ({ kind, place: { file: 'x', path: '' }, text: `x is ${kind}.` });
  const result = await resultOf(LOST, { skipped: [skipped('foreign'), skipped('unreadable')] });
  const text = textOf(result, PLAIN);
  assert.match(text, /\n· skipped {2}x is foreign\.\n/);
  assert.match(text, /\n\? NOT SHOWN {2}x is unreadable\.\n/);
  assert.match(text, /: 1 unencrypted, 1 not shown; 1 skipped; documented/);
});

test('text: which network, and which rules', async () => {
  const result = await resultOf(training(), { network: 'network.yaml', strict: true });
  assert.match(textOf(result, PLAIN), /; documented rules, strict, the network of network\.yaml\n/);
});

test('the exit code is that of the answers; what is not shown fails on demand', async () => {
  assert.equal(exitCodeOf(await resultOf(LOST)), 1);
  assert.equal(exitCodeOf(await resultOf(training())), 0);
  assert.equal(exitCodeOf(await resultOf(training(), { requireShown: true })), 1);
  const one = training({ ResourceConfig: { InstanceCount: 1 } });
  assert.equal(exitCodeOf(await resultOf(one, { requireShown: true })), 0);
  const unread = { kind: 'unreadable', place: { file: 'x', path: '' }, text: 'x' } as const;
  assert.equal(exitCodeOf(await resultOf(one, { requireShown: true, skipped: [unread] })), 1);
});

test('JSON: answers, findings, and nothing that requests say of data and code', async () => {
  const result = await resultOf({ ...LOST, HyperParameters: { secret: 'x' }, Environment: { KEY: 'x' } });
  const document = documentOf(result);
  assert.deepEqual([document.exitCode, document.schema, document.schemaVersion], [1, 'train-encrypt/lint', 2]);
  assert.deepEqual(document.answers, { unencrypted: 1 });
  const [job] = document.requests[0]?.jobs ?? [];
  assert.deepEqual(
    [job?.answer, job?.mark, job?.findings[0]?.id, job?.place.line],
    ['unencrypted', '✗', 'request-flag', 1],
  );
  assert.doesNotMatch(JSON.stringify(document), /secret|KEY/);
});

test('SARIF: an error at its line, with the same fingerprint in the next run and another for another job', async () => {
  const read = async (document: object) => JSON.parse(sarifOf(await resultOf(document))).runs[0];
  const first = await read([LOST, LOST]);
  assert.deepEqual(await read([LOST, LOST]), first);
  const results = first.results as { ruleId: string; level: string; partialFingerprints: object; locations: never[] }[];
  assert.deepEqual(
    results.map(({ ruleId, level }) => [ruleId, level]),
    [
      ['request-flag', 'error'],
      ['request-flag', 'error'],
    ],
  );
  assert.equal(new Set(results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size, 2);
  assert.deepEqual(
    first.tool.driver.rules.map(({ id }: { id: string }) => id),
    ['request-flag'],
  );
  assert.match(JSON.stringify(results[0]?.locations[0]), /"uri":"job\.json".*"startLine":2/);
});

test('SARIF: the answer for every job is among the properties, what is elsewhere has a result', async () => {
  const stored = { PipelineName: 'p', PipelineDefinitionS3Location: { Bucket: 'b', ObjectKey: 'k' } };
  const one = training({ ResourceConfig: { InstanceCount: 1 } });
  const [run] = JSON.parse(sarifOf(await resultOf([stored, one]))).runs;
  assert.deepEqual(
    run.results.map(({ ruleId, level, message }: never) => [ruleId, level, message]),
    [['not-shown', 'note', { text: 'CreatePipeline has its definition elsewhere, in s3://b/k' }]],
  );
  assert.deepEqual(run.properties.counts, '1 not shown, 1 single instance');
  assert.deepEqual(
    run.properties.answers.map(({ job, answer, mark }: never) => [job, answer, mark]),
    [['fraud-7', 'single instance', '✓']],
  );
});
