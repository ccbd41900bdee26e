import assert from 'node:assert/strict';
import { test } from 'node:test';
import { group, IKE, line, toGroup } from '../network/testing/sample.ts';
import { type Case, OBSERVED, STRICT, verdictOf } from '../rules/testing/sample.ts';
import { answerOf, markOf } from './answer.ts';
import { factsOf, factsOfUnseen, known, unknown } from './facts.ts';

const answerTo = (given: Case) => answerOf(factsOf(verdictOf(given))).answer;
const withoutEsp = { securityGroups: [group('sg-1', { ingress: [line(IKE, toGroup('sg-1'))] })] };
const missing = { unknownSubnets: ['subnet-9'], subnets: [] };

test('a judged job has the answer that the table asks for', () => {
  assert.equal(answerTo({}), 'encrypted');
  assert.equal(answerTo({ job: { encrypted: undefined } }), 'unencrypted');
  assert.equal(answerTo({ job: { encrypted: false } }), 'unencrypted');
  assert.equal(answerTo({ job: { encrypted: undefined, instances: 1 } }), 'single instance');
  assert.equal(answerTo({ job: { encrypted: false, vpc: undefined, instances: 1 } }), 'single instance');
  assert.equal(answerTo({ job: { vpc: undefined } }), 'blocked');
  assert.equal(answerTo({ job: { vpc: undefined }, options: OBSERVED }), 'blocked', 'accepted, and not as documented');
  assert.equal(answerTo({ network: withoutEsp }), 'blocked');
  assert.equal(answerTo({ network: withoutEsp, options: OBSERVED }), 'blocked', 'it stalls');
  assert.equal(answerTo({ network: withoutEsp, job: { instances: 1 } }), 'single instance', 'nothing depends on it');
  assert.equal(answerTo({ network: missing }), 'blocked');
});

test('a number that the service chooses can be several, a number that nobody gives is unknown', () => {
  const autoML = { operation: 'CreateAutoMLJobV2', instances: 0 };
  assert.equal(answerTo({ job: autoML }), 'encrypted');
  assert.equal(answerTo({ job: { ...autoML, encrypted: undefined } }), 'unencrypted');
  assert.equal(answerTo({ job: autoML, network: withoutEsp }), 'blocked');
  assert.equal(answerTo({ job: { instances: 0 } }), 'not shown');
  assert.equal(answerTo({ job: { instances: 0, encrypted: undefined } }), 'not shown');
});

test('one instance that a rule refuses is refused, and no tick', () => {
  const alone = { instances: 1 };
  assert.equal(answerTo({ job: { ...alone, vpc: undefined } }), 'refused');
  assert.equal(answerTo({ job: { ...alone, vpc: undefined }, options: OBSERVED }), 'single instance');
  const refused = answerOf(factsOf(verdictOf({ job: { ...alone, encrypted: undefined }, network: missing })));
  assert.deepEqual([refused.answer, markOf(refused)], ['refused', '✗']);
});

test('what strict rules do not accept is blocked, what is broader is encrypted', () => {
  const broader = { securityGroups: [group('sg-1', { egress: [line({ protocol: 'all' }, toGroup('sg-1'))] })] };
  assert.equal(answerTo({ network: broader }), 'encrypted');
  assert.equal(answerTo({ network: broader, options: STRICT }), 'blocked');
});

test('what only the caller knows replaces what the verdict says', () => {
  const verdict = verdictOf({ network: withoutEsp });
  const refusal = known({ by: 'the service', expected: true }, 'the situation refuses');
  assert.equal(answerOf(factsOf(verdict, { refusal })).answer, 'refused');
  const good = verdictOf({});
  const answer = answerOf(factsOf(good, { rules: { 'network-acls': unknown('no file describes them') } }));
  assert.deepEqual(answer, { answer: 'not shown', because: ['network-acls: no file describes them'] });
  assert.equal(answerOf(factsOf(good, { flag: unknown('a parameter') })).answer, 'not shown');
});

test('what nobody could look at is not shown, with its reason', () => {
  assert.deepEqual(answerOf(factsOfUnseen('the command could not be started')), {
    answer: 'not shown',
    because: ['the command could not be started'],
  });
});

test('an unencrypted job that --refuse-unencrypted refuses does not run, so it is refused', () => {
  const options = { mode: 'documented', strict: false, refuseUnencrypted: true } as const;
  const refused = answerOf(factsOf(verdictOf({ job: { encrypted: false }, options })));
  assert.equal(refused.answer, 'refused');
  assert.match(refused.because.join(), /--refuse-unencrypted/);
  assert.equal(answerOf(factsOf(verdictOf({ job: { encrypted: false } }))).answer, 'unencrypted');
});
