import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import {
  ANSWERS,
  type Answer,
  type Answered,
  answerOf,
  countOf,
  exitCodeOf,
  isSafe,
  markOf,
  WORST_FIRST,
  worst,
} from './answer.ts';
import { DECIDING_RULES, type JobFacts, known, unknown } from './facts.ts';
import { ANSWER_CASES } from './testing/cases.ts';
import { allRules, completeFacts, facts, REMOVABLE, without } from './testing/facts.ts';

const refusal = (expected: boolean): Partial<JobFacts> => ({
  refusal: known({ by: 'the service', expected }, 'AccessDenied'),
});
const flag = (value: 'true' | 'false' | 'absent') => ({ flag: known(value, 'the request') });
const instances = (value: number | 'service chooses') => ({ instances: known(value, 'the request') });
const NO_VPC = { vpc: known(false, 'the request') };
const broken = (id: string) => ({ rules: { ...allRules(), [id]: known(false, `${id} does not hold`) } });

const CASES: readonly (readonly [what: string, parts: Partial<JobFacts>, answer: Answer, mark: string])[] = [
  ['everything known and satisfied', {}, 'encrypted', '✓'],
  ['the service chooses, all satisfied', instances('service chooses'), 'encrypted', '✓'],
  ['one instance', instances(1), 'single instance', '✓'],
  ['one instance, flag absent', { ...instances(1), ...flag('absent') }, 'single instance', '✓'],
  ['one instance, flag false, no VPC', { ...instances(1), ...flag('false'), ...NO_VPC }, 'single instance', '✓'],
  ['one instance, rules unknown', { ...instances(1), rules: {} }, 'single instance', '✓'],
  ['flag absent', flag('absent'), 'unencrypted', '✗'],
  ['flag false', flag('false'), 'unencrypted', '✗'],
  ['flag absent, the service chooses', { ...flag('absent'), ...instances('service chooses') }, 'unencrypted', '✗'],
  [
    'flag absent, nothing known of the network',
    { ...flag('absent'), vpc: unknown('?'), rules: {} },
    'unencrypted',
    '✗',
  ],
  ['no VPC', NO_VPC, 'blocked', '✗'],
  ['no VPC, rules unknown', { ...NO_VPC, rules: {} }, 'blocked', '✗'],
  ...DECIDING_RULES.map((id) => [`${id} broken`, broken(id), 'blocked', '✗'] as const),
  ['one rule broken, the others unknown', { rules: { 'inbound-rules': known(false, 'ESP') } }, 'blocked', '✗'],
  ['a further rule broken', broken('free-addresses'), 'blocked', '✗'],
  ['refused, expected', refusal(true), 'refused', '✓'],
  ['refused, unexpected', refusal(false), 'refused', '✗'],
  ['refused, flag absent', { ...refusal(true), ...flag('absent') }, 'refused', '✓'],
  ['refused, count unknown', { ...refusal(true), instances: unknown('?') }, 'refused', '✓'],
  ['not exercised', { exercised: unknown('could not start') }, 'not shown', '?'],
  ['refusal unknown', { refusal: unknown('the connection was cut') }, 'not shown', '?'],
  ['count unknown', { instances: unknown('given as text') }, 'not shown', '?'],
  ['count unknown, flag absent', { instances: unknown('?'), ...flag('absent') }, 'not shown', '?'],
  ['count unknown, no VPC', { instances: unknown('?'), ...NO_VPC }, 'not shown', '?'],
  ['a count that is none', instances(0), 'not shown', '?'],
  ['a negative count', instances(-1), 'not shown', '?'],
  ['flag unknown', { flag: unknown('taken from the input') }, 'not shown', '?'],
  ['VPC unknown', { vpc: unknown('taken from the input') }, 'not shown', '?'],
  ['no rule looked at', { rules: {} }, 'not shown', '?'],
];

for (const [what, parts, answer, mark] of CASES) {
  test(`${what}: ${answer}`, () => {
    const answered = answerOf(facts(parts));
    assert.equal(answered.answer, answer);
    assert.equal(markOf(answered), mark);
    assert.notEqual(answered.because.length, 0, 'says why');
  });
}

test('every answer is the result of a case', () => {
  assert.deepEqual(new Set(CASES.map(([, , answer]) => answer)), new Set(Object.keys(ANSWERS)));
});

test('not shown names each fact that is unknown, rules with the same reason together', () => {
  const rules = { ...allRules(), 'inbound-rules': unknown('no file'), 'outbound-rules': unknown('no file') };
  const { because } = answerOf(facts({ instances: unknown('given as text'), rules }));
  assert.deepEqual(because, ['instances: given as text', 'inbound-rules, outbound-rules: no file']);
});

