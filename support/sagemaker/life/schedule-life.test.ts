import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import {
  CreateDataQualityJobDefinitionCommand,
  CreateMonitoringScheduleCommand,
  DeleteDataQualityJobDefinitionCommand,
  DeleteMonitoringScheduleCommand,
  DescribeMonitoringScheduleCommand,
  DescribeProcessingJobCommand,
  ListMonitoringExecutionsCommand,
  paginateListMonitoringExecutions,
  paginateListProcessingJobs,
  StartMonitoringScheduleCommand,
  StopMonitoringScheduleCommand,
  StopProcessingJobCommand,
  UpdateMonitoringScheduleCommand,
} from '@aws-sdk/client-sagemaker';
import { ec2Error } from '../testing/fake-ec2.ts';
import { CALLER, dataQuality, EPOCH, schedule, type TestStub, testStub, VPC } from '../testing/stub.ts';
import { createInstantClock } from './instant-clock.ts';
import { createScaledClock } from './scaled-clock.ts';

const NAMED = { MonitoringScheduleName: 'watch' };
const ENCRYPTED = { NetworkConfig: { EnableInterContainerTrafficEncryption: true, VpcConfig: VPC } };

async function launch(stub: TestStub, ...args: [Parameters<typeof schedule>[1]?, string?]): Promise<void> {
  await stub.client.send(new CreateMonitoringScheduleCommand(schedule('watch', ...args)));
}

const describe = (stub: TestStub) => stub.client.send(new DescribeMonitoringScheduleCommand(NAMED));

async function executions(stub: TestStub) {
  const answer = await stub.client.send(new ListMonitoringExecutionsCommand({ ...NAMED, MaxResults: 100 }));
  return (answer.MonitoringExecutionSummaries ?? []).toReversed();
}

/** The times of executions, as hours and minutes UTC; the clock begins at 03:04. */
const times = async (stub: TestStub) =>
  (await executions(stub)).map(({ ScheduledTime }) => ScheduledTime?.toISOString().slice(11, 16));

const seconds = (time: Date | undefined) => time && (time.getTime() - EPOCH) / 1000;

test('a schedule is pending for a while, and then runs every full hour', async () => {
  await using stub = testStub();
  await launch(stub);
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Pending');
  await stub.clock.advance(10);
  const { MonitoringScheduleStatus, LastModifiedTime, CreationTime } = await describe(stub);
  assert.deepEqual([MonitoringScheduleStatus, seconds(CreationTime), seconds(LastModifiedTime)], ['Scheduled', 0, 10]);
  assert.deepEqual(await times(stub), []);
  await stub.clock.advance(3 * 3600);
  assert.deepEqual(await times(stub), ['04:00', '05:00', '06:00']);
});

test('a schedule that runs now runs once', async () => {
  await using stub = testStub();
  await launch(stub, {}, 'NOW');
  await stub.clock.advance(2 * 86_400);
  assert.deepEqual(await times(stub), ['03:04']);
});

test('a schedule without an expression runs every day at the same hour', async () => {
  await using stub = testStub();
  const request = schedule('watch');
  await stub.client.send(
    new CreateMonitoringScheduleCommand({
      ...request,
      MonitoringScheduleConfig: { ...request.MonitoringScheduleConfig, ScheduleConfig: undefined },
    }),
  );
  await stub.clock.advance(3 * 86_400);
  const seen = await times(stub);
  assert.equal(seen.length, 3);
  assert.equal(new Set(seen).size, 1);
  assert.match(seen[0] ?? '', /:00$/);
});

test('each execution is a processing job that inherits flag, network, instances and all', async () => {
  await using stub = testStub();
  await launch(stub, {
    ...ENCRYPTED,
    Environment: { threshold: '3' },
    StoppingCondition: { MaxRuntimeInSeconds: 1800 },
    MonitoringInputs: [
      {
        BatchTransformInput: {
          DataCapturedDestinationS3Uri: 's3://bucket/captured',
          DatasetFormat: { Csv: {} },
          LocalPath: '/opt/ml/processing/input',
        },
      },
    ],
  });
  await stub.clock.advance(3600);
  assert.equal(stub.ec2.interfaces.size, 2);
  const { MonitoringScheduleArn, LastMonitoringExecutionSummary: last } = await describe(stub);
  const name = last?.ProcessingJobArn?.split('/')[1];
  assert.match(name ?? '', /^model-monitoring-202601020400-[0-9a-f]{8}$/);
  const job = await stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName: name }));
  assert.deepEqual(job.NetworkConfig, ENCRYPTED.NetworkConfig);
  assert.deepEqual(job.ProcessingResources?.ClusterConfig, {
    InstanceType: 'ml.m5.xlarge',
    InstanceCount: 2,
    VolumeSizeInGB: 30,
  });
  assert.deepEqual(job.Environment, { threshold: '3' });
  assert.deepEqual(job.StoppingCondition, { MaxRuntimeInSeconds: 1800 });
  assert.equal(job.AppSpecification?.ImageUri, 'registry.invalid/monitor:1');
  assert.deepEqual(
    job.ProcessingInputs?.map(({ S3Input }) => S3Input?.S3Uri),
    ['s3://bucket/captured'],
  );
  assert.deepEqual(job.ProcessingOutputConfig?.Outputs, [
    {
      OutputName: 'result',
      S3Output: {
        S3Uri: 's3://bucket/reports',
        LocalPath: '/opt/ml/processing/output',
        S3UploadMode: 'Continuous',
      },
    },
  ]);
  assert.equal(job.MonitoringScheduleArn, MonitoringScheduleArn);
  assert.deepEqual(
    [last?.MonitoringExecutionStatus, last?.MonitoringScheduleName, last?.EndpointName],
    ['InProgress', 'watch', undefined],
  );
});

