import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as a from '../network/testing/sample.ts';
import { type Case, findingOf, OBSERVED, STRICT, standing, verdictOf } from './testing/sample.ts';

/* inbound-rules and outbound-rules: the same, but for the way. */

const SIDES = [
  { rule: 'inbound-rules', rows: 'ingress', way: 'in', other: 'from' },
  { rule: 'outbound-rules', rows: 'egress', way: 'out', other: 'to' },
] as const;

for (const { rule, rows, way, other } of SIDES) {
  const withRows = (...lines: ReturnType<typeof a.line>[]): Case => ({
    network: { securityGroups: [a.group('sg-1', { [rows]: lines })] },
  });
  const espMissing = withRows(a.line(a.IKE, a.toGroup('sg-1')));
  const broader = withRows(a.line(a.ALL, a.toCidr('0.0.0.0/0')));

  test(`${rule} holds by the documented rows`, () => {
    assert.equal(standing(rule, {}), 'holds');
    assert.equal(
      findingOf(rule, {})?.text,
      `Security group sg-1 lets UDP 500 and ESP ${way} ${other} the group itself, as documented.`,
    );
  });

  test(`${rule} holds by something broader, but not to the letter`, () => {
    assert.equal(standing(rule, broader), 'broader');
    assert.equal(standing(rule, { ...broader, options: STRICT }), 'broken, refuses');
    assert.equal(standing(rule, { ...broader, options: { ...STRICT, mode: 'observed' } }), 'advice');
    assert.match(
      findingOf(rule, { ...broader, options: STRICT })?.text ?? '',
      /only by something broader than documented/,
    );
  });

  test(`${rule} holds to the letter by the documented rows`, () => {
    assert.equal(standing(rule, { options: STRICT }), 'holds');
  });

  test(`${rule} is broken without ESP`, () => {
    const finding = findingOf(rule, espMissing);
    assert.equal(standing(rule, espMissing), 'broken, refuses');
    assert.equal(
      finding?.text,
      `fraud-7 requests encryption, but its security group sg-1 does not let ESP ${way} ${other} every instance of the job.`,
    );
    const expected = { in: 'yes', out: 'yes', [way]: 'missing' };
    assert.equal(
      finding?.closestMatch,
      `UDP 500 in: yes; UDP 500 out: yes; ESP in: ${expected.in}; ESP out: ${expected.out}`,
    );
    assert.deepEqual(finding?.fix, [
      `aws ec2 authorize-security-group-${rows} --group-id sg-1 --ip-permissions 'IpProtocol=50,UserIdGroupPairs=[{GroupId=sg-1}]'`,
    ]);
    assert.deepEqual(
      finding?.flows.map(({ direction, flow }) => `${direction} ${flow}`),
      [`${way} ike`, `${way} esp`],
    );
  });

  test(`${rule} is broken without IKE`, () => {
    const finding = findingOf(rule, withRows(a.line(a.ESP, a.toGroup('sg-1'))));
    assert.match(finding?.closestMatch ?? '', new RegExp(`UDP 500 ${way}: missing; `));
    assert.deepEqual(finding?.fix, [
      `aws ec2 authorize-security-group-${rows} --group-id sg-1 --ip-permissions 'IpProtocol=udp,FromPort=500,ToPort=500,UserIdGroupPairs=[{GroupId=sg-1}]'`,
    ]);
  });

  test(`${rule} is advice as observed`, () => {
    assert.equal(standing(rule, { ...espMissing, options: OBSERVED }), 'advice');
  });

  test(`${rule} is advice for one instance, and when their number is not given`, () => {
    assert.equal(standing(rule, { ...espMissing, job: { instances: 1 } }), 'advice');
    assert.match(findingOf(rule, { ...espMissing, job: { instances: 1 } })?.text ?? '', /has one instance/);
    assert.equal(standing(rule, { ...espMissing, job: { instances: 0 } }), 'advice');
    assert.match(findingOf(rule, { ...espMissing, job: { instances: 0 } })?.text ?? '', /unless it gets several/);
    assert.equal(standing(rule, { ...broader, options: STRICT, job: { instances: 1 } }), 'advice');
  });

  test(`${rule} says nothing of a job that does not ask, has no network, or one it could not start in`, () => {
    assert.equal(standing(rule, { ...espMissing, job: { encrypted: false } }), 'says nothing');
    assert.equal(standing(rule, { ...espMissing, job: { encrypted: undefined } }), 'says nothing');
    assert.equal(standing(rule, { job: { vpc: undefined } }), 'says nothing');
    const network = { ...espMissing.network, unknownSecurityGroups: ['sg-x'] };
    assert.equal(standing(rule, { network }), 'says nothing');
  });
}

test('the closest match reports by what each flow is let through, or nearly', () => {
  const securityGroups = [
    a.group('sg-1', {
      ingress: [a.line(a.IKE, a.toGroup('sg-1')), a.line(a.udp(50), a.toGroup('sg-1'))],
      egress: a.DEFAULT_EGRESS,
    }),
  ];
  assert.equal(
    findingOf('inbound-rules', { network: { securityGroups } })?.closestMatch,
    'UDP 500 in: yes; UDP 500 out: yes (default egress); ESP in: missing (UDP 50 from itself: port 50 is not protocol 50); ESP out: yes (default egress)',
  );
});

test('with several groups it reports which of them, and fixes the one that has documented rows', () => {
  const securityGroups = [
    a.group('sg-1', { ingress: [], egress: a.DEFAULT_EGRESS }),
    a.group('sg-2', { ingress: [a.line(a.IKE, a.toGroup('sg-2'))], egress: [] }),
  ];
  const finding = findingOf('inbound-rules', { network: { securityGroups } });
  assert.equal(
    finding?.closestMatch,
    'UDP 500 in: yes (sg-2); UDP 500 out: yes (sg-1: default egress); ESP in: missing; ESP out: yes (sg-1: default egress)',
  );
  assert.match(finding?.fix.join() ?? '', /--group-id sg-2 /);
  assert.match(finding?.text ?? '', /its security groups sg-1 and sg-2 do not let ESP in/);
});

test('in the strict mode, missing and broader rules are both reported, and both fixed', () => {
  const securityGroups = [
    a.group('sg-1', { ingress: [a.line(a.ALL, a.toGroup('sg-x')), a.line(a.udp(0, 600), a.toGroup('sg-1'))] }),
  ];
  const finding = findingOf('inbound-rules', { network: { securityGroups }, options: STRICT });
  assert.match(
    finding?.text ?? '',
    /does not let ESP in .*, and lets UDP 500 in only by something broader than documented: UDP 0-600 from itself\.$/,
  );
  assert.equal(finding?.fix.length, 2);
});

test('a job that needs no group rules is not refused for them', () => {
  const securityGroups = [a.group('sg-1', { ingress: [], egress: [] })];
  assert.deepEqual(verdictOf({ network: { securityGroups }, job: { instances: 1 } }).refusals, []);
  assert.deepEqual(verdictOf({ network: { securityGroups }, job: { encrypted: false } }).refusals, []);
});