test('a good request without any one of its facts is no tick', () => {
  for (const name of REMOVABLE) {
    const answered = answerOf(without(facts(), [name]));
    assert.equal(answered.answer, 'not shown', name);
    assert.equal(markOf(answered), '?', name);
    assert.equal(answerOf(facts()).answer, 'encrypted');
  }
  for (const id of DECIDING_RULES) {
    const { [id]: _, ...rules } = allRules();
    assert.equal(answerOf(facts({ rules })).answer, 'not shown', `${id} is not mentioned`);
  }
});

test('with facts removed the answer is that of all facts, or not shown; a tick needs several known facts', () => {
  fc.assert(
    fc.property(completeFacts, fc.subarray([...REMOVABLE]), (complete, removed) => {
      const whole = answerOf(complete);
      const part = answerOf(without(complete, removed));
      assert.notEqual(whole.answer, 'not shown');
      if (part.answer !== 'not shown') assert.equal(part.answer, whole.answer);
      if (part.answer === 'encrypted') assert.deepEqual(removed, []);
      if (part.answer === 'single instance') {
        for (const name of ['exercised', 'refusal', 'instances']) assert.equal(removed.includes(name), false, name);
      }
    }),
    { numRuns: 2000 },
  );
});

const answered = (answer: Answer, expected?: boolean): Answered => ({
  answer,
  because: [],
  ...(expected !== undefined && { expected }),
});

test('the worst answer wins: unencrypted, blocked, not shown, refused, single instance, encrypted', () => {
  const order: readonly Answer[] = ['unencrypted', 'blocked', 'not shown', 'refused', 'single instance', 'encrypted'];
  assert.deepEqual(WORST_FIRST, order);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...order), { minLength: 1 }), (answers) => {
      const expected = order.find((answer) => answers.includes(answer));
      assert.equal(worst(answers.map((answer) => answered(answer))).answer, expected);
    }),
  );
  assert.equal(worst([answered('refused', true), answered('refused', false)]).expected, false);
  assert.equal(worst([]).answer, 'not shown', 'where nothing was seen nothing is shown');
});

test('the exit code is 1 for an answer that fails, whatever the worst is', () => {
  const codes = (answers: readonly Answered[]) => [exitCodeOf(answers), exitCodeOf(answers, { requireShown: true })];
  assert.deepEqual(codes([answered('encrypted'), answered('single instance')]), [0, 0]);
  assert.deepEqual(codes([answered('encrypted'), answered('not shown')]), [0, 1]);
  assert.deepEqual(codes([]), [0, 1]);
  assert.deepEqual(codes([answered('refused', true)]), [0, 0]);
  assert.deepEqual(codes([answered('not shown'), answered('refused', false)]), [1, 1]);
  assert.deepEqual(codes([answered('blocked')]), [1, 1]);
  assert.deepEqual(codes([answered('encrypted'), answered('unencrypted')]), [1, 1]);
});

test('safe is no for unencrypted and blocked only, and yes only where every tick is earned', () => {
  assert.equal(isSafe([answered('encrypted'), answered('single instance'), answered('refused', true)]), 'yes');
  assert.equal(isSafe([answered('encrypted'), answered('not shown')]), 'not shown');
  assert.equal(isSafe([answered('refused', false)]), 'not shown');
  assert.equal(isSafe([]), 'not shown');
  assert.equal(isSafe([answered('not shown'), answered('blocked')]), 'no');
  assert.equal(isSafe([answered('unencrypted')]), 'no');
});

test('answers are counted worst first', () => {
  const all = [answered('encrypted'), answered('unencrypted'), answered('encrypted')];
  assert.equal(countOf(all), '1 unencrypted, 2 encrypted');
});

for (const { name, answer, mark, facts: ofCase } of ANSWER_CASES) {
  test(`the shared case "${name}" is ${answer}, ${mark}`, () => {
    const given = answerOf(ofCase);
    assert.deepEqual([given.answer, markOf(given)], [answer, mark]);
  });
}

test('the shared cases have every answer, and both marks of a refusal', () => {
  assert.deepEqual(new Set(ANSWER_CASES.map(({ answer }) => answer)), new Set(WORST_FIRST));
  assert.equal(new Set(ANSWER_CASES.filter(({ answer }) => answer === 'refused').map(({ mark }) => mark)).size, 2);
});
