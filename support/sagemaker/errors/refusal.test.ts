import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Job, Verdict } from '../../rules/types.ts';
import { refusalOf } from './refusal.ts';

const FINDING: Finding = {
  rule: 'outbound-rules',
  claim: 'outbound-rules',
  outcome: 'broken',
  provenance: 'documented',
  refuses: true,
  text: 'ESP is not let out of sg-1',
  closestMatch: 'ESP in: yes; ESP out: missing',
  fix: ['aws ec2 one', 'aws ec2 two'],
  flows: [],
};

const verdict = (refusals: readonly Finding[]): Verdict => ({
  job: { name: 'fraud-7' } as Job,
  findings: refusals,
  refusals,
  stalls: false,
});

test('nothing that refuses is no refusal', () => {
  assert.equal(refusalOf([]), undefined);
  assert.equal(refusalOf([verdict([])]), undefined);
});

test('says what is wrong, what is there, by which rule, and what fixes it', () => {
  const error = refusalOf([verdict([FINDING])]);
  assert.equal(error?.code, 'ValidationException');
  assert.equal(error?.status, 400);
  assert.deepEqual(error?.message.split('\n'), [
    'train-encrypt refuses this job:',
    'ESP is not let out of sg-1.',
    'What is there: ESP in: yes; ESP out: missing.',
    'To fix it:',
    'aws ec2 one',
    'aws ec2 two',
    'Rule: outbound-rules (documented).',
  ]);
});

test('leaves out what a finding has not', () => {
  const error = refusalOf([verdict([{ ...FINDING, closestMatch: '', fix: [] }])]);
  assert.equal(
    error?.message,
    'train-encrypt refuses this job:\nESP is not let out of sg-1.\nRule: outbound-rules (documented).',
  );
});

test('several, of one verdict or more: each text, closest match, fix and rule once', () => {
  const other = { ...FINDING, rule: 'inbound-rules', text: 'It is so.' } as const;
  const error = refusalOf([verdict([other, FINDING]), verdict([other, other])]);
  assert.deepEqual(error?.message.split('\n'), [
    'train-encrypt refuses this job:',
    '(1) It is so.',
    '(2) ESP is not let out of sg-1.',
    'What is there: ESP in: yes; ESP out: missing.',
    'To fix it:',
    'aws ec2 one',
    'aws ec2 two',
    'Rule: inbound-rules (documented), outbound-rules (documented).',
  ]);
});

test('what the others add up to is left out, unless it stands alone', () => {
  const sum = { ...FINDING, rule: 'between-instances', text: 'They cannot exchange ESP' } as const;
  assert.doesNotMatch(refusalOf([verdict([sum, FINDING])])?.message ?? '', /cannot exchange/);
  assert.match(refusalOf([verdict([sum])])?.message ?? '', /cannot exchange/);
});

test('lines are short, and the address of the page is the last', () => {
  const long = { ...FINDING, text: 'word '.repeat(100).trim() };
  const message = refusalOf([verdict([long])], ({ name }) => `http://127.0.0.1:1/${name}`)?.message ?? '';
  const lines = message.split('\n');
  assert.ok(lines.every((line) => line.length <= 100));
  assert.equal(lines.at(-1), 'This job: http://127.0.0.1:1/fraud-7');
});

test('stays readable however much there is to say', () => {
  const long = (index: number) => ({ ...FINDING, text: `${index} ${'x'.repeat(10_000)}` });
  const one = refusalOf([verdict([long(1)])])?.message ?? '';
  assert.ok(one.length < 1500, String(one.length));
  const many = refusalOf([verdict(Array.from({ length: 100 }, (_, index) => long(index)))])?.message ?? '';
  assert.ok(many.length < 4500, String(many.length));
  assert.match(many, /… and 97 more\./);
});
