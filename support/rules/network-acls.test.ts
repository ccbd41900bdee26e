import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as a from '../network/testing/sample.ts';
import { findingOf, OBSERVED, standing, verdictOf } from './testing/sample.ts';

const RULE = 'network-acls';
const both = (entries: readonly ReturnType<typeof a.entry>[], count = 2) => {
  const acl = a.acl(entries);
  return { subnets: Array.from({ length: count }, (_, n) => a.subnet(n, { acl })) };
};
const denyEspOut = [a.entry(100, 'in'), a.entry(90, 'out', { allow: false, ...a.ESP }), a.entry(100, 'out')];
const create = 'aws ec2 create-network-acl-entry --network-acl-id acl-1';

test('holds when ACLs let both pass', () => assert.equal(standing(RULE, {}), 'holds'));

test('holds within one subnet, whatever its ACL', () => {
  assert.equal(standing(RULE, { network: both(denyEspOut, 1) }), 'holds');
  assert.match(findingOf(RULE, { network: both(denyEspOut, 1) })?.text ?? '', /one subnet/);
});

test('is broken by an entry that denies, and fixed by one ahead of it', () => {
  const finding = findingOf(RULE, { network: both(denyEspOut) });
  assert.equal(standing(RULE, { network: both(denyEspOut) }), 'broken, refuses');
  assert.equal(finding?.text, 'Network ACL acl-1 stops ESP between subnets of fraud-7.');
  assert.equal(
    finding?.closestMatch,
    'acl-1 stops ESP out by entry 90 (subnet-0 to subnet-1 and subnet-1 to subnet-0)',
  );
  assert.deepEqual(finding?.fix, [
    `${create} --egress --rule-number 89 --protocol 50 --cidr-block 10.0.0.0/23 --rule-action allow`,
  ]);
});

test('the groups are not to blame', () => {
  assert.deepEqual(
    verdictOf({ network: both(denyEspOut) }).refusals.map(({ rule }) => rule),
    ['between-instances', RULE],
  );
});

test('is broken by an ACL without entries, and fixed by entries of their own for each flow and way', () => {
  const finding = findingOf(RULE, { network: both([]) });
  assert.match(finding?.closestMatch ?? '', /acl-1 stops UDP 500 out without an entry for it/);
  const udp = '--protocol 17 --port-range From=500,To=500';
  assert.deepEqual(finding?.fix, [
    `${create} --egress --rule-number 100 ${udp} --cidr-block 10.0.0.0/23 --rule-action allow`,
    `${create} --ingress --rule-number 100 ${udp} --cidr-block 10.0.0.0/23 --rule-action allow`,
    `${create} --egress --rule-number 110 --protocol 50 --cidr-block 10.0.0.0/23 --rule-action allow`,
    `${create} --ingress --rule-number 110 --protocol 50 --cidr-block 10.0.0.0/23 --rule-action allow`,
  ]);
});

test('says so when no number is free ahead of the entry that denies', () => {
  const first = [a.entry(1, 'out', { allow: false, ...a.ESP }), a.entry(100, 'out'), a.entry(100, 'in')];
  assert.deepEqual(findingOf(RULE, { network: both(first) })?.fix, [
    'No rule number is free ahead of entry 1 of acl-1 (outbound): renumber it, then allow ESP with 10.0.0.0/23 ahead of it.',
  ]);
});

test('numbers stay within what EC2 takes', () => {
  const last = [a.entry(32766, 'in', { protocol: 6 }), a.entry(100, 'out')];
  const numbers = findingOf(RULE, { network: both(last) })?.fix.map((line) => /--rule-number (\d+)/.exec(line)?.[1]);
  assert.deepEqual(numbers, ['32765', '32764']);
});

test('is advice as observed and for one instance', () => {
  assert.equal(standing(RULE, { network: both(denyEspOut), options: OBSERVED }), 'advice');
  assert.equal(standing(RULE, { network: both(denyEspOut), job: { instances: 1 } }), 'advice');
});

test('says nothing of a job that does not ask', () => {
  assert.equal(standing(RULE, { network: both(denyEspOut), job: { encrypted: false } }), 'says nothing');
});
