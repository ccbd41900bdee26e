import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startHarness } from '../support/harness.ts';
import { TABLE } from '../support/sagemaker/constraints/table.ts';
import { inputWith, sitesOf } from './conformance/broken-constraints.ts';
import { type Expected, expectedOf } from './conformance/expected.ts';
import { judgeViolating, refusalOfBoundary } from './conformance/judge.ts';
import { exceptionsOf, tableOf } from './conformance/page.ts';
import { run } from './conformance/run.ts';
import { type Answer, type Send, sendTo } from './conformance/send.ts';
import { reachesGoal, tallyOf } from './conformance/tally.ts';

const OPERATIONS = ['DeleteTags', 'UpdateTrainingJob', 'ListTrainingJobs'];

const EMPTY: Expected = {
  path: 'vpcConfig.securityGroupIds',
  value: "'[]'",
  demands: ['Member must have length greater than or equal to 1'],
};
const REFUSED: Answer = {
  status: 400,
  code: 'ValidationException',
  message:
    "1 validation error detected: Value '[]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must have length greater than or equal to 1",
};
const marks = (answer: Answer, expected: Expected | undefined) => {
  const { code, path, text } = judgeViolating(answer, expected);
  return [code, path, text].join(' ');
};

test('a refusal in the words that were observed is right', () => {
  assert.equal(marks(REFUSED, EMPTY), 'right right right');
  assert.equal(judgeViolating(REFUSED, EMPTY).reason, undefined);
});

for (const [what, answer, is] of [
  ['an acceptance', { status: 200, code: undefined, message: '' }, 'wrong wrong wrong'],
  ['another code', { ...REFUSED, code: 'ValidationError' }, 'wrong right right'],
  ['another status', { ...REFUSED, status: 422 }, 'wrong right right'],
  ['another place', { ...REFUSED, message: REFUSED.message.replace('vpcConfig.', '') }, 'right wrong wrong'],
  ['another limit', { ...REFUSED, message: REFUSED.message.replace(/1$/, '2') }, 'right right wrong'],
  ['another value', { ...REFUSED, message: REFUSED.message.replace("'[]'", "'[ ]'") }, 'right right wrong'],
  ['a clause too many', { ...REFUSED, message: `${REFUSED.message}; and more` }, 'right right wrong'],
] as const) {
  test(`${what} is wrong`, () => {
    assert.equal(marks(answer, EMPTY), is);
    assert.ok(judgeViolating(answer, EMPTY).reason);
  });
}

test('a value of unknown form is compared but for itself', () => {
  const unknown = { ...EMPTY, value: undefined };
  assert.equal(marks(REFUSED, unknown), 'right right unknown');
  assert.equal(marks({ ...REFUSED, message: REFUSED.message.replace(/1$/, '2') }, unknown), 'right right wrong');
});

test('the values of a set, and the clauses of one value, may come in any order', () => {
  const expected = { path: 'a', value: "'x'", demands: ['Member must satisfy enum value set: [A, B]', 'other'] };
  const clause = (demand: string) => `Value 'x' at 'a' failed to satisfy constraint: ${demand}`;
  const message = `2 validation errors detected: ${clause('other')}; ${clause('Member must satisfy enum value set: [B, A]')}`;
  assert.equal(marks({ ...REFUSED, message }, expected), 'right right right');
  assert.equal(marks({ ...REFUSED, message: message.replace('[B, A]', '[B]') }, expected), 'right right wrong');
});

test('a request at the edge may be refused for anything but its shape', () => {
  assert.equal(refusalOfBoundary({ status: 200, code: undefined, message: '' }), undefined);
  assert.equal(refusalOfBoundary({ ...REFUSED, message: 'Requested resource not found.' }), undefined);
  assert.ok(refusalOfBoundary(REFUSED));
  assert.ok(refusalOfBoundary({ status: 400, code: 'SerializationException', message: 'no' }));
  assert.ok(refusalOfBoundary({ status: 500, code: undefined, message: '<html>' }));
});

