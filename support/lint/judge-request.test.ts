import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markOf } from '../findings/answer.ts';
import { FLAGGED_OPERATIONS } from '../sagemaker/request-facts.ts';
import { attemptOf } from '../wrappers/testing/attempts.ts';
import { flagPaths, put, rightRequest, take, vpcPaths } from '../wrappers/testing/requests.ts';
import { ALL_OPEN, brief, linted, machine, training, VPC } from './testing/lint.ts';

const FLAG = 'EnableInterContainerTrafficEncryption';
const { given } = attemptOf();

for (const operation of FLAGGED_OPERATIONS) {
  const named = (request: object) => ({ operation, request });

  test(`${operation}: right, without flag, without VPC`, async () => {
    const right = rightRequest(operation, given);
    for (const job of await linted(named(right), ALL_OPEN)) {
      assert.deepEqual([job.answered.answer, job.findings], ['encrypted', []]);
    }
    for (const job of await linted(named(right))) assert.deepEqual(brief(job), ['not shown', 'not-shown']);

    for (const [index, path] of flagPaths(operation).entries()) {
      const lost = structuredClone(right);
      take(lost, path);
      const job = (await linted(named(lost)))[index];
      // On how many instances AutoML trains is the service's choice, and it can be several.
      assert.deepEqual([job?.answered.answer, job?.findings[0]?.id], ['unencrypted', 'request-flag']);
      assert.deepEqual([job?.findings[0]?.outcome, job?.findings[0]?.member], ['broken', path]);
      put(lost, path, false);
      assert.equal((await linted(named(lost)))[index]?.answered.answer, 'unencrypted');
    }
    for (const [index, path] of vpcPaths(operation).entries()) {
      const lost = structuredClone(right);
      take(lost, path);
      assert.deepEqual(brief((await linted(named(lost)))[index] as never), ['blocked', 'vpc-required']);
      const observed = (await linted(named(lost), undefined, 'observed'))[index];
      assert.deepEqual([observed?.answered.answer, observed?.findings[0]?.outcome], ['blocked', 'broken']);
    }
  });

  test(`${operation}: flag, network or all of it unknown`, async () => {
    for (const [index, path] of [...flagPaths(operation), ...vpcPaths(operation)].entries()) {
      const open = rightRequest(operation, given);
      // What is still empty is to be filled in.
      put(open, path, '');
      const job = (await linted(named(open), ALL_OPEN))[index % flagPaths(operation).length];
      assert.deepEqual(brief(job as never), ['not shown', 'not-shown'], path);
      assert.equal(job?.findings[0]?.outcome, 'advice');
    }
    const whole = { operation, request: { ...rightRequest(operation, given) }, ...{ input: undefined } };
    assert.equal((await linted(whole)).length, flagPaths(operation).length);
  });
}

test('one instance needs no flag, and no network', async () => {
  const alone = training({ [FLAG]: undefined, VpcConfig: undefined, ResourceConfig: { InstanceCount: 1 } });
  assert.deepEqual((await linted(alone)).map(brief), [['single instance']]);
  const encrypted = training({ ResourceConfig: { InstanceCount: 1 } });
  assert.deepEqual((await linted(encrypted)).map(brief), [['single instance']], 'its rules decide nothing');
});

test('one instance with the flag false is harmless, and that is reported', async () => {
  const [job] = await linted(training({ [FLAG]: false, ResourceConfig: { InstanceCount: 1 } }));
  assert.deepEqual(job && brief(job), ['single instance', 'single-instance']);
  assert.match(job?.findings[0]?.text ?? '', /is false, which is harmless: with one instance there is no traffic/);
});

test('a heterogeneous cluster is the sum of its groups', async () => {
  const InstanceGroups = ['a', 'b'].map((InstanceGroupName) => ({
    InstanceGroupName,
    InstanceCount: 1,
    InstanceType: 'ml.m5.large',
  }));
  const [job] = await linted(training({ [FLAG]: false, ResourceConfig: { InstanceGroups } }));
  assert.deepEqual([job?.job.instances, job?.answered.answer], [2, 'unencrypted']);
});

test('a count that is unknown is not shown, unless part of it is enough', async () => {
  const count = (ResourceConfig: object, more: object = {}) =>
    linted(machine({ Parameters: training({ ResourceConfig, ...more }) }), ALL_OPEN).then((jobs) => jobs.map(brief));
  const open = { 'InstanceCount.$': '$.n', InstanceType: 'ml.m5.large' };
  assert.deepEqual(await count(open), [['not shown', 'not-shown']]);
  assert.deepEqual(await count(open, { [FLAG]: undefined }), [['not shown', 'not-shown']]);
  const groups = { InstanceGroups: [{ InstanceCount: 2 }, { 'InstanceCount.$': '$.n' }] };
  assert.deepEqual(await count(groups, { [FLAG]: undefined }), [['unencrypted', 'request-flag']]);
  assert.deepEqual(await count(groups), [['encrypted']]);
  const one = { InstanceGroups: [{ InstanceCount: 1 }, { InstanceType: 'ml.m5.large' }] };
  assert.deepEqual(await count(one, { [FLAG]: undefined }), [['not shown', 'not-shown']], 'a group without a count');
  const processing = {
    Resource: 'arn:aws:states:::sagemaker:createProcessingJob',
    Parameters: { ProcessingResources: { ClusterConfig: open } },
  };
  assert.deepEqual((await linted(machine(processing))).map(brief), [['not shown', 'not-shown']]);
});