test('an execution has the status of its job, and says when there were violations', async () => {
  await using stub = testStub();
  const Environment = { TRAIN_ENCRYPT_EXIT_MESSAGE: 'CompletedWithViolations: 3 violations.' };
  const one = schedule('one', { Environment }, 'NOW');
  await stub.client.send(new CreateMonitoringScheduleCommand(one));
  await launch(stub, {}, 'NOW');
  await stub.client.send(new CreateMonitoringScheduleCommand(schedule('stopped', {}, 'NOW')));
  await stub.clock.advance(10);
  const stopped = await stub.client.send(new ListMonitoringExecutionsCommand({ MonitoringScheduleName: 'stopped' }));
  const arn = stopped.MonitoringExecutionSummaries?.[0]?.ProcessingJobArn ?? '';
  await stub.client.send(new StopProcessingJobCommand({ ProcessingJobName: arn.split('/')[1] }));
  const statuses = async () => {
    const { MonitoringExecutionSummaries = [] } = await stub.client.send(new ListMonitoringExecutionsCommand());
    return Object.fromEntries(
      MonitoringExecutionSummaries.map((one) => [one.MonitoringScheduleName, one.MonitoringExecutionStatus]),
    );
  };
  assert.deepEqual(await statuses(), { one: 'InProgress', watch: 'InProgress', stopped: 'Stopping' });
  await stub.clock.advance(3600);
  assert.deepEqual(await statuses(), { one: 'CompletedWithViolations', watch: 'Completed', stopped: 'Stopped' });
});

test('a stopped schedule does not run, and runs on when it is started', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(3600);
  await stub.client.send(new StopMonitoringScheduleCommand(NAMED));
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Pending');
  await stub.clock.advance(2 * 3600);
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Stopped');
  assert.deepEqual(await times(stub), ['04:00']);
  await stub.client.send(new StopMonitoringScheduleCommand(NAMED));
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Stopped', 'and stays so');
  await stub.client.send(new StartMonitoringScheduleCommand(NAMED));
  await stub.clock.advance(3600);
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Scheduled');
  await stub.client.send(new StartMonitoringScheduleCommand(NAMED));
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Scheduled', 'and stays so');
  assert.deepEqual(await times(stub), ['04:00', '07:00']);
});

test('an update is what runs from then on; a stopped schedule stays stopped', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(3600);
  const { MonitoringScheduleConfig } = schedule('watch', ENCRYPTED, 'cron(0 6 ? * * *)');
  await stub.client.send(new UpdateMonitoringScheduleCommand({ ...NAMED, MonitoringScheduleConfig }));
  await stub.clock.advance(3 * 3600);
  assert.deepEqual(await times(stub), ['04:00', '06:00']);
  const jobs = await Promise.all(
    (await executions(stub)).map(({ ProcessingJobArn = '' }) =>
      stub.client.send(new DescribeProcessingJobCommand({ ProcessingJobName: ProcessingJobArn.split('/')[1] })),
    ),
  );
  assert.deepEqual(
    jobs.map(({ NetworkConfig }) => NetworkConfig),
    [undefined, ENCRYPTED.NetworkConfig],
  );
  await stub.client.send(new StopMonitoringScheduleCommand(NAMED));
  await stub.clock.advance(10);
  await stub.client.send(new UpdateMonitoringScheduleCommand({ ...NAMED, MonitoringScheduleConfig }));
  await stub.clock.advance(2 * 86_400);
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Stopped');
  assert.equal((await times(stub)).length, 2);
});

