import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { JobRecord } from '../../sagemaker/index.ts';
import { attemptOf, givenIn, REFUSED, situationOf, type Told } from '../testing/attempts.ts';
import { rightRequest } from '../testing/requests.ts';
import { judgeAttempt } from './index.ts';

type Call = NonNullable<Told['calls']>[number];

const FLAG = 'EnableInterContainerTrafficEncryption';
const RIGHT = rightRequest('CreateTrainingJob', givenIn(situationOf('documented')));
const { TrainingJobName: _, ...ARGUMENTS } = RIGHT as Record<string, unknown>;
const { [FLAG]: __, ...CLEAR } = ARGUMENTS;

const step = (Name: string, Arguments: object = ARGUMENTS) => ({ Name, Type: 'Training', Arguments });

const defines = (...Steps: readonly object[]): Call => ({
  operation: 'CreatePipeline',
  input: { PipelineName: 'nightly', PipelineDefinition: JSON.stringify({ Steps }) },
  output: {},
});

const launched = (name: string, input: object = ARGUMENTS, error?: Call['error']): Call => ({
  operation: 'CreateTrainingJob',
  input: { ...input, TrainingJobName: `pipelines-x-${name}` },
  ...(error ? { error } : { output: {} }),
  launchedBy: { definition: 'nightly', execution: 'arn', step: name },
});

const found = (told: Told) =>
  judgeAttempt(attemptOf(told)).findings.map(({ outcome, id }) => (outcome === 'broken' ? id : `${outcome} ${id}`));
const answer = (told: Told) => judgeAttempt(attemptOf(told)).answer.answer;

suite('what an execution launched is judged in place of its definition', () => {
  const taken = { ...ARGUMENTS, [FLAG]: { Get: 'Parameters.Encrypt' } };

  test('a flag that the definition left open is decided', () => {
    const only = { calls: [defines(step('train', taken))] };
    assert.deepEqual([found(only), answer(only)], [['advice not-decided'], 'not shown']);
    const run = { calls: [defines(step('train', taken)), launched('train')] };
    assert.deepEqual([found(run), answer(run)], [[], 'encrypted']);
  });

  test('and is found where it comes out wrong', () => {
    const run = { calls: [defines(step('train', taken)), launched('train', { ...ARGUMENTS, [FLAG]: false })] };
    assert.deepEqual([found(run), answer(run)], [['flag-false'], 'unencrypted']);
  });

  test('a step that was not launched is judged by its definition', () => {
    const run = { calls: [defines(step('train'), step('other', CLEAR)), launched('train')] };
    assert.deepEqual([found(run), answer(run)], [['flag-not-sent'], 'unencrypted']);
  });

  test('so is one that was defined again after it was launched', () => {
    const run = { calls: [defines(step('train')), launched('train'), defines(step('train', CLEAR))] };
    assert.deepEqual(found(run), ['flag-not-sent']);
  });

  test('and one of another pipeline', () => {
    const other = { ...launched('train'), launchedBy: { definition: 'other', execution: 'arn', step: 'train' } };
    assert.deepEqual(found({ calls: [defines(step('train', CLEAR)), other] }), ['flag-not-sent']);
  });

  test('an update of a state machine names it by its ARN alone', () => {
    const States = {
      train: { Type: 'Task', Resource: 'arn:aws:states:::sagemaker:createTrainingJob', Parameters: CLEAR },
    };
    const update: Call = {
      operation: 'UpdateStateMachine',
      service: 'states',
      input: {
        stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:nightly',
        definition: JSON.stringify({ StartAt: 'train', States }),
      },
      output: {},
    };
    assert.deepEqual(found({ calls: [update] }), ['flag-not-sent']);
    assert.deepEqual(found({ calls: [update, launched('train')] }), []);
  });
});

suite('where a good wrapper launches nothing', () => {
  const refused = [defines(step('train'), step('after')), launched('train', ARGUMENTS, REFUSED)];

  test('what the service is refused in an execution is refused, and what waits for it runs as little', () => {
    const told = { situation: 'esp-missing', calls: refused, command: { exitCode: 1, output: 'refused' } };
    assert.deepEqual([found(told), answer(told)], [[], 'refused']);
  });

  test('a wrapper that does not wait for its execution hides nothing that it was told', () => {
    const told = { situation: 'esp-missing', calls: refused };
    assert.deepEqual([found(told), answer(told)], [['advice error-hidden'], 'refused']);
  });

  test('but one whose own request is refused does', () => {
    const { launchedBy: _by, ...own } = launched('train', ARGUMENTS, REFUSED);
    assert.deepEqual(found({ situation: 'esp-missing', calls: [own] }), ['error-hidden']);
  });

  test('what was launched all the same is launched', () => {
    const told = { situation: 'no-vpc', calls: [defines(step('train', CLEAR)), launched('train', CLEAR)] };
    assert.ok(found(told).includes('launched-anyway'));
  });
});

suite('what an execution did not do', () => {
  const record = (hidesJobs: boolean): JobRecord => ({
    account: '123456789012',
    region: 'eu-central-1',
    operation: 'StartPipelineExecution',
    name: 'abcdefghijkl',
    status: 'Succeeded',
    verdicts: [],
    transitions: [],
    createdAt: '2026-11-28T00:00:00.000Z',
    remarks: [{ step: 'choose', text: 'Step choose cannot be decided, so neither branch ran.', hidesJobs }],
  });
  const calls = [defines(step('train')), launched('train')];

  test('is not shown where it may hide jobs', () => {
    const told = { calls, jobs: [record(true)] };
    assert.deepEqual([found(told), answer(told)], [['not shown step-not-run'], 'not shown']);
  });

  test('is advice where it hides none', () => {
    const told = { calls, jobs: [record(false)] };
    assert.deepEqual([found(told), answer(told)], [['advice step-not-run'], 'encrypted']);
  });
});
