import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintRequest } from '../judge-request.ts';
import { readRequests } from '../read-requests.ts';
import { training } from '../testing/lint.ts';
import { documentOf } from './json.ts';
import { exitCodeOf, type LintResult } from './result.ts';
import { sarifOf } from './sarif.ts';
import { textOf } from './text.ts';

const same = (text: string): string => text;
const PLAIN = { bad: same, good: same, dim: same };

async function resultOf(document: object, more: Partial<LintResult> = {}): Promise<LintResult> {
  const requests = readRequests(JSON.stringify(document, null, 2), 'job.json').map(async (request) => ({
    request,
    jobs: await lintRequest(request, undefined, { mode: 'documented', strict: false }),
  }));
  return { files: ['job.json'], requests: await Promise.all(requests), rules: 'documented', strict: false, ...more };
}

const LOST = training({ EnableInterContainerTrafficEncryption: undefined });

test('text: what is broken, where, what fixes it, and how it all stands', async () => {
  const text = textOf(await resultOf([LOST, training({ TrainingJobName: 'right' })]), PLAIN);
  assert.match(
    text,
    /^✗ fraud-7 {2}CreateTrainingJob, 2 × ml\.m5\.xlarge, private VPC\n {2}job\.json:2 \[0\]\n {2}The 2 instances of fraud-7 would talk in the clear: /,
  );
  assert.match(text, /\n {2}fix {4}Send EnableInterContainerTrafficEncryption: true\.\n/);
  assert.match(text, /\n✓ right {2}CreateTrainingJob, .*\n {2}job\.json:\d+ \[1\]\n/);
  assert.match(
    text,
    /\n2 jobs in 1 file: 1 broken, 1 right as far as can be seen; documented rules, no network\nNot looked at: /,
  );
});

test('text: one instance, a count that is not given, and a request that defines no job', async () => {
  const one = training({ EnableInterContainerTrafficEncryption: undefined, ResourceConfig: { InstanceCount: 1 } });
  assert.match(textOf(await resultOf(one), PLAIN), /^✓ fraud-7 {2}CreateTrainingJob, 1 instance, private VPC\n/);
  const automl = textOf(await resultOf({ AutoMLJobName: 'a', AutoMLJobConfig: {} }), PLAIN);
  assert.match(
    automl,
    /^✓ a {2}CreateAutoMLJob, instances not given, no private VPC\n[\s\S]*How many instances a gets is not said/,
  );
  const other = textOf(await resultOf({ MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'd' } }), PLAIN);
  assert.match(other, /^· CreateMonitoringSchedule {2}defines no job itself: /);
  assert.match(other, /\n0 jobs in 1 file: none; documented rules, no network\n$/);
});

test('text: what a network does not tell', async () => {
  const result = await resultOf(training(), { network: 'network.yaml', strict: true });
  assert.match(textOf(result, PLAIN), /1 right; documented rules, strict, the network of network\.yaml\n/);
});

test('JSON: findings, and nothing that requests say of data and code', async () => {
  const result = await resultOf({ ...LOST, HyperParameters: { secret: 'x' }, Environment: { KEY: 'x' } });
  const document = documentOf(result);
  assert.deepEqual([exitCodeOf(result), document.exitCode, document.schema], [1, 1, 'train-encrypt/lint']);
  const [job] = document.requests[0]?.jobs ?? [];
  assert.deepEqual([job?.outcome, job?.findings[0]?.id, job?.place.line], ['broken', 'request-flag', 1]);
  assert.doesNotMatch(JSON.stringify(document), /secret|KEY/);
  assert.equal(exitCodeOf(await resultOf(training())), 0);
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
