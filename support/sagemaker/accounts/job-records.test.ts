import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAutoMLJobCommand,
  CreateAutoMLJobV2Command,
  CreateDataQualityJobDefinitionCommand,
  CreateHyperParameterTuningJobCommand,
  CreateMonitoringScheduleCommand,
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  DeleteTrainingJobCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { createInstantClock } from '../life/instant-clock.ts';
import {
  autoML,
  autoMLV2,
  CALLER,
  dataQuality,
  processing,
  schedule,
  testStub,
  training,
  tuning,
  VPC,
} from '../testing/stub.ts';

const DAY = 86_400;
const ENCRYPTED = { EnableInterContainerTrafficEncryption: true };

test('a record has request, verdict, status and every status before it', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateTrainingJobCommand(training('fraud', { VpcConfig: VPC })));
  await stub.clock.advance(DAY);
  const [job, ...others] = await stub.stub.jobs();
  assert.deepEqual(others, []);
  assert.ok(job);
  assert.equal(job.account, CALLER.account);
  assert.deepEqual([job.operation, job.name, job.status], ['CreateTrainingJob', 'fraud', 'Completed']);
  assert.match(job.arn ?? '', /training-job\/fraud$/);
  assert.equal((job.request as { TrainingJobName: string }).TrainingJobName, 'fraud');
  assert.deepEqual(
    job.transitions.map(({ status }) => status),
    ['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
  );
  assert.equal(job.createdAt, '2026-01-02T03:04:05.000Z');
  assert.ok(job.endedAt !== undefined && job.endedAt > job.createdAt);
  assert.equal(job.verdicts.length, 1);
  assert.ok(job.verdicts[0]?.findings.some(({ rule }) => rule === 'private-vpc'));
  JSON.stringify(job);
});

test('a refused request has a record with its verdict, beside the job that took its name', async () => {
  await using stub = testStub();
  await assert.rejects(stub.client.send(new CreateTrainingJobCommand(training('fraud', ENCRYPTED))));
  await stub.client.send(new CreateTrainingJobCommand(training('fraud')));
  const jobs = await stub.stub.jobs(CALLER.account);
  assert.deepEqual(
    jobs.map(({ status, verdicts }) => [status, verdicts.map(({ job }) => job.encrypted)]),
    [
      ['Refused', [true]],
      ['InProgress', [undefined]],
    ],
  );
  assert.ok(jobs[0]?.verdicts[0]?.findings.some(({ refuses }) => refuses));
});

test('tuning jobs, their training jobs and processing jobs have records too', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  await stub.client.send(new CreateProcessingJobCommand(processing('clean')));
  await stub.clock.advance(DAY);
  const jobs = await stub.stub.jobs();
  const of = (operation: string) => jobs.filter((job) => job.operation === operation);
  const [tune] = of('CreateHyperParameterTuningJob');
  assert.deepEqual(
    tune?.transitions.map(({ status }) => status),
    ['InProgress', 'Completed'],
  );
  assert.equal(tune?.verdicts.length, 1);
  const children = of('CreateTrainingJob');
  assert.equal(children.length, 4);
  assert.ok(children.every(({ parent, verdicts }) => parent === tune?.arn && verdicts.length === 0));
  assert.deepEqual(
    of('CreateProcessingJob').map(({ name, status }) => [name, status]),
    [['clean', 'Completed']],
  );
});

test('only the account that is asked for, and what has happened by then on an instant clock', async () => {
  await using stub = testStub({ clock: createInstantClock() });
  const other = stub.clientOf({ account: '210987654321', region: 'us-east-1' });
  await stub.client.send(new CreateTrainingJobCommand(training('ours')));
  await other.send(new CreateTrainingJobCommand(training('theirs')));
  const recorded = async (account?: string) =>
    (await stub.stub.jobs(account)).map(({ name, region, status }) => [name, region, status]);
  assert.deepEqual(await recorded('210987654321'), [['theirs', 'us-east-1', 'Completed']]);
  assert.equal((await recorded()).length, 2);
  assert.deepEqual(await recorded('999999999999'), []);
});

test('a deleted job has no record', async () => {
  await using stub = testStub({ clock: createInstantClock() });
  await stub.client.send(new CreateTrainingJobCommand(training('fraud')));
  await stub.client.send(new DeleteTrainingJobCommand({ TrainingJobName: 'fraud' }));
  assert.deepEqual(await stub.stub.jobs(), []);
});

test('an account that is reset has nothing in it, holds nothing in EC2, and begins again', async () => {
  await using stub = testStub();
  stub.stub.setRules(CALLER.account, { mode: 'observed' });
  await stub.client.send(new CreateTrainingJobCommand(training('fraud', { VpcConfig: VPC })));
  await stub.clock.advance(40);
  assert.notEqual(stub.ec2.interfaces.size, 0);
  await stub.stub.reset('999999999999');
  assert.equal((await stub.stub.jobs()).length, 1, 'another account is none of its business');
  await stub.stub.reset(CALLER.account);
  assert.equal(stub.ec2.interfaces.size, 0);
  assert.deepEqual(await stub.stub.jobs(), []);
  assert.deepEqual(stub.stub.verdicts(CALLER), []);
  assert.deepEqual((await stub.client.send(new ListTrainingJobsCommand({}))).TrainingJobSummaries, []);
  await assert.rejects(
    stub.client.send(new CreateTrainingJobCommand(training('fraud', ENCRYPTED))),
    { name: 'ValidationException' },
    'the rules are those of everybody again',
  );
  await stub.client.send(new CreateTrainingJobCommand(training('fraud')));
  assert.equal(stub.stub.verdicts(CALLER).length, 2);
  await stub.stub.reset();
  assert.deepEqual(await stub.stub.jobs(), []);
});

test('AutoML jobs, job definitions and schedules have records too, and their jobs name them', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateAutoMLJobCommand(autoML('auto')));
  await stub.client.send(new CreateAutoMLJobV2Command(autoMLV2('auto2')));
  await stub.client.send(new CreateDataQualityJobDefinitionCommand(dataQuality('quality')));
  await stub.client.send(new CreateMonitoringScheduleCommand(schedule('a schedule'.replace(' ', '-'))));
  await stub.clock.advance(2 * DAY);
  const jobs = await stub.stub.jobs();
  const of = (operation: string) => jobs.filter((job) => job.operation === operation);
  for (const [operation, name, status] of [
    ['CreateAutoMLJob', 'auto', 'Completed'],
    ['CreateAutoMLJobV2', 'auto2', 'Completed'],
    ['CreateDataQualityJobDefinition', 'quality', 'Defined'],
    ['CreateMonitoringSchedule', 'a-schedule', 'Scheduled'],
  ] as const) {
    const [job, ...others] = of(operation);
    assert.deepEqual([job?.name, job?.status, others.length], [name, status, 0], operation);
    assert.equal(job?.verdicts.length, 1, operation);
    assert.equal(typeof job?.request, 'object', operation);
  }
  const arns = jobs.map(({ arn }) => arn);
  const launched = [...of('CreateTrainingJob'), ...of('CreateProcessingJob')];
  assert.ok(launched.length > 2);
  assert.ok(launched.every(({ parent }) => arns.includes(parent)));
});
