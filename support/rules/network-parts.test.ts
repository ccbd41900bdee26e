import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Network } from '../network/model.ts';
import { group, subnet } from '../network/testing/sample.ts';
import { DOCUMENTED, findingOf, OBSERVED, standing, verdictOf } from './testing/sample.ts';

/* subnets-exist, security-groups-exist and same-vpc: no job could start, whatever the rules and the flag. */

const broken: Readonly<Record<string, readonly Partial<Network>[]>> = {
  'subnets-exist': [{ unknownSubnets: ['subnet-x'] }, { subnets: [], unknownSubnets: ['subnet-x', 'subnet-y'] }],
  'security-groups-exist': [
    { unknownSecurityGroups: ['sg-x'] },
    { securityGroups: [], unknownSecurityGroups: ['sg-x', 'sg-y'] },
  ],
  'same-vpc': [
    { securityGroups: [group('sg-1', { vpc: 'vpc-2' })] },
    { subnets: [subnet(0), subnet(1, { vpc: 'vpc-2' })] },
    { securityGroups: [group('sg-1'), group('sg-2', { vpc: 'vpc-2' })] },
  ],
};

for (const [rule, networks] of Object.entries(broken)) {
  test(`${rule} holds`, () => assert.equal(standing(rule, {}), 'holds'));
  test(`${rule} says nothing without a network`, () => {
    assert.equal(standing(rule, { job: { vpc: undefined } }), 'says nothing');
  });

  for (const [index, network] of networks.entries()) {
    for (const options of [DOCUMENTED, OBSERVED]) {
      for (const encrypted of [true, false, undefined]) {
        test(`${rule} refuses case ${index + 1} by ${options.mode} rules, flag ${encrypted}`, () => {
          assert.equal(standing(rule, { network, options, job: { encrypted } }), 'broken, refuses');
          const { refusals } = verdictOf({ network, options, job: { encrypted } });
          assert.deepEqual(
            refusals.map((finding) => finding.rule),
            [rule],
            'nothing else is to blame',
          );
          assert.deepEqual(
            refusals.map(({ fix, provenance }) => [fix.length, provenance]),
            [[1, 'ours']],
          );
        });
      }
    }
  }
}

test('what is unknown is named', () => {
  assert.equal(
    findingOf('subnets-exist', { network: { unknownSubnets: ['subnet-x', 'subnet-y'] } })?.text,
    'fraud-7 names subnet-x and subnet-y, which are no subnets of this account and region.',
  );
  assert.equal(
    findingOf('security-groups-exist', { network: { unknownSecurityGroups: ['sg-x'] } })?.text,
    'fraud-7 names sg-x, which is no security group of this account and region.',
  );
});

test('same-vpc reports what lies where', () => {
  const network = { securityGroups: [group('sg-1', { vpc: 'vpc-2' })] };
  assert.equal(findingOf('same-vpc', { network })?.closestMatch, 'vpc-1: subnet-0 and subnet-1; vpc-2: sg-1');
});
