import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { ANSWERS, type Answer, WORST_FIRST } from '../../findings/answer.ts';
import { ANSWER_CASES, type AnswerCase } from '../../findings/testing/cases.ts';
import { PLAIN } from '../../rules/describe.ts';
import { withElsewhere } from '../elsewhere.ts';
import { lintRequest } from '../judge-request.ts';
import type { NetworkSource } from '../network/book.ts';
import { readRequests } from '../read-requests.ts';
import { ALL_OPEN, training } from '../testing/lint.ts';
import { documentOf } from './json.ts';
import type { LintResult } from './result.ts';
import { sarifOf } from './sarif.ts';
import { textOf } from './text.ts';

const OPTIONS = { mode: 'documented', strict: false } as const;

async function resultOf(document: unknown, source: NetworkSource): Promise<LintResult> {
  const all = readRequests(JSON.stringify(document), 'job.json');
  const requests = all.map(async (request) => withElsewhere(request, await lintRequest(request, source, OPTIONS), all));
  return {
    files: ['job.json'],
    requests: await Promise.all(requests),
    skipped: [],
    rules: 'documented',
    strict: false,
  };
}

/** What a case is in files: a request, an event with an error, or a definition that is elsewhere. */
function filesOf({ seen }: AnswerCase): readonly [document: object, source: NetworkSource] {
  if (!seen) return [{ PipelineName: 'p', PipelineDefinitionS3Location: { Bucket: 'b', ObjectKey: 'k' } }, ALL_OPEN];
  const { request, network, refusal } = seen;
  const source: NetworkSource = {
    title: 'the network of the case',
    read: async () => {
      assert.ok(network);
      return { worst: network, best: network, unknown: {}, why: '' };
    },
  };
  const event = {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateTrainingJob',
    errorCode: refusal?.code,
    requestParameters: request,
  };
  return [refusal ? event : request, source];
}

const upper = (answer: Answer) => answer.toUpperCase();
const LABELS = new RegExp(`^[✓✗?·] (${WORST_FIRST.map(upper).join('|')})(?= {2})`);

for (const one of ANSWER_CASES) {
  // What an event says was refused is over: in files a refusal is never a failure.
  const mark = one.answer === 'refused' ? '✓' : one.mark;
  test(`text, JSON and SARIF: "${one.name}" is ${one.answer}, ${mark}`, async () => {
    const result = await resultOf(...filesOf(one));

    const [head = ''] = textOf(result, PLAIN).split('\n');
    assert.equal(LABELS.exec(head)?.[0], `${mark} ${upper(one.answer)}`, head);
    assert.match(textOf(result, PLAIN), new RegExp(`\\n\\d jobs? in 1 file: 1 ${one.answer};`));

    const document = documentOf(result);
    assert.deepEqual(document.answers, { [one.answer]: 1 });
    assert.equal(document.exitCode, mark === '✗' ? 1 : 0);
    const [request] = document.requests;
    const printed = request?.elsewhere ?? request?.jobs[0];
    assert.deepEqual([printed?.answer, printed?.mark], [one.answer, mark]);

    const [run] = JSON.parse(sarifOf(result)).runs;
    assert.equal(run.properties.counts, `1 ${one.answer}`);
    const levels = run.results.map(({ level }: { level: string }) => level);
    assert.equal(levels.includes('error'), mark === '✗', 'an error for a failure, and for nothing else');
    if (mark !== '✓') assert.ok(run.results.every((result: never) => answerIn(result) === one.answer));
    if (mark === '?') assert.ok(run.results.some(({ ruleId }: { ruleId: string }) => ruleId === 'not-shown'));
  });
}

const answerIn = ({ properties }: { readonly properties: { readonly answer: string } }) => properties.answer;

test('every answer is among them', () => {
  assert.deepEqual(new Set(ANSWER_CASES.map(({ answer }) => answer)), new Set(Object.keys(ANSWERS)));
});

test('a request that lacks any one fact is never a tick in any report', async () => {
  const complete = { ...training(), ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge' } };
  assert.deepEqual(documentOf(await resultOf(complete, ALL_OPEN)).answers, { encrypted: 1 });
  const lacking: fc.Arbitrary<object> = fc.oneof(
    fc.constantFrom(undefined, '', {}, 'several', { InstanceType: 'ml.m5.xlarge' }).map((ResourceConfig) => ({
      ...complete,
      ResourceConfig,
    })),
    fc.constantFrom(undefined, '', false, 'true', 1).map((EnableInterContainerTrafficEncryption) => ({
      ...complete,
      EnableInterContainerTrafficEncryption,
    })),
    fc.constantFrom(undefined, '', {}, [], { Subnets: ['subnet-1'] }).map((VpcConfig) => ({ ...complete, VpcConfig })),
  );
  await fc.assert(
    fc.asyncProperty(lacking, async (request) => {
      const result = await resultOf(request, ALL_OPEN);
      assert.doesNotMatch(textOf(result, PLAIN), /✓ [A-Z]/);
      assert.doesNotMatch(JSON.stringify(documentOf(result)), /"mark":"✓"/);
      assert.doesNotMatch(sarifOf(result), /✓/);
    }),
    { numRuns: 60 },
  );
});
