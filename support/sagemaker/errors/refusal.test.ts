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
  job: {} as Job,
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
  assert.equal(
    error?.message,
    'train-encrypt refuses this job: ESP is not let out of sg-1. What is there: ESP in: yes; ESP out: missing. ' +
      'Rule: outbound-rules (documented). To fix it: aws ec2 one ; aws ec2 two',
  );
});

test('leaves out what a finding has not', () => {
  const error = refusalOf([verdict([{ ...FINDING, closestMatch: '', fix: [] }])]);
  assert.equal(
    error?.message,
    'train-encrypt refuses this job: ESP is not let out of sg-1. Rule: outbound-rules (documented).',
  );
});

test('numbers several, of one verdict or more', () => {
  const other = { ...FINDING, text: 'It is so.', closestMatch: '', fix: [] };
  const error = refusalOf([verdict([other]), verdict([other, other])]);
  assert.equal(
    error?.message,
    'train-encrypt refuses this job: (1) It is so. Rule: outbound-rules (documented). ' +
      '(2) It is so. Rule: outbound-rules (documented). (3) It is so. Rule: outbound-rules (documented).',
  );
});

test('stays readable however much there is to say', () => {
  const long = { ...FINDING, text: 'x'.repeat(10_000) };
  const one = refusalOf([verdict([long])])?.message ?? '';
  assert.ok(one.length < 1300 && one.endsWith('…'), one.slice(-20));
  const many = refusalOf([verdict(Array.from({ length: 100 }, () => long))])?.message ?? '';
  assert.ok(many.length < 4200, String(many.length));
  assert.match(many, / … and 97 more\.$/);
});
