import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as a from '../network/testing/sample.ts';
import { describeVerdict } from './describe.ts';
import { type Case, OBSERVED, verdictOf } from './testing/sample.ts';

const espOutMissing: Case = {
  job: { instanceTypes: ['ml.p4d.24xlarge'] },
  network: {
    securityGroups: [a.group('sg-1', { egress: [a.line(a.ALL, a.toCidr('10.0.0.0/25'))], ingress: a.DEFAULT_EGRESS })],
  },
};

test('a refusal: what was asked, what is missing, what is near, what fixes it, where it says so', () => {
  const network = {
    securityGroups: [
      a.group('sg-1', { egress: [a.line(a.udp(0, 600), a.toCidr('0.0.0.0/0')), a.line(a.udp(50), a.toGroup('sg-1'))] }),
    ],
  };
  const text = describeVerdict(verdictOf({ ...espOutMissing, network }));
  assert.deepEqual(text.split('\n'), [
    '✗ fraud-7  CreateTrainingJob, 2 × ml.p4d.24xlarge, private VPC',
    '  fraud-7 asks for encrypted traffic, but its 2 instances cannot all exchange ESP.',
    '  fraud-7 asks for encrypted traffic, but its security group sg-1 does not let ESP out to every instance of the job.',
    '',
    '                          in  out',
    '  sg-1 training  UDP 500  ✓   ✓ (UDP 0-600 to 0.0.0.0/0, which covers the subnets)',
    '                 ESP      ✓   missing',
    '',
    '  near   UDP 50 to itself: port 50 is not protocol 50',
    "  fix    aws ec2 authorize-security-group-egress --group-id sg-1 --ip-permissions 'IpProtocol=50,UserIdGroupPairs=[{GroupId=sg-1}]'",
    '  rule   between-instances · documented · not looked at when the job is created (observed); that such a job stalls is an assumption, from the nearest documented analogue',
    '         outbound-rules · documented · not enforced by the service when the job is created (observed)',
  ]);
});

test('a job that is fine is one line', () => {
  assert.equal(describeVerdict(verdictOf({})), '✓ fraud-7  CreateTrainingJob, 2 × ml.m5.xlarge, private VPC');
});

test('a job without a private VPC needs no table', () => {
  const lines = describeVerdict(verdictOf({ job: { vpc: undefined } })).split('\n');
  assert.equal(lines[0], '✗ fraud-7  CreateTrainingJob, 2 × ml.m5.xlarge, no private VPC');
  assert.ok(!lines.some((line) => line.includes('UDP 500')));
});

test('advice on a job that starts is printed, without a bad mark', () => {
  const text = describeVerdict(verdictOf({ job: { encrypted: undefined } }));
  assert.match(text, /^✓ fraud-7 /);
  assert.match(text, /would talk in the clear/);
});

test('a job that stalls is marked, and the stall is called an assumption', () => {
  const text = describeVerdict(verdictOf({ ...espOutMissing, options: OBSERVED }));
  assert.match(text, /^! fraud-7 /);
  assert.match(text, /an assumption, not observed\./);
});

test('each group of several has its rows, a dash where another lets the flow through', () => {
  const securityGroups = [
    a.group('sg-1', { name: 'one', egress: [] }),
    a.group('sg-2', { name: 'two', ingress: [], egress: [] }),
  ];
  const vpc = { subnets: ['subnet-0', 'subnet-1'], securityGroups: ['sg-1', 'sg-2'] };
  const lines = describeVerdict(verdictOf({ job: { vpc }, network: { securityGroups } })).split('\n');
  const table = lines.filter((line) => /^ {2}\S* ?\S* +(UDP 500|ESP) /.test(line));
  assert.deepEqual(table, [
    '  sg-1 one  UDP 500  ✓   missing',
    '            ESP      ✓   missing',
    '  sg-2      UDP 500  -   missing',
    '            ESP      -   missing',
  ]);
});

test('a definition, and what is not known of its instances', () => {
  const path = 'TrainingJobDefinitions.2';
  const text = describeVerdict(verdictOf({ job: { path, instances: 0, instanceTypes: [] } }));
  assert.match(text, /^✓ fraud-7 TrainingJobDefinitions\.2 {2}CreateTrainingJob, instances not given, private VPC$/m);
});

test('colours change nothing but colour', () => {
  const verdict = verdictOf(espOutMissing);
  const mark = (text: string) => `<${text}>`;
  const painted = describeVerdict(verdict, { bad: mark, good: mark, dim: mark });
  assert.notEqual(painted, describeVerdict(verdict));
  assert.equal(painted.replace(/[<>]/g, ''), describeVerdict(verdict));
});
