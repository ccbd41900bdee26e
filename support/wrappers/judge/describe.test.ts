import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attemptOf, givenIn, REFUSED, situationOf, THROTTLED } from '../testing/attempts.ts';
import { rightRequest, take } from '../testing/requests.ts';
import type { WrapperVerdict } from '../types.ts';
import { describeWrapperVerdict } from './describe.ts';
import { judgeAttempt } from './index.ts';

const right = () => rightRequest('CreateTrainingJob', givenIn(situationOf('documented')));
const operation = 'CreateTrainingJob';

test('a wrapper that passes: what was sent, and no more', () => {
  const calls = [
    { operation, input: right(), error: THROTTLED },
    { operation, input: right() },
  ];
  assert.equal(
    describeWrapperVerdict(judgeAttempt(attemptOf({ situation: 'throttled-twice', calls }))),
    `✓ ENCRYPTED  launch.py  throttled-twice, is to try again: launched 1 job, encrypted, after 1 failed try
  CreateTrainingJob fraud-7  created
    EnableInterContainerTrafficEncryption  true
    VpcConfig.Subnets                      as given
    VpcConfig.SecurityGroupIds             as given
    ResourceConfig.InstanceCount           2 instances`,
  );
});

const lost = right();
take(lost, 'EnableInterContainerTrafficEncryption');
take(lost, 'VpcConfig.Subnets.3');
const failing = judgeAttempt(attemptOf({ calls: [{ operation, input: lost }] }));

test('a wrapper that fails: what was wanted, what came of it, and what fixes it', () => {
  assert.equal(
    describeWrapperVerdict(failing),
    `✗ UNENCRYPTED  launch.py  documented, is to launch: launched 1 job, unencrypted
  CreateTrainingJob fraud-7  created
    EnableInterContainerTrafficEncryption  not sent, wanted true
    VpcConfig.Subnets                      subnet-a, subnet-b, wanted subnet-a, subnet-b, subnet-c
    VpcConfig.SecurityGroupIds             as given
    ResourceConfig.InstanceCount           2 instances

  ✗ CreateTrainingJob fraud-7: EnableInterContainerTrafficEncryption was not sent, so its 2 instances would exchange unencrypted traffic.
    closest  VpcConfig: sent
    fix      Send EnableInterContainerTrafficEncryption: true.
    rule     flag-not-sent · documented

  ✗ CreateTrainingJob fraud-7: VpcConfig.Subnets was sent without subnet-c, which was given.
    closest  given: subnet-a, subnet-b, subnet-c; sent: subnet-a, subnet-b
    fix      Send in VpcConfig.Subnets what was given, all of it and nothing else.
    rule     vpc-changed · ours`,
  );
});

test('an exception is reported with who answers for it', () => {
  const [flag, ...others] = failing.findings;
  assert.ok(flag);
  const exception = {
    wrapper: 'launch.py',
    situation: '*',
    finding: 'flag-not-sent',
    owner: 'fraud team',
    reason: 'migrating to Trainer v2',
    expires: '2027-01-31',
  };
  const excepted: WrapperVerdict = { ...failing, findings: [{ ...flag, exception }, ...others] };
  const text = describeWrapperVerdict(excepted);
  assert.match(text, /\n {2}~ CreateTrainingJob fraud-7: Enable/);
  assert.match(text, /\n {4}but {6}allowed until 2027-01-31 by fraud team: migrating to Trainer v2\n/);
  assert.match(describeWrapperVerdict({ ...excepted, outcome: 'excepted' }), /^~ UNENCRYPTED {2}launch.py/);
});

test('paint goes on what is wrong, what is right and where a rule comes from', () => {
  const paint = {
    bad: (text: string) => `<bad ${text}>`,
    good: (text: string) => `<good ${text}>`,
    dim: (text: string) => `<dim ${text}>`,
  };
  const text = describeWrapperVerdict(failing, paint);
  assert.match(text, /^<bad ✗ UNENCRYPTED> {2}launch.py/);
  assert.match(text, /<bad not sent>, wanted true/);
  assert.match(text, /<good as given>/);
  assert.match(text, /<dim rule {5}flag-not-sent · documented>/);
  const refused = judgeAttempt(
    attemptOf({
      situation: 'esp-missing',
      calls: [{ operation, input: right(), error: REFUSED }],
      command: { exitCode: 1, output: 'ClientError' },
    }),
  );
  assert.match(describeWrapperVerdict(refused, paint), /^<good ✓ REFUSED> .*\n.*<bad refused: ValidationException>/);
});
