import assert from 'node:assert/strict';
import {
  CreateMonitoringScheduleCommand,
  DescribeAutoMLJobV2Command,
  DescribeProcessingJobCommand,
  type DescribeProcessingJobResponse,
  DescribeTrainingJobCommand,
  ListMonitoringExecutionsCommand,
  ListProcessingJobsCommand,
  ListTrainingJobsCommand,
  SageMakerServiceException,
  StopMonitoringScheduleCommand,
  StopProcessingJobCommand,
  UpdateMonitoringScheduleCommand,
} from '@aws-sdk/client-sagemaker';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { vpcConfigOf } from '../private-vpc.ts';
import { oneLine } from '../refusal.ts';
import { newName, refusalOf } from '../request-jobs.ts';
import { everyHour, inlineDefinition, type OtherSettings, otherJobs, requestOther } from './other-jobs.ts';
import type { ScenarioWorld } from './world.ts';

defineParameterType({
  name: 'otherJob',
  regexp: new RegExp(
    Object.keys(otherJobs)
      .toSorted((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (name: string) => name,
});

const aDay = 86_400;

/** Seconds after which the stub's jobs have their instances, but none has done its work. */
const untilLaunched = 45;

const encryptedIn = (world: ScenarioWorld): OtherSettings => ({
  instances: 2,
  encrypted: true,
  vpc: vpcConfigOf(world.vpc),
});

/** What the descriptions of such a job must have. */
const encryptedNetwork = (world: ScenarioWorld) => ({
  EnableInterContainerTrafficEncryption: true,
  VpcConfig: vpcConfigOf(world.vpc),
});

/** The kind of job that a scenario created. */
const kinds = new WeakMap<ScenarioWorld, string>();

async function create(world: ScenarioWorld, kind: string, settings: Partial<OtherSettings>): Promise<void> {
  kinds.set(world, kind);
  const job = otherJobs[kind] ?? assert.fail(`no such job: ${kind}`);
  world.job = await requestOther(world.account, job, { ...encryptedIn(world), ...settings });
}

/** The flag and network in the description of the job that was created last. */
function described(world: ScenarioWorld, name = world.job.name) {
  const job = otherJobs[kinds.get(world) ?? ''] ?? assert.fail('this scenario created no such job');
  return job.describe(world.account, name);
}

When(
  'an {encryption} {otherJob} is created',
  async function (this: ScenarioWorld, encrypted: boolean | undefined, kind: string) {
    await create(this, kind, { encrypted });
  },
);

When(
  'an {encryption} {otherJob} with {int} instance(s) is created',
  async function (this: ScenarioWorld, encrypted: boolean | undefined, kind: string, instances: number) {
    await create(this, kind, { instances, encrypted });
  },
);

Given('a monitoring schedule that runs every hour, encrypted in the private VPC', async function (this: ScenarioWorld) {
  await create(this, 'monitoring schedule', {});
  assert.equal(this.job.refusal, undefined);
  // Changes of a schedule take a while; only then can there be another.
  await this.account.advance(60);
});

Given(
  'a monitoring schedule that runs a data quality job definition every hour, encrypted in the private VPC',
  async function (this: ScenarioWorld) {
    await create(this, 'data quality job definition', {});
    assert.equal(this.job.refusal, undefined);
    const definition = this.job.name;
    const name = newName('watch');
    this.job = { ...this.job, name };
    await this.account.sagemaker.send(
      new CreateMonitoringScheduleCommand({
        MonitoringScheduleName: name,
        MonitoringScheduleConfig: {
          ScheduleConfig: everyHour,
          MonitoringJobDefinitionName: definition,
          MonitoringType: 'DataQuality',
        },
      }),
    );
  },
);

When('it is updated to be encrypted without a private VPC', async function (this: ScenarioWorld) {
  const settings = { ...encryptedIn(this), vpc: undefined };
  const command = new UpdateMonitoringScheduleCommand({
    MonitoringScheduleName: this.job.name,
    MonitoringScheduleConfig: {
      ScheduleConfig: everyHour,
      MonitoringJobDefinition: inlineDefinition(this.account, settings),
    },
  });
  this.job = { ...this.job, refusal: await refusalOf(this.account.sagemaker.send(command)) };
});

When('{int} hour(s) has/have passed', async function (this: ScenarioWorld, hours: number) {
  await this.account.advance(hours * 3600);
});

When('the schedule is stopped', async function (this: ScenarioWorld) {
  await this.account.sagemaker.send(new StopMonitoringScheduleCommand({ MonitoringScheduleName: this.job.name }));
});

When('the processing job has its instances', async function (this: ScenarioWorld) {
  await this.account.advance(untilLaunched);
});

When('the processing/AutoML job runs its course', async function (this: ScenarioWorld) {
  assert.equal(this.job.refusal, undefined, `the job was refused: ${this.job.refusal?.message}`);
  await this.account.advance(10 * aDay);
});

When('the processing job is stopped', async function (this: ScenarioWorld) {
  await this.account.sagemaker.send(new StopProcessingJobCommand({ ProcessingJobName: this.job.name }));
  assert.equal(await processingStatus(this), 'Stopping');
  await this.account.advance(aDay);
});

const describeProcessing = (world: ScenarioWorld, ProcessingJobName: string | undefined) =>
  world.account.sagemaker.send(new DescribeProcessingJobCommand({ ProcessingJobName }));

async function processingStatus(world: ScenarioWorld) {
  return (await describeProcessing(world, world.job.name)).ProcessingJobStatus;
}

Then('the processing job has completed', async function (this: ScenarioWorld) {
  assert.equal(await processingStatus(this), 'Completed');
});

Then('the processing job has stopped', async function (this: ScenarioWorld) {
  assert.equal(await processingStatus(this), 'Stopped');
});

Then('the AutoML job has completed', async function (this: ScenarioWorld) {
  const command = new DescribeAutoMLJobV2Command({ AutoMLJobName: this.job.name });
  assert.equal((await this.account.sagemaker.send(command)).AutoMLJobStatus, 'Completed');
});

Then('its description says that traffic is encrypted, in the private VPC', async function (this: ScenarioWorld) {
  assert.deepEqual(await described(this), encryptedNetwork(this));
});

Then('its description does not mention encryption', async function (this: ScenarioWorld) {
  assert.equal((await described(this))?.EnableInterContainerTrafficEncryption, undefined);
});

Then('its description has no network configuration', async function (this: ScenarioWorld) {
  assert.equal(await described(this), undefined);
});

Then('the refusal names {word} as the place for the network', function (this: ScenarioWorld, place: string) {
  const message = oneLine(this.job.refusal?.message ?? assert.fail('the job was not refused'));
  assert.ok(message.includes(` in ${place}.VpcConfig,`), message);
});

Then('there is no {otherJob} of that name', async function (this: ScenarioWorld, kind: string) {
  assert.equal(kinds.get(this), kind);
  await assert.rejects(described(this), (error: unknown) => {
    assert.ok(error instanceof SageMakerServiceException && error.$fault === 'client', String(error));
    assert.match(error.message, /there is no|Could not find requested job/);
    return true;
  });
});

/** The jobs that an AutoML job launched: one that looks at the data, and one for each candidate. */
async function launched(world: ScenarioWorld) {
  const { sagemaker } = world.account;
  const [{ ProcessingJobSummaries = [] }, { TrainingJobSummaries = [] }] = await Promise.all([
    sagemaker.send(new ListProcessingJobsCommand({ NameContains: world.job.name })),
    sagemaker.send(new ListTrainingJobsCommand({ NameContains: world.job.name })),
  ]);
  assert.equal(ProcessingJobSummaries.length, 1);
  assert.equal(TrainingJobSummaries.length, 2);
  return {
    processing: await Promise.all(
      ProcessingJobSummaries.map((one) => describeProcessing(world, one.ProcessingJobName)),
    ),
    training: await Promise.all(
      TrainingJobSummaries.map(({ TrainingJobName }) =>
        sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName })),
      ),
    ),
  };
}

