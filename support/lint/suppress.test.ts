import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocuments } from './read-requests.ts';
import { exitCodeOf } from './report/result.ts';
import { suppressed } from './suppress.ts';
import { commentsIn } from './suppressions.ts';
import { judgedText } from './testing/judged.ts';

const LAST_DAY = '2027-01-31';
const COMMENT = `# train-encrypt: except request-flag owner=ada expires=${LAST_DAY} reason=moves to the new wrapper`;
const JOB = `TrainingJobName: fraud
ResourceConfig: { InstanceCount: 2, InstanceType: ml.m5.xlarge }
EnableInterContainerTrafficEncryption: false
`;

async function after(text: string, day: string) {
  const { requests } = await judgedText(text, 'job.yaml');
  const { suppressions } = readDocuments(text, 'job.yaml');
  const done = suppressed(requests, suppressions, new Date(`${day}T12:00:00Z`));
  const result = { files: [], skipped: [], rules: 'documented', strict: false, ...done } as const;
  const [job] = done.requests.flatMap(({ jobs }) => jobs);
  return {
    code: exitCodeOf(result),
    words: job?.exceptions?.map(({ words }) => words),
    unmatched: done.unmatched.length,
  };
}

test('without an exception an unencrypted job fails', async () => {
  assert.deepEqual(await after(JOB, LAST_DAY), { code: 1, words: undefined, unmatched: 0 });
});

test('a comment above the request or at the member covers it, to its last day', async () => {
  const words = [`excepted until ${LAST_DAY} by ada: moves to the new wrapper`];
  assert.deepEqual(await after(`${COMMENT}\n${JOB}`, LAST_DAY), { code: 0, words, unmatched: 0 });
  assert.deepEqual(await after(JOB.trimEnd().concat(` ${COMMENT}\n`), LAST_DAY), { code: 0, words, unmatched: 0 });
  const expired = [`the exception by ada expired after ${LAST_DAY}: moves to the new wrapper`];
  assert.deepEqual(await after(`${COMMENT}\n${JOB}`, '2027-02-01'), { code: 1, words: expired, unmatched: 0 });
});

test('one for another finding, another line or another request covers nothing, and is reported', async () => {
  for (const text of [
    `${COMMENT.replace('request-flag', 'outbound-rules')}\n${JOB}`,
    JOB.replace('\nEnable', `\n${COMMENT}\nRoleArn: r\nEnable`),
    `${JOB}---\n${COMMENT}\nTrainingJobName: other\nResourceConfig: { InstanceCount: 1 }\n`,
  ]) {
    assert.deepEqual(await after(text, LAST_DAY), { code: 1, words: undefined, unmatched: 1 }, text);
  }
});

test('a key of a resource covers what stands below it, and nothing beside it', async () => {
  const except = [{ finding: 'request-*', owner: 'ada', reason: 'known', expires: LAST_DAY }];
  const definition = (metadata: object) => ({
    Type: 'AWS::SageMaker::ModelBiasJobDefinition',
    Metadata: metadata,
    Properties: { JobResources: { ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge' } } },
  });
  const template = (other: object) =>
    JSON.stringify({ Resources: { Mine: definition({ 'train-encrypt': { except } }), ...other } }, null, 2);
  assert.equal((await after(template({}), LAST_DAY)).code, 0);
  assert.equal((await after(template({ Other: definition({}) }), LAST_DAY)).code, 1);
});

test('an exception that lacks its owner, reason or date is an error that names its line', () => {
  const lacking = [
    ['no owner', `# train-encrypt: except request-flag expires=${LAST_DAY} reason=x`, /^job\.yaml:2 .*owner/],
    ['no date', '# train-encrypt: except request-flag owner=ada reason=x', /expires/],
    [
      'no such day',
      '# train-encrypt: except request-flag owner=ada expires=2027-02-30 reason=x',
      /expires: is no date/,
    ],
    ['no reason', `# train-encrypt: except request-flag owner=ada expires=${LAST_DAY}`, /reason/],
    ['no finding', `# train-encrypt: except owner=ada expires=${LAST_DAY} reason=x`, /finding/],
  ] as const;
  for (const [name, comment, message] of lacking) {
    assert.throws(() => commentsIn(`\n${comment}\n`, 'job.yaml'), { exitCode: 2, message }, name);
  }
  assert.throws(() => readDocuments('{"TrainingJobName":"a","x-train-encrypt":{"except":[{}]}}', 'a.json'), {
    message: /^a\.json:1 is an exception that cannot count/,
  });
});