test('a deleted schedule runs no more, and leaves its executions', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(3600);
  await stub.client.send(new DeleteMonitoringScheduleCommand(NAMED));
  await stub.clock.advance(2 * 3600);
  assert.deepEqual(
    (await executions(stub)).map(({ MonitoringExecutionStatus }) => MonitoringExecutionStatus),
    ['Completed'],
  );
});

test('a network that has been broken since fails the execution where the documentation is enforced', async () => {
  await using stub = testStub();
  await launch(stub, ENCRYPTED);
  stub.ec2.egress = [];
  await stub.clock.advance(3600);
  const [execution] = await executions(stub);
  assert.equal(execution?.MonitoringExecutionStatus, 'Failed');
  assert.equal(execution?.ProcessingJobArn, undefined);
  assert.match(
    execution?.FailureReason?.replaceAll(/\s+/g, ' ') ?? '',
    /^train-encrypt refuses this job: .*UDP 500 out: missing/,
  );
  assert.equal(stub.stub.verdicts(CALLER).length, 1, 'only a requested job has a verdict');
  stub.stub.setRules(CALLER.account, { mode: 'observed' });
  await stub.clock.advance(3600);
  assert.equal((await executions(stub))[1]?.MonitoringExecutionStatus, 'InProgress', 'as observed it stalls');
});

test('an execution fails while EC2 does not answer', async () => {
  await using stub = testStub();
  await launch(stub, ENCRYPTED, 'NOW');
  stub.ec2.before = () => {
    throw ec2Error('InternalError');
  };
  await stub.clock.advance(3600);
  const [execution] = await executions(stub);
  assert.equal(execution?.MonitoringExecutionStatus, 'Failed');
  assert.match(execution?.FailureReason ?? '', /^train-encrypt: the network of model-monitoring-\S+ could not be read/);
});

test('an execution fails once the definition that the schedule names is gone', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateDataQualityJobDefinitionCommand(dataQuality('quality', ENCRYPTED)));
  await stub.client.send(
    new CreateMonitoringScheduleCommand({
      ...NAMED,
      MonitoringScheduleConfig: {
        ScheduleConfig: { ScheduleExpression: 'cron(0 * ? * * *)' },
        MonitoringJobDefinitionName: 'quality',
        MonitoringType: 'DataQuality',
      },
    }),
  );
  await stub.clock.advance(3600);
  assert.equal(stub.ec2.interfaces.size, 2, 'its network is that of the definition');
  assert.equal((await describe(stub)).EndpointName, 'scores');
  await stub.client.send(new DeleteDataQualityJobDefinitionCommand({ JobDefinitionName: 'quality' }));
  await stub.clock.advance(3600);
  assert.deepEqual(
    (await executions(stub)).map((one) => [one.MonitoringExecutionStatus, one.FailureReason, one.EndpointName]),
    [
      ['Completed', undefined, 'scores'],
      ['Failed', 'train-encrypt: there is no data quality job definition quality any more.', undefined],
    ],
  );
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Scheduled');
});

test('under an instant clock a description waits for the first execution', async () => {
  await using stub = testStub({ clock: createInstantClock() });
  await launch(stub);
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Scheduled');
  assert.deepEqual(
    (await executions(stub)).map(({ MonitoringExecutionStatus }) => MonitoringExecutionStatus),
    ['Completed'],
  );
});

// At real speed three executions would take three hours.
test('under a fast clock a schedule runs on and on, and others come to their turn', { timeout: 30_000 }, async () => {
  await using stub = testStub({ clock: createScaledClock(1e9) });
  await launch(stub);
  while ((await executions(stub)).length < 3) await setImmediate();
  assert.equal((await describe(stub)).MonitoringScheduleStatus, 'Scheduled');
});

test('the newest thousand executions are kept, with their processing jobs', async () => {
  await using stub = testStub();
  await launch(stub);
  await stub.clock.advance(1010 * 3600);
  const config = { client: stub.client, pageSize: 100 };
  const scheduled: (number | undefined)[] = [];
  for await (const page of paginateListMonitoringExecutions(config, {})) {
    scheduled.push(...(page.MonitoringExecutionSummaries ?? []).map(({ ScheduledTime }) => ScheduledTime?.getTime()));
  }
  const last = Date.parse('2026-01-02T03:00:00Z') + 1010 * 3_600_000;
  assert.equal(scheduled[0], last);
  assert.equal(scheduled.at(-1), last - 1000 * 3_600_000, 'a thousand that have ended, and the one that runs');
  let jobs = 0;
  for await (const page of paginateListProcessingJobs(config, {})) jobs += page.ProcessingJobSummaries?.length ?? 0;
  assert.equal(jobs, scheduled.length);
});