test('the endpoint reaches the goal, and falls short of it as soon as its answers are crippled', async () => {
  await using harness = await startHarness({ time: 'instant' });
  using send = sendTo(harness.url);
  const goal = async (change: (answer: Answer) => Partial<Answer>) => {
    const crippled: Send = async (operation, input) => {
      const answer = await send(operation, input);
      return { ...answer, ...change(answer) };
    };
    return tallyOf(await run(OPERATIONS, crippled));
  };

  const whole = await goal(() => ({}));
  assert.ok(whole.constraints > 50, String(whole.constraints));
  assert.equal(whole.code.right, whole.code.of);
  assert.equal(whole.path.right, whole.path.of);
  assert.equal(whole.accepted.right, whole.accepted.of);
  assert.ok(whole.text.right >= 0.9 * whole.text.of);

  const coded = await goal(({ code }) => ({ code: code && 'InvalidParameterValue' }));
  assert.deepEqual([coded.code.right, coded.path.right, coded.text.right], [0, whole.path.right, whole.text.right]);
  const lost = await goal(({ message }) => ({ message: message.replace(/ at '[^']*'/g, " at 'input'") }));
  assert.deepEqual([lost.code.right, lost.path.right, lost.text.right], [whole.code.right, 0, 0]);
  const reworded = await goal(({ message }) => ({ message: message.replaceAll('Member', 'Item') }));
  assert.deepEqual([reworded.path.right, reworded.text.right], [whole.path.right, 0]);
  const refusing = await goal(() => REFUSED);
  assert.equal(refusing.accepted.right, 0);
  for (const one of [coded, lost, reworded, refusing]) assert.equal(reachesGoal(one), false);
});

test('paths and demands are composed as they were observed', () => {
  const at = (where: RegExp, value: unknown) => {
    const site = sitesOf(TABLE, 'CreateTrainingJob').find(({ steps }) =>
      where.test(steps.map((step) => (step.kind === 'member' ? step.name : step.kind)).join('.')),
    );
    assert.ok(site);
    return expectedOf('CreateTrainingJob', site, inputWith(TABLE, 'CreateTrainingJob', site, value), value);
  };
  const pattern = 'Member must satisfy regular expression pattern: [-0-9a-zA-Z]+';
  const long = 'Member must have length less than or equal to 32';
  assert.deepEqual(at(/^VpcConfig.Subnets.element$/, 'bad id'), {
    path: 'vpcConfig.subnets',
    value: "'[bad id]'",
    demands: [
      `Member must satisfy constraint: [${long}, Member must have length greater than or equal to 0, ${pattern}]`,
    ],
  });
  assert.deepEqual(at(/^VpcConfig.SecurityGroupIds$/, []), EMPTY);
  assert.deepEqual(at(/^OutputDataConfig$/, undefined), {
    path: 'outputDataConfig',
    value: 'null',
    demands: ['Member must not be null'],
  });
  assert.equal(at(/^InputDataConfig.element.ChannelName$/, '!')?.path, 'inputDataConfig.1.member.channelName');
  assert.match(at(/^Environment.key$/, '!')?.demands.join() ?? '', /^Map keys must satisfy constraint: \[Member .*\]$/);
});

test('a server that accepts everything has nothing right but the edges', async () => {
  const server = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  using send = sendTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const outcomes = await run(['DeleteTags'], send);
  server.close();
  const { code, text, accepted } = tallyOf(outcomes);
  assert.deepEqual([code.right, text.right, accepted.right], [0, 0, accepted.of]);
  assert.ok(code.of > 5);

  const target = { name: 'yes', outcomes, seconds: 1 };
  assert.match(tableOf(['DeleteTags'], [target]), /^DeleteTags +9 +0\.0 % +0\.0 % +0\.0 % +100\.0 %$/m);
  assert.match(
    exceptionsOf(target, 'named'),
    /200 instead of 400 ValidationException\n +DeleteTags ResourceArn required/,
  );
});

test('the goal is every code, path and edge, and 98 of 100 texts', () => {
  const all = { right: 100, of: 100 };
  const tally = {
    constraints: 100,
    code: all,
    path: all,
    text: { right: 98, of: 100 },
    unknownTexts: 0,
    accepted: all,
  };
  const short = { right: 99, of: 100 };
  assert.equal(reachesGoal(tally), true);
  assert.equal(reachesGoal({ ...tally, code: short }), false);
  assert.equal(reachesGoal({ ...tally, path: short }), false);
  assert.equal(reachesGoal({ ...tally, accepted: short }), false);
  assert.equal(reachesGoal({ ...tally, text: { right: 97, of: 100 } }), false);
  assert.equal(reachesGoal({ ...tally, code: { right: 0, of: 0 } }), false);
});
