import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import type { Answer } from '../../findings/answer.ts';
import { situations } from '../situations/index.ts';
import { attemptOf, DENIED, givenIn, REFUSED, situationOf, THROTTLED, type Told } from '../testing/attempts.ts';
import { OPERATIONS, put, rightRequest, take } from '../testing/requests.ts';
import { judgeAttempt } from './index.ts';

const FLAG = 'EnableInterContainerTrafficEncryption';
const operation = 'CreateTrainingJob';

function request(situation: string, change: (input: Record<string, unknown>) => void = () => {}) {
  const input = rightRequest(operation, givenIn(situationOf(situation)));
  change(input);
  return { operation, input };
}

const without = (path: string) => (input: Record<string, unknown>) => take(input, path);
const failed = { exitCode: 1, output: 'RuntimeError: refused' };

const rows: readonly (readonly [what: string, told: Told, answer: Answer, outcome: string])[] = [
  ['launched as asked', { calls: [request('documented')] }, 'encrypted', 'passed'],
  ['one instance', { situation: 'one-instance', calls: [request('one-instance')] }, 'single instance', 'passed'],
  ['without the flag', { calls: [request('documented', without(FLAG))] }, 'unencrypted', 'failed'],
  ['without the VPC', { calls: [request('documented', without('VpcConfig'))] }, 'blocked', 'failed'],
  ['that nobody judged', { calls: [request('documented')], verdicts: [] }, 'not shown', 'not shown'],
  [
    'refused where that is expected',
    { situation: 'esp-missing', calls: [{ ...request('esp-missing'), error: REFUSED }], command: failed },
    'refused',
    'passed',
  ],
  [
    'refused where it is not',
    { calls: [{ ...request('documented'), error: REFUSED }], command: failed },
    'refused',
    'failed',
  ],
  [
    'denied without the flag, and reported',
    {
      situation: 'denied-without-flag',
      calls: [{ ...request('denied-without-flag', without(FLAG)), error: DENIED }],
      command: failed,
    },
    'refused',
    'passed',
  ],
  ['the wrapper refused by itself', { situation: 'no-subnets', command: failed }, 'refused', 'passed'],
  [
    'throttled, and tried again',
    { situation: 'throttled-twice', calls: [{ ...request('documented'), error: THROTTLED }, request('documented')] },
    'encrypted',
    'passed',
  ],
  ['nothing was sent', { command: failed }, 'not shown', 'not shown'],
  ['could not be started', { command: { ending: 'not started' } }, 'not shown', 'not shown'],
  ['interrupted', { calls: [request('documented')], command: { ending: 'interrupted' } }, 'not shown', 'not shown'],
  [
    'fewer instances than the situation has',
    { calls: [request('documented', (input) => put(input, 'ResourceConfig.InstanceCount', 1))] },
    'not shown',
    'not shown',
  ],
  [
    'other instances, unencrypted',
    {
      calls: [
        request('documented', (input) => {
          put(input, 'ResourceConfig.InstanceCount', 4);
          take(input, FLAG);
        }),
      ],
    },
    'unencrypted',
    'failed',
  ],
  ['encrypted, and then it failed', { calls: [request('documented')], command: failed }, 'encrypted', 'failed'],
];

suite('the answer for an attempt', () => {
  for (const [what, told, answer, outcome] of rows) {
    test(what, () => {
      const verdict = judgeAttempt(attemptOf(told));
      assert.equal(verdict.answer.answer, answer, verdict.answer.because.join('; '));
      assert.equal(verdict.outcome, outcome);
    });
  }
});

const PATHS = [
  FLAG,
  'VpcConfig',
  'VpcConfig.Subnets',
  'ResourceConfig',
  'ResourceConfig.InstanceCount',
  'NetworkConfig',
];

const attempts = fc
  .record({
    situation: fc.constantFrom(...situations),
    operation: fc.constantFrom(...OPERATIONS),
    removed: fc.subarray(PATHS, { maxLength: 2 }),
    error: fc.constantFrom(undefined, undefined, REFUSED, DENIED, THROTTLED),
    exitCode: fc.constantFrom(0, 1),
    judged: fc.boolean(),
  })
  .map(({ situation, operation, removed, error, exitCode, judged }) => {
    const input = rightRequest(operation, givenIn(situation));
    for (const path of removed) take(input, path);
    const calls = [{ operation, input, ...(error && { error }) }];
    return attemptOf({
      situation: situation.id,
      calls,
      command: { exitCode, output: 'x' },
      ...(!judged && { verdicts: [] }),
    });
  });

test('whatever fails has a finding that says why and that an exception can name', () => {
  fc.assert(
    fc.property(attempts, (attempt) => {
      const { outcome, findings, answer } = judgeAttempt(attempt);
      const broken = findings.some((finding) => finding.outcome === 'broken');
      assert.equal(outcome === 'failed', broken, `${answer.answer}: ${answer.because.join('; ')}`);
    }),
    { numRuns: 1_000 },
  );
});

test('several instances that nobody judged are never a tick', () => {
  fc.assert(
    fc.property(attempts, (attempt) => {
      const { answer, outcome } = judgeAttempt({ ...attempt, verdicts: [] });
      assert.notEqual(answer.answer, 'encrypted');
      if (answer.answer === 'not shown') assert.notEqual(outcome, 'passed');
    }),
    { numRuns: 500 },
  );
});
