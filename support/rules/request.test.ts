import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as a from '../network/testing/sample.ts';
import { findingOf, standing } from './testing/sample.ts';

/* service-vpc, private-vpc, single-instance, request-flag, esp-ports and tuning-jobs: none of them refuses. */

test('service-vpc and private-vpc tell where a job runs', () => {
  assert.equal(standing('service-vpc', { job: { vpc: undefined } }), 'advice');
  assert.equal(standing('private-vpc', { job: { vpc: undefined } }), 'says nothing');
  assert.equal(standing('service-vpc', {}), 'says nothing');
  assert.equal(findingOf('private-vpc', {})?.text, 'fraud-7 runs in subnet-0 and subnet-1 of vpc-1, in sg-1.');
});

test('single-instance says that encryption has no effect', () => {
  assert.equal(standing('single-instance', { job: { instances: 1 } }), 'advice');
  assert.match(findingOf('single-instance', { job: { instances: 1 } })?.text ?? '', /no effect/);
  assert.equal(standing('single-instance', { job: { instances: 2 } }), 'says nothing');
  assert.equal(standing('single-instance', { job: { instances: 0 } }), 'says nothing', 'their number is not given');
  assert.equal(standing('single-instance', { job: { instances: 1, encrypted: undefined } }), 'says nothing');
  assert.match(findingOf('single-instance', { job: { instances: 1, encrypted: false } })?.text ?? '', /is harmless/);
  assert.equal(standing('single-instance', { job: { instances: 2, encrypted: false } }), 'says nothing');
});

test('request-flag holds when the flag is on', () => assert.equal(standing('request-flag', {}), 'holds'));

for (const [encrypted, why] of [
  [false, 'is false'],
  [undefined, 'was not sent'],
] as const) {
  test(`request-flag warns of several instances when the flag ${why}`, () => {
    assert.equal(standing('request-flag', { job: { encrypted } }), 'advice');
    const finding = findingOf('request-flag', { job: { encrypted } });
    assert.equal(
      finding?.text,
      `The 2 instances of fraud-7 would exchange unencrypted traffic: EnableInterContainerTrafficEncryption ${why}.`,
    );
    assert.deepEqual(finding?.fix, ['Send EnableInterContainerTrafficEncryption: true.']);
    assert.equal(standing('request-flag', { job: { encrypted, vpc: undefined } }), 'advice', 'in any VPC');
    assert.equal(standing('request-flag', { job: { encrypted, instances: 1 } }), 'says nothing');
  });
}

test('esp-ports holds without ports and advises with them', () => {
  const withPorts = a.line({ ...a.ESP, ports: { from: 0, to: 65535 } }, a.toGroup('sg-1'));
  const securityGroups = [a.group('sg-1', { ingress: [a.line(a.IKE, a.toGroup('sg-1')), withPorts] })];
  assert.equal(standing('esp-ports', {}), 'holds');
  assert.equal(standing('esp-ports', { network: { securityGroups } }), 'advice');
  assert.match(findingOf('esp-ports', { network: { securityGroups } })?.text ?? '', /ignored: 0-65535 in sg-1\.$/);
  assert.equal(standing('inbound-rules', { network: { securityGroups } }), 'holds', 'and they change nothing');
  const none = [a.group('sg-1', { ingress: [], egress: a.DEFAULT_EGRESS })];
  assert.equal(standing('esp-ports', { network: { securityGroups: none } }), 'says nothing');
});

const tuning = {
  operation: 'CreateHyperParameterTuningJob',
  name: 'tune-7',
  path: 'TrainingJobDefinitions.2',
  flagPath: 'TrainingJobDefinitions.2.EnableInterContainerTrafficEncryption',
};

test('tuning-jobs looks at each definition for itself', () => {
  assert.equal(standing('tuning-jobs', { job: tuning }), 'holds');
  assert.equal(standing('tuning-jobs', { job: { ...tuning, encrypted: undefined } }), 'advice');
  assert.equal(
    findingOf('tuning-jobs', { job: { ...tuning, encrypted: false } })?.text,
    'No training job that TrainingJobDefinitions.2 of tune-7 starts requests encryption.',
  );
  assert.equal(standing('tuning-jobs', { job: { ...tuning, encrypted: false, instances: 1 } }), 'says nothing');
  assert.equal(standing('tuning-jobs', {}), 'says nothing', 'a training job is no tuning job');
});

test('a definition is refused as a training job is', () => {
  const securityGroups = [a.group('sg-1', { ingress: [] })];
  assert.equal(standing('vpc-required', { job: { ...tuning, vpc: undefined } }), 'broken, refuses');
  assert.equal(standing('inbound-rules', { job: tuning, network: { securityGroups } }), 'broken, refuses');
});