Then(
  'its processing job and its training jobs were encrypted, in the private VPC',
  async function (this: ScenarioWorld) {
    const { processing, training } = await launched(this);
    for (const { NetworkConfig } of processing) assert.deepEqual(NetworkConfig, encryptedNetwork(this));
    for (const { EnableInterContainerTrafficEncryption, VpcConfig } of training) {
      assert.deepEqual({ EnableInterContainerTrafficEncryption, VpcConfig }, encryptedNetwork(this));
    }
  },
);

Then('none of its jobs was encrypted', async function (this: ScenarioWorld) {
  const { processing, training } = await launched(this);
  for (const { NetworkConfig } of processing) {
    assert.equal(NetworkConfig?.EnableInterContainerTrafficEncryption, undefined);
  }
  for (const job of training) assert.equal(job.EnableInterContainerTrafficEncryption, false);
});

/** The executions of the schedule, the oldest first. */
async function executions(world: ScenarioWorld) {
  const { MonitoringExecutionSummaries = [] } = await world.account.sagemaker.send(
    new ListMonitoringExecutionsCommand({ MonitoringScheduleName: world.job.name, SortOrder: 'Ascending' }),
  );
  return MonitoringExecutionSummaries;
}

async function processingJobs(world: ScenarioWorld): Promise<DescribeProcessingJobResponse[]> {
  const summaries = await executions(world);
  assert.ok(summaries.length > 0, 'the schedule has not run');
  return Promise.all(
    summaries.map(({ ProcessingJobArn }) => describeProcessing(world, ProcessingJobArn?.split('/').at(-1))),
  );
}

Then('it has run {int} time(s)', async function (this: ScenarioWorld, times: number) {
  assert.equal((await executions(this)).length, times);
});

Then('every execution was encrypted, in the private VPC', async function (this: ScenarioWorld) {
  for (const { NetworkConfig } of await processingJobs(this)) assert.deepEqual(NetworkConfig, encryptedNetwork(this));
});

Then('no execution was encrypted', async function (this: ScenarioWorld) {
  for (const { NetworkConfig } of await processingJobs(this)) {
    assert.equal(NetworkConfig?.EnableInterContainerTrafficEncryption, undefined);
  }
});

Then('the last execution failed because outbound ESP is missing', async function (this: ScenarioWorld) {
  const last = (await executions(this)).at(-1);
  assert.equal(last?.MonitoringExecutionStatus, 'Failed');
  assert.match(oneLine(last.FailureReason ?? ''), /^train-encrypt refuses this job: .*ESP out: missing/);
});
