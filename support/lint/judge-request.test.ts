import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FLAGGED_OPERATIONS } from '../sagemaker/request-facts.ts';
import { attemptOf } from '../wrappers/testing/attempts.ts';
import { flagPaths, put, rightRequest, take, vpcPaths } from '../wrappers/testing/requests.ts';
import { brief, linted, machine, training, VPC } from './testing/lint.ts';

const FLAG = 'EnableInterContainerTrafficEncryption';
const { given } = attemptOf();

for (const operation of FLAGGED_OPERATIONS) {
  const named = (request: object) => ({ operation, request });
  const counted = !/AutoML/.test(operation);

  test(`${operation}: right, without flag, without network`, async () => {
    const right = rightRequest(operation, given);
    assert.ok(
      (await linted(named(right))).every(({ outcome, findings }) => outcome === 'holds' && findings.length === 0),
    );

    for (const [index, path] of flagPaths(operation).entries()) {
      const lost = structuredClone(right);
      take(lost, path);
      const job = (await linted(named(lost)))[index];
      // On how many instances AutoML trains is the service's choice, so that is advice.
      assert.deepEqual([job?.outcome, job?.findings[0]?.id], [counted ? 'broken' : 'holds', 'request-flag']);
      assert.equal(job?.findings[0]?.member, path);
      put(lost, path, false);
      assert.equal((await linted(named(lost)))[index]?.outcome, counted ? 'broken' : 'holds');
    }
    for (const [index, path] of vpcPaths(operation).entries()) {
      const lost = structuredClone(right);
      take(lost, path);
      assert.deepEqual(brief((await linted(named(lost)))[index] as never), ['broken', 'vpc-required']);
      assert.equal((await linted(named(lost), undefined, 'observed'))[index]?.outcome, 'holds');
    }
  });

  test(`${operation}: flag, network or all of it not known`, async () => {
    for (const [index, path] of [...flagPaths(operation), ...vpcPaths(operation)].entries()) {
      const open = rightRequest(operation, given);
      // What is still empty is to be filled in.
      put(open, path, '');
      const job = (await linted(named(open)))[index % flagPaths(operation).length];
      assert.deepEqual(brief(job as never), ['undecided', 'undecided'], path);
      assert.equal(job?.findings[0]?.outcome, 'advice');
    }
    const whole = { operation, request: { ...rightRequest(operation, given) }, ...{ input: undefined } };
    assert.equal((await linted(whole)).length, flagPaths(operation).length);
  });
}

test('one instance needs no flag, and no network', async () => {
  const alone = training({ [FLAG]: undefined, VpcConfig: undefined, ResourceConfig: { InstanceCount: 1 } });
  assert.deepEqual((await linted(alone)).map(brief), [['holds']]);
});

test('a heterogeneous cluster is the sum of its groups', async () => {
  const InstanceGroups = ['a', 'b'].map((InstanceGroupName) => ({
    InstanceGroupName,
    InstanceCount: 1,
    InstanceType: 'ml.m5.large',
  }));
  const [job] = await linted(training({ [FLAG]: false, ResourceConfig: { InstanceGroups } }));
  assert.deepEqual([job?.job.instances, job?.outcome], [2, 'broken']);
});

test('a count that is not known: nothing is broken yet, unless part of it is enough', async () => {
  const count = (ResourceConfig: object, more: object = {}) =>
    linted(machine({ Parameters: training({ ResourceConfig, ...more }) })).then((jobs) => jobs.map(brief));
  const open = { 'InstanceCount.$': '$.n', InstanceType: 'ml.m5.large' };
  assert.deepEqual(await count(open), [['holds']]);
  assert.deepEqual(await count(open, { [FLAG]: undefined }), [['undecided', 'undecided']]);
  const groups = { InstanceGroups: [{ InstanceCount: 2 }, { 'InstanceCount.$': '$.n' }] };
  assert.deepEqual(await count(groups, { [FLAG]: undefined }), [['broken', 'request-flag']]);
  const processing = {
    Resource: 'arn:aws:states:::sagemaker:createProcessingJob',
    Parameters: { ProcessingResources: { ClusterConfig: open } },
  };
  assert.deepEqual((await linted(machine(processing))).map(brief), [['undecided', 'undecided']]);
});

