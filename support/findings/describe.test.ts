import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as a from '../network/testing/sample.ts';
import { type Paint, PLAIN } from '../rules/describe.ts';
import { type Case, OBSERVED, verdictOf } from '../rules/testing/sample.ts';
import type { Verdict } from '../rules/types.ts';
import { answerOf } from './answer.ts';
import { describeAnswer } from './describe.ts';
import { factsOf } from './facts.ts';

const described = (verdict: Verdict, paint: Paint = PLAIN) =>
  describeAnswer(verdict, answerOf(factsOf(verdict)), paint);

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
  const text = described(verdictOf({ ...espOutMissing, network }));
  assert.deepEqual(text.split('\n'), [
    '✗ BLOCKED  fraud-7  CreateTrainingJob, 2 × ml.p4d.24xlarge, private VPC',
    '  fraud-7 requests encryption, but its security group sg-1 does not let ESP out to every instance of',
    '  the job.',
    '',
    '                          in  out',
    '  sg-1 training  UDP 500  ✓   ✓ (UDP 0-600 to 0.0.0.0/0, which covers the subnets)',
    '                 ESP      ✓   missing',
    '',
    '  closest  UDP 50 to itself: port 50 is not protocol 50',
    '  fix      aws ec2 authorize-security-group-egress --group-id sg-1 \\',
    "             --ip-permissions 'IpProtocol=50,UserIdGroupPairs=[{GroupId=sg-1}]'",
    '  source   outbound-rules (documented; not enforced by the service when the job is created',
    '           (observed))',
  ]);
  assert.ok(text.split('\n').every((line) => line.length <= 100));
});

test('a job that is fine is one line', () => {
  assert.equal(described(verdictOf({})), '✓ ENCRYPTED  fraud-7  CreateTrainingJob, 2 × ml.m5.xlarge, private VPC');
});

test('a job without a private VPC needs no table', () => {
  const lines = described(verdictOf({ job: { vpc: undefined } })).split('\n');
  assert.equal(lines[0], '✗ BLOCKED  fraud-7  CreateTrainingJob, 2 × ml.m5.xlarge, no private VPC');
  assert.ok(!lines.some((line) => line.includes('UDP 500')));
});

test('several instances without the flag are unencrypted, and that stands before the route to S3', () => {
  const text = described(
    verdictOf({ job: { encrypted: undefined }, network: { subnets: [a.subnet(0, { s3: 'none' })] } }),
  );
  assert.match(text, /^✗ UNENCRYPTED {2}fraud-7 /);
  assert.match(text, /was not\s+sent\.\n {2}No gateway endpoint for S3/);
  assert.match(text, /\n {2}fix {6}Send EnableInterContainerTrafficEncryption: true\.\n/);
});

test('the same of a tuning job is said once', () => {
  const operation = 'CreateHyperParameterTuningJob';
  const text = described(verdictOf({ job: { operation, encrypted: undefined } }));
  assert.equal(text.match(/Send Enable/g)?.length, 1);
  assert.doesNotMatch(text, /tuning-jobs/);
});

test('one instance with the flag false is a tick, and called harmless', () => {
  const text = described(verdictOf({ job: { encrypted: false, instances: 1 } }));
  assert.match(text, /^✓ SINGLE INSTANCE {2}fraud-7 .*\n {2}Enable\w+ of fraud-7 is false, which is harmless/);
});

test('what is unknown is named with its reason', () => {
  const text = described(verdictOf({ job: { instances: 0 } }));
  assert.match(text, /^\? NOT SHOWN {2}fraud-7 .*\n {2}Unknown: instances: the request does not give the number/);
});

test('a job that stalls is blocked, and the stall is called an assumption', () => {
  const text = described(verdictOf({ ...espOutMissing, options: OBSERVED }));
  assert.match(text, /^✗ BLOCKED {2}fraud-7 /);
  assert.match(text, /an assumption, not\s+observed\./);
});

test('each group of several has its rows, a dash where another lets the flow through', () => {
  const securityGroups = [
    a.group('sg-1', { name: 'one', egress: [] }),
    a.group('sg-2', { name: 'two', ingress: [], egress: [] }),
  ];
  const vpc = { subnets: ['subnet-0', 'subnet-1'], securityGroups: ['sg-1', 'sg-2'] };
  const lines = described(verdictOf({ job: { vpc }, network: { securityGroups } })).split('\n');
  const table = lines.filter((line) => /^ {2}\S* ?\S* +(UDP 500|ESP) /.test(line));
  assert.deepEqual(table, [
    '  sg-1 one  UDP 500  ✓   missing',
    '            ESP      ✓   missing',
    '  sg-2      UDP 500  -   missing',
    '            ESP      -   missing',
  ]);
});

test('a definition, and a number of instances that is not given', () => {
  const path = 'TrainingJobDefinitions.2';
  const text = described(verdictOf({ job: { path, instances: 0, instanceTypes: [] } }));
  assert.match(
    text,
    /^\? NOT SHOWN {2}fraud-7 TrainingJobDefinitions\.2 {2}CreateTrainingJob, instances not given, private VPC$/m,
  );
});

test('colours change nothing but colour', () => {
  const verdict = verdictOf(espOutMissing);
  const mark = (text: string) => `<${text}>`;
  const painted = described(verdict, { bad: mark, good: mark, dim: mark });
  assert.notEqual(painted, described(verdict));
  assert.equal(painted.replace(/[<>]/g, ''), described(verdict));
});