test('a request without the member that gives its instances is not shown', async () => {
  const [job] = await linted(training({ ResourceConfig: undefined, [FLAG]: undefined }));
  assert.deepEqual(job && brief(job), ['not shown', 'not-shown']);
  assert.match(
    job?.findings[0]?.text ?? '',
    /^Unknown: instances: the request has no ResourceConfig\. EnableInter.*so the traffic/,
  );
  const [processing] = await linted({ operation: 'CreateProcessingJob', request: { ProcessingJobName: 'p' } });
  assert.match(processing?.findings[0]?.text ?? '', /the request has no ProcessingResources/);
  const [empty] = await linted(training({ ResourceConfig: { InstanceType: 'ml.m5.large' } }));
  assert.match(empty?.findings[0]?.text ?? '', /ResourceConfig gives no number of instances/);
});

test('a count given as text is a count, and text that is no number is unknown', async () => {
  const count = (InstanceCount: unknown) =>
    linted(training({ ResourceConfig: { InstanceCount }, [FLAG]: undefined })).then(([job]) => job && brief(job));
  assert.deepEqual(await count('2'), ['unencrypted', 'request-flag']);
  assert.deepEqual(await count('1'), ['single instance']);
  for (const text of ['two', '2.5', 2.5, 2 ** 31, '99999999999', `\${count}`, '0x2']) {
    assert.deepEqual(await count(text), ['not shown', 'not-shown'], String(text));
  }
});

test('a count that the API refuses is refused, and no tick', async () => {
  const [job] = await linted(training({ ResourceConfig: { InstanceCount: -1 } }));
  assert.deepEqual(job && brief(job), ['refused', 'count-constraint']);
  assert.equal(job && markOf(job.answered), '✗');
  assert.deepEqual((await linted(training({ ResourceConfig: { InstanceCount: 0 } }))).map(brief), [
    ['not shown', 'not-shown'],
  ]);
});

test('a CloudTrail event with an error was refused: nothing runs', async () => {
  const event = {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateTrainingJob',
    errorCode: 'AccessDenied',
    requestParameters: training({ [FLAG]: undefined }),
  };
  const [job] = await linted(event);
  assert.deepEqual(job && brief(job), ['refused']);
  assert.deepEqual(job && [markOf(job.answered), job.answered.because], [
    '✓',
    ['It was answered with AccessDenied, so nothing runs'],
  ]);
  assert.deepEqual((await linted({ ...event, errorCode: undefined })).map(brief), [['unencrypted', 'request-flag']]);
});

test('a list of summaries does not show what jobs asked for', async () => {
  const summary = {
    TrainingJobName: 'a',
    TrainingJobArn: 'arn',
    CreationTime: '2026-01-01',
    TrainingJobStatus: 'Completed',
  };
  for (const document of [{ TrainingJobSummaries: [summary] }, [summary]]) {
    const [job] = await linted(document);
    assert.deepEqual(job && brief(job), ['not shown', 'not-shown']);
    assert.match(job?.findings[0]?.text ?? '', /is a summary: describe the job/);
  }
  const described = { ...summary, ...training({ ResourceConfig: { InstanceCount: 1 } }) };
  assert.deepEqual((await linted(described)).map(brief), [['single instance']], 'a description has it');
});

test('a definition of jobs that is not there as a whole is a job all the same', async () => {
  const tuning = {
    Resource: 'arn:aws:states:::sagemaker:createHyperParameterTuningJob',
    Parameters: { 'TrainingJobDefinition.$': '$.d' },
  };
  const [job] = await linted(machine(tuning));
  assert.deepEqual(
    [job && brief(job), job?.job.flagPath],
    [['not shown', 'not-shown'], `TrainingJobDefinition.${FLAG}`],
  );
  assert.deepEqual((await linted(machine({}))).map(brief), [['not shown', 'not-shown']]);
});

test('a schedule that names a definition asks for no job itself', async () => {
  assert.deepEqual(await linted({ MonitoringScheduleConfig: { MonitoringJobDefinitionName: 'd' } }), []);
});

test('a flag that is no boolean is refused, and is not called forgotten', async () => {
  const [job] = await linted(training({ [FLAG]: 'true' }));
  assert.deepEqual(job && brief(job), ['refused', 'member-misfit']);
  assert.equal(
    job?.findings[0]?.text,
    `${FLAG} of fraud-7 is the string "true", not true or false, so the API does not take it.`,
  );
  assert.deepEqual((await linted(training({ VpcConfig: [] }))).map(brief), [['blocked', 'member-misfit']]);
  // What has nothing to do with either is not lint's subject.
  assert.deepEqual((await linted(training({ Tags: 'x' }), ALL_OPEN)).map(brief), [['encrypted']]);
});

test('what the API asks of a network is reported in its words', async () => {
  const [job] = await linted(training({ VpcConfig: { Subnets: ['not an id'], SecurityGroupIds: [] } }));
  assert.deepEqual(job && brief(job), ['blocked', 'vpc-constraint']);
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

test('a name that is nearly the flag is reported beside the flag that is missing', async () => {
  const [job] = await linted(training({ [FLAG]: undefined, EnableInterContainerEncryption: true }));
  assert.deepEqual(job && brief(job), ['unencrypted', 'request-flag', 'unknown-member']);
  assert.match(job?.findings[0]?.closestMatch ?? '', /^there is EnableInterContainerEncryption, which is no member/);
  const [moved] = await linted({
    ProcessingJobName: 'p',
    ProcessingResources: { ClusterConfig: { InstanceCount: 2 } },
    [FLAG]: true,
  });
  assert.deepEqual(moved?.findings[1]?.fix, [`Write NetworkConfig.${FLAG}.`]);
});

test('without a network its rules are reported as not looked at; a job without a VPC has none', async () => {
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
