import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { withExceptions } from '../exceptions/apply.ts';
import { checkedOf, EXCEPTION, FLAG_LOST, failedWith, resultOf, verdictWith } from '../testing/verdicts.ts';
import { describeAttempt, describeLeftOut, describeUnmatched, summaryOf } from './describe.ts';

const same = (text: string): string => text;
const PLAIN = { bad: same, good: same, dim: same };
const today = new Date('2026-06-30T12:00:00Z');
const later = new Date('2026-07-01T00:00:00Z');

test('who answers for what is excepted, and since when nobody does', () => {
  const describe = (now: Date) =>
    describeAttempt(
      checkedOf(withExceptions(failedWith(FLAG_LOST), [EXCEPTION], now.toISOString().slice(0, 10))),
      PLAIN,
      now,
    );
  assert.match(describe(today), /2026-06-30 by ada: the next release sends it$/);
  assert.match(describe(later), /\n {2}flag-not-sent: the exception by ada expired after 2026-06-30: /);
  assert.doesNotMatch(describe(later), /allowed/);
  assert.doesNotMatch(describeAttempt(checkedOf(verdictWith()), PLAIN, today), /except/);
});

test('how requests differ from the approved ones, as git shows it', () => {
  const paint = { bad: (text: string) => `<${text}>`, good: (text: string) => `{${text}}`, dim: same };
  const diff = ' VpcConfig:\n-  Flag: true\n+  Flag: false\n';
  const baseline = {
    status: 'changed',
    effect: 'weakens',
    changes: [],
    diff,
    findings: [],
    file: 'a.yaml',
    since: '2026-01-01',
  } as const;
  const text = describeAttempt({ ...checkedOf(verdictWith()), baseline }, paint, today);
  assert.match(text, /\n\n {3}VpcConfig:\n {2}<- {2}Flag: true>\n {2}\{\+ {2}Flag: false\}$/);
  assert.doesNotMatch(
    describeAttempt({ ...checkedOf(verdictWith()), baseline: { ...baseline, diff: '' } }, paint, today),
    /Flag/,
  );
});

test('what is approved for the first time is named, and not shown as a difference', () => {
  const file = join(process.cwd(), 'approved', 'a.yaml');
  const baseline = { status: 'approved', effect: 'none', changes: [], diff: '+all', findings: [], file } as const;
  const text = describeAttempt({ ...checkedOf(verdictWith()), baseline }, PLAIN, today);
  assert.match(text, /\n\n {2}approved {2}approved\/a\.yaml$/);
  assert.doesNotMatch(text, /\+all/);
});

test('exceptions that nothing called for are reported as advice', () => {
  assert.deepEqual(describeUnmatched(resultOf([])), []);
  const [line] = describeUnmatched(resultOf([], { unmatched: [EXCEPTION] }));
  assert.match(
    line ?? '',
    /^advice {2}the exception by ada for flag-not-sent of launch\.py in documented matched nothing/,
  );
});

test('what is left out is named with its reason', () => {
  const leftOut = [{ wrapper: 'a', situation: 'heterogeneous', reason: 'no groups' }];
  assert.deepEqual(describeLeftOut(resultOf([], { leftOut })), ['not tried  a in heterogeneous: no groups']);
  assert.deepEqual(describeLeftOut(resultOf([])), []);
});

test('one line for all', () => {
  const passed = checkedOf(verdictWith());
  assert.equal(
    summaryOf(resultOf([passed])),
    '1 attempt (1 wrapper, 1 situation): 1 encrypted in 4.5 s on the embedded engine, documented rules',
  );
  const several = resultOf(
    [
      passed,
      checkedOf({ ...failedWith(FLAG_LOST), situation: 'no-vpc' }),
      checkedOf(verdictWith({ wrapper: 'b', outcome: 'excepted' })),
      checkedOf(verdictWith({ wrapper: 'c' }), { ending: 'not started' }),
      checkedOf(verdictWith({ wrapper: 'd' }), { ending: 'interrupted' }),
    ],
    { planned: 7, rules: 'observed', strict: true, engine: { name: 'localstack', description: 'LocalStack 4.14.0' } },
  );
  assert.equal(
    summaryOf(several),
    '7 attempts (4 wrappers, 2 situations): 1 unencrypted, 2 not shown, 2 encrypted; 1 failed, 1 excepted, 1 could not be started, ' +
      '3 interrupted or not tried in 4.5 s on the localstack engine (LocalStack 4.14.0), observed rules, strict',
  );
});

test('where approval is asked for, how many were approved and how many were not', () => {
  const baseline = (status: 'approved' | 'same' | 'changed') =>
    ({ status, effect: 'none', changes: [], diff: '', findings: [], file: 'a.yaml' }) as const;
  const attempts = [
    { ...checkedOf(verdictWith()), baseline: baseline('approved') },
    { ...checkedOf(verdictWith()), baseline: baseline('same') },
    { ...checkedOf(failedWith(FLAG_LOST)), baseline: baseline('changed') },
    checkedOf(verdictWith(), { ending: 'not started' }),
  ];
  assert.match(summaryOf(resultOf(attempts, { update: true })), /; 1 approved, 1 as approved before, 2 not in 4\.5 s/);
  assert.doesNotMatch(summaryOf(resultOf(attempts)), /approved/);
});