test('a definition of jobs that is not there as a whole is a job all the same', async () => {
  const tuning = {
    Resource: 'arn:aws:states:::sagemaker:createHyperParameterTuningJob',
    Parameters: { 'TrainingJobDefinition.$': '$.d' },
  };
  const [job] = await linted(machine(tuning));
  assert.deepEqual(
    [job && brief(job), job?.job.flagPath],
    [['undecided', 'undecided'], `TrainingJobDefinition.${FLAG}`],
  );
  assert.deepEqual((await linted(machine({}))).map(brief), [['undecided', 'undecided']]);
});

test('a schedule that names a definition asks for no job itself', async () => {
  assert.deepEqual(await linted({ MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'd' } }), []);
});

test('a flag that is no boolean is broken, and is not called forgotten', async () => {
  const [job] = await linted(training({ [FLAG]: 'true' }));
  assert.deepEqual(job && brief(job), ['broken', 'member-misfit']);
  assert.equal(
    job?.findings[0]?.text,
    `${FLAG} of fraud-7 is the string "true", not true or false, so the API does not take it.`,
  );
  assert.deepEqual((await linted(training({ VpcConfig: [] }))).map(brief), [['broken', 'member-misfit']]);
  // What has nothing to do with either is not lint's subject.
  assert.deepEqual((await linted(training({ Tags: 'x' }))).map(brief), [['holds']]);
});

test('what the API asks of a network is told in its words', async () => {
  const [job] = await linted(training({ VpcConfig: { Subnets: ['not an id'], SecurityGroupIds: [] } }));
  assert.deepEqual(job && brief(job), ['broken', 'vpc-constraint']);
  assert.match(
    job?.findings[0]?.text ?? '',
    /2 validation errors detected: .*at 'vpcConfig\.securityGroupIds' failed to satisfy/,
  );
  const [half] = await linted(training({ VpcConfig: { SecurityGroupIds: ['sg-1'] } }));
  assert.match(
    half?.findings[0]?.text ?? '',
    /Value null at 'vpcConfig\.subnets' failed to satisfy constraint: Member must not be null/,
  );
});

test('a name that is nearly the flag is told beside the flag that is missing', async () => {
  const [job] = await linted(training({ [FLAG]: undefined, EnableInterContainerEncryption: true }));
  assert.deepEqual(job && brief(job), ['broken', 'request-flag', 'unknown-member']);
  assert.match(job?.findings[0]?.closestMatch ?? '', /^there is EnableInterContainerEncryption, which is no member/);
  const [moved] = await linted({
    ProcessingJobName: 'p',
    ProcessingResources: { ClusterConfig: { InstanceCount: 2 } },
    [FLAG]: true,
  });
  assert.deepEqual(moved?.findings[1]?.fix, [`Write NetworkConfig.${FLAG}.`]);
});

test('without a network its rules are told as not looked at; a job without a VPC has none', async () => {
  const [job] = await linted(training());
  assert.ok(job?.notLookedAt.includes('outbound-rules') && job.notLookedAt.includes('same-vpc'));
  const [none] = await linted(training({ VpcConfig: undefined }));
  assert.deepEqual(none?.notLookedAt, []);
});

test('the job stands where it is defined', async () => {
  const document = {
    HyperParameterTuningJobName: 't',
    TrainingJobDefinitions: [{ DefinitionName: 'a', VpcConfig: VPC }, { DefinitionName: 'b' }],
  };
  assert.deepEqual(
    (await linted(document)).map(({ place }) => place.line),
    [4, 16],
  );
});
