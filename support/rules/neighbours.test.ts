import assert from 'node:assert/strict';
import { test } from 'node:test';
import { subnet } from '../network/testing/sample.ts';
import { findingOf, OBSERVED, standing } from './testing/sample.ts';

/* default-tenancy, free-addresses and s3-route: what neighbouring pages ask. */

const dedicated = { vpcs: [{ id: 'vpc-1', cidrs: ['10.0.0.0/16'], tenancy: 'dedicated' as const }] };

test('default-tenancy holds', () => assert.equal(standing('default-tenancy', {}), 'holds'));

for (const encrypted of [true, false]) {
  test(`default-tenancy refuses as documented and advises as observed, flag ${encrypted}`, () => {
    const given = { network: dedicated, job: { encrypted } };
    assert.equal(standing('default-tenancy', given), 'broken, refuses');
    assert.equal(standing('default-tenancy', { ...given, options: OBSERVED }), 'advice');
  });
}

test('default-tenancy names the line that fixes it', () => {
  const finding = findingOf('default-tenancy', { network: dedicated });
  assert.deepEqual(finding?.fix, ['aws ec2 modify-vpc-tenancy --vpc-id vpc-1 --instance-tenancy default']);
  assert.match(finding?.text ?? '', /vpc-1 with dedicated tenancy/);
});

const free = (...counts: readonly number[]) => ({
  subnets: counts.map((freeAddresses, n) => subnet(n, { freeAddresses })),
});

for (const [instances, types, counts, expected] of [
  [2, ['ml.m5.xlarge'], [4], 'holds'],
  [2, ['ml.m5.xlarge'], [3], 'broken, refuses'],
  [2, ['ml.m5.xlarge'], [2, 2], 'holds'],
  [1, ['ml.m5.xlarge'], [1], 'broken, refuses'],
  [2, ['ml.p4d.24xlarge'], [10], 'holds'],
  [2, ['ml.p4d.24xlarge'], [9], 'broken, refuses'],
  // At least one of each, and the third is unknown.
  [3, ['ml.p4d.24xlarge', 'ml.c5.large'], [9], 'holds'],
  [3, ['ml.p4d.24xlarge', 'ml.c5.large'], [8], 'broken, refuses'],
  [0, [], [0], 'holds'],
] as const) {
  test(`free-addresses: ${instances} of ${types.join(' and ')} with ${counts.join(' + ')} free: ${expected}`, () => {
    const given = { job: { instances, instanceTypes: types }, network: free(...counts) };
    assert.equal(standing('free-addresses', given), expected);
  });
}

test('free-addresses advises as observed, and reports what is free', () => {
  const given = { network: free(1, 0), options: OBSERVED };
  assert.equal(standing('free-addresses', given), 'advice');
  assert.equal(
    findingOf('free-addresses', given)?.text,
    'fraud-7 needs 4 free private addresses, and its subnets have 1.',
  );
  assert.equal(findingOf('free-addresses', given)?.closestMatch, 'subnet-0: 1 free and subnet-1: 0 free');
});

test('free-addresses does not count what it cannot see', () => {
  assert.equal(standing('free-addresses', { network: { ...free(1), unknownSubnets: ['subnet-x'] } }), 'says nothing');
});

test('s3-route holds by gateway endpoint or NAT, is advice otherwise, and never refuses', () => {
  const routes = (...s3: readonly ('gateway-endpoint' | 'nat' | 'none')[]) => ({
    network: { subnets: s3.map((route, n) => subnet(n, { s3: route })) },
  });
  assert.equal(standing('s3-route', routes('gateway-endpoint', 'nat')), 'holds');
  assert.equal(standing('s3-route', routes('nat', 'none')), 'advice');
  assert.match(findingOf('s3-route', routes('nat', 'none'))?.text ?? '', /found for subnet-1 of fraud-7/);
});
