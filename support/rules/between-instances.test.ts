import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as a from '../network/testing/sample.ts';
import { findingOf, OBSERVED, STRICT, standing, verdictOf } from './testing/sample.ts';

const RULE = 'between-instances';
const noEspIn = { securityGroups: [a.group('sg-1', { ingress: [a.line(a.IKE, a.toGroup('sg-1'))] })] };
const denied = a.acl([a.entry(100, 'in'), a.entry(90, 'out', { allow: false, ...a.IKE }), a.entry(100, 'out')]);
const aclStops = { subnets: [a.subnet(0, { acl: denied }), a.subnet(1, { acl: denied })] };

test('holds when every pair can exchange both, broader or not', () => {
  assert.equal(standing(RULE, {}), 'holds');
  const securityGroups = [a.group('sg-1', { egress: a.DEFAULT_EGRESS })];
  assert.equal(standing(RULE, { network: { securityGroups }, options: STRICT }), 'holds', 'it is about what passes');
});

for (const [name, network, flow] of [
  ['a group', noEspIn, 'ESP'],
  ['an ACL', aclStops, 'UDP 500'],
] as const) {
  test(`refuses when ${name} stops ${flow}, and leaves it to the rule to blame to fix it`, () => {
    const finding = findingOf(RULE, { network });
    assert.equal(standing(RULE, { network }), 'broken, refuses');
    assert.equal(finding?.text, `fraud-7 requests encryption, but its 2 instances cannot all exchange ${flow}.`);
    const others = verdictOf({ network }).refusals.filter(({ rule }) => rule !== RULE);
    assert.equal(others.length, 1);
    assert.ok(others[0]?.fix.length, 'its fix');
  });

  test(`as observed, a job whose traffic ${name} stops is accepted and stalls`, () => {
    assert.equal(standing(RULE, { network, options: OBSERVED }), 'advice');
    const { refusals, stalls } = verdictOf({ network, options: OBSERVED });
    assert.deepEqual({ refusals, stalls }, { refusals: [], stalls: true });
  });
}

test('says nothing of one instance, which never stalls', () => {
  assert.equal(standing(RULE, { network: noEspIn, job: { instances: 1 } }), 'says nothing');
  assert.equal(verdictOf({ network: noEspIn, job: { instances: 1 }, options: OBSERVED }).stalls, false);
});

test('says nothing of a job that does not ask, which never stalls', () => {
  for (const encrypted of [false, undefined]) {
    assert.equal(standing(RULE, { network: noEspIn, job: { encrypted } }), 'says nothing');
    assert.equal(verdictOf({ network: noEspIn, job: { encrypted }, options: OBSERVED }).stalls, false);
  }
});

test('a job that can exchange both does not stall', () => assert.equal(verdictOf({ options: OBSERVED }).stalls, false));
