import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, inForce, wordsOf } from '../../findings/exception.ts';
import type { WrapperFinding } from '../../findings/finding.ts';
import { EXCEPTION, FLAG_LOST, failedWith, verdictWith } from '../testing/verdicts.ts';
import { unmatched, withExceptions } from './apply.ts';
import { unmatchedWords } from './words.ts';

const VPC_LOST: WrapperFinding = { ...FLAG_LOST, id: 'vpc-not-sent' };
const before = '2026-06-30';
const later = '2026-07-01';

test('its last day is one on which it counts', () => {
  assert.deepEqual(
    ['2026-06-29', before, later].map((day) => inForce(EXCEPTION, day)),
    [true, true, false],
  );
  assert.equal(dayOf(new Date('2026-06-30T23:59:59Z')), before);
});

test('what is covered does not fail, and shows who answers for it', () => {
  const verdict = withExceptions(failedWith(FLAG_LOST), [EXCEPTION], before);
  assert.equal(verdict.outcome, 'excepted');
  assert.deepEqual(verdict.findings, [{ ...FLAG_LOST, exception: EXCEPTION }]);
  assert.equal(wordsOf(EXCEPTION, before), 'excepted until 2026-06-30 by ada: the next release sends it');
});

test('one that has expired is shown, and fails', () => {
  const verdict = withExceptions(failedWith(FLAG_LOST), [EXCEPTION], later);
  assert.equal(verdict.outcome, 'failed');
  assert.deepEqual(verdict.findings[0]?.exception, EXCEPTION);
  assert.equal(wordsOf(EXCEPTION, later), 'the exception by ada expired after 2026-06-30: the next release sends it');
});

test('one in force counts though another has expired, and of those expired the latest is shown', () => {
  const [old, older] = [
    { ...EXCEPTION, expires: '2026-02-01' },
    { ...EXCEPTION, expires: '2026-01-01' },
  ];
  assert.equal(withExceptions(failedWith(FLAG_LOST), [old, EXCEPTION], before).outcome, 'excepted');
  assert.equal(withExceptions(failedWith(FLAG_LOST), [older, old], before).findings[0]?.exception, old);
});

test('one finding that nobody answers for fails, and stands before those that somebody does', () => {
  const verdict = withExceptions(failedWith(FLAG_LOST, VPC_LOST), [EXCEPTION], before);
  assert.equal(verdict.outcome, 'failed');
  assert.deepEqual(
    verdict.findings.map(({ id, exception }) => [id, exception]),
    [
      ['vpc-not-sent', undefined],
      ['flag-not-sent', EXCEPTION],
    ],
  );
});

test('what is not shown can be excepted too', () => {
  const unseen = { ...FLAG_LOST, id: 'no-call', outcome: 'not shown' } as const;
  const verdict = verdictWith({ outcome: 'not shown', findings: [unseen] });
  assert.equal(withExceptions(verdict, [EXCEPTION], before).outcome, 'not shown');
  const exception = { ...EXCEPTION, finding: 'no-call' };
  assert.equal(withExceptions(verdict, [exception], before).outcome, 'excepted');
  assert.deepEqual(unmatched([exception], [verdict]), []);
});

test('stars stand for any characters; anything else must be as written', () => {
  const outcome = (more: object) => withExceptions(failedWith(FLAG_LOST), [{ ...EXCEPTION, ...more }], before).outcome;
  for (const more of [{ wrapper: 'launch*' }, { situation: '*' }, { finding: '*-not-sent' }]) {
    assert.equal(outcome(more), 'excepted', JSON.stringify(more));
  }
  for (const more of [{ wrapper: 'launch' }, { situation: 'no-*' }, { finding: 'flag' }]) {
    assert.equal(outcome(more), 'failed', JSON.stringify(more));
  }
});

test('advice needs no exception, and a failure without a finding has none', () => {
  const advice = verdictWith({ findings: [{ ...FLAG_LOST, outcome: 'advice' }] });
  assert.deepEqual(withExceptions(advice, [EXCEPTION], before), advice);
  assert.equal(withExceptions(failedWith(), [EXCEPTION], before).outcome, 'failed');
});

test('those that matched nothing are found, but for what was not tried', () => {
  const passed = verdictWith();
  const advice = verdictWith({ findings: [{ ...FLAG_LOST, outcome: 'advice' }] });
  assert.deepEqual(unmatched([EXCEPTION], [passed, advice]), [EXCEPTION]);
  assert.deepEqual(unmatched([EXCEPTION], [passed, failedWith(FLAG_LOST)]), []);
  assert.deepEqual(unmatched([{ ...EXCEPTION, wrapper: 'nightly' }], [passed]), []);
  assert.match(
    unmatchedWords(EXCEPTION),
    /^the exception by ada for flag-not-sent of launch\.py in documented matched nothing/,
  );
});
