import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateDataQualityJobDefinitionCommand,
  CreateMonitoringScheduleCommand,
  DeleteMonitoringScheduleCommand,
  DescribeMonitoringScheduleCommand,
  ListTagsCommand,
  type MonitoringScheduleConfig,
  StartMonitoringScheduleCommand,
  StopMonitoringScheduleCommand,
  UpdateMonitoringScheduleCommand,
} from '@aws-sdk/client-sagemaker';
import { CALLER, dataQuality, EPOCH, refused, schedule, testStub, VPC } from '../testing/stub.ts';

const create = (...args: Parameters<typeof schedule>) => new CreateMonitoringScheduleCommand(schedule(...args));

const NAMED = { MonitoringScheduleName: 'watch' };
const FLAG = { EnableInterContainerTrafficEncryption: true };
const ENCRYPTED = { NetworkConfig: { ...FLAG, VpcConfig: VPC } };
const AT = 'MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig';

test('answers the ARN, and describes what was asked for', async () => {
  await using stub = testStub();
  const request = schedule('Watch', ENCRYPTED);
  const Tags = [{ Key: 'team', Value: 'fraud' }];
  const { MonitoringScheduleArn } = await stub.client.send(new CreateMonitoringScheduleCommand({ ...request, Tags }));
  assert.equal(MonitoringScheduleArn, 'arn:aws:sagemaker:eu-central-1:123456789012:monitoring-schedule/watch');
  assert.deepEqual((await stub.client.send(new ListTagsCommand({ ResourceArn: MonitoringScheduleArn }))).Tags, Tags);
  const { $metadata, ...described } = await stub.client.send(
    new DescribeMonitoringScheduleCommand({ MonitoringScheduleName: 'Watch' }),
  );
  assert.equal($metadata.httpStatusCode, 200);
  assert.deepEqual(described, {
    ...request,
    MonitoringScheduleArn,
    MonitoringScheduleStatus: 'Pending',
    CreationTime: new Date(EPOCH),
    LastModifiedTime: new Date(EPOCH),
    EndpointName: 'scores',
  });
});

test('a schedule without NetworkConfig is described without it', async () => {
  await using stub = testStub();
  await stub.client.send(create('watch'));
  const { MonitoringScheduleConfig } = await stub.client.send(new DescribeMonitoringScheduleCommand(NAMED));
  assert.ok(MonitoringScheduleConfig?.MonitoringJobDefinition);
  assert.ok(!('NetworkConfig' in MonitoringScheduleConfig.MonitoringJobDefinition));
});

test('a name can be taken once, also by many at once', async () => {
  await using stub = testStub();
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, () => stub.client.send(create('watch', ENCRYPTED))),
  );
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
  await refused(
    stub.client.send(create('watch')),
    'ResourceInUse',
    'train-encrypt: there is a monitoring schedule of this name: ' +
      'arn:aws:sagemaker:eu-central-1:123456789012:monitoring-schedule/watch',
  );
});

test('encryption without a private VPC is refused when it is created and when it is updated', async () => {
  await using stub = testStub();
  const text = new RegExp(
    `^train-encrypt refuses this job: watch requests encryption .* in ${AT}.VpcConfig, or leave ${AT}.Enable`,
  );
  const wrong = schedule('watch', { NetworkConfig: FLAG });
  await refused(stub.client.send(new CreateMonitoringScheduleCommand(wrong)), 'ValidationException', text);
  await stub.client.send(create('watch', ENCRYPTED));
  await stub.clock.advance(10);
  const { MonitoringScheduleConfig } = wrong;
  const update = new UpdateMonitoringScheduleCommand({ ...NAMED, MonitoringScheduleConfig });
  await refused(stub.client.send(update), 'ValidationException', text);
  const { MonitoringScheduleStatus } = await stub.client.send(new DescribeMonitoringScheduleCommand(NAMED));
  assert.equal(MonitoringScheduleStatus, 'Scheduled', 'and nothing has changed');
  assert.deepEqual(
    stub.stub.verdicts(CALLER).map(({ job, refusals }) => [job.operation, job.instances, refusals.length]),
    [
      ['CreateMonitoringSchedule', 2, 1],
      ['CreateMonitoringSchedule', 2, 0],
      ['UpdateMonitoringSchedule', 2, 1],
    ],
  );
});

test('what the group lets pass counts for several instances, not for one', async () => {
  await using stub = testStub();
  stub.ec2.egress = [];
  await refused(stub.client.send(create('watch', ENCRYPTED)), 'ValidationException', /ESP out: missing/);
  const ClusterConfig = { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 } as const;
  await stub.client.send(create('watch', { ...ENCRYPTED, MonitoringResources: { ClusterConfig } }));
});

test('a definition is judged when it is created, not again with the schedule that names it', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateDataQualityJobDefinitionCommand(dataQuality('quality', ENCRYPTED)));
  const MonitoringScheduleConfig = { MonitoringJobDefinitionName: 'quality', MonitoringType: 'DataQuality' } as const;
  await stub.client.send(new CreateMonitoringScheduleCommand({ ...NAMED, MonitoringScheduleConfig }));
  assert.equal(stub.stub.verdicts(CALLER).length, 1);
});

const { MonitoringScheduleConfig: inline } = schedule('watch');
const long = (MaxRuntimeInSeconds: number) => schedule('watch', { StoppingCondition: { MaxRuntimeInSeconds } });

const MISFITS: readonly [string, MonitoringScheduleConfig, string, string?][] = [
  [
    'neither a definition nor the name of one',
    {},
    'MonitoringScheduleConfig gives neither MonitoringJobDefinition nor MonitoringJobDefinitionName; give one of them.',
  ],
  [
    'a definition and the name of one',
    { ...inline, MonitoringJobDefinitionName: 'quality' },
    'MonitoringScheduleConfig gives both MonitoringJobDefinition and MonitoringJobDefinitionName; give one of them.',
  ],
  [
    'a name without a type',
    { MonitoringJobDefinitionName: 'quality' },
    'MonitoringScheduleConfig gives MonitoringJobDefinitionName but no MonitoringType; say of which type it is.',
  ],
  [
    'a definition that does not exist',
    { MonitoringJobDefinitionName: 'quality', MonitoringType: 'ModelBias' },
    'there is no model bias job definition quality.',
    'ResourceNotFound',
  ],
  [
    'an expression that is not documented',
    { ...inline, ScheduleConfig: { ScheduleExpression: 'rate(1 hour)' } },
    "ScheduleExpression 'rate(1 hour)' is not a documented form: 'cron(0 * ? * * *)', 'cron(0 17 ? * * *)', " +
      "'cron(0 17/12 ? * * *)' and 'NOW' are the documented forms.",
  ],
  [
    'a run now without a window',
    { ...inline, ScheduleConfig: { ScheduleExpression: 'NOW', DataAnalysisStartTime: '-PT1H' } },
    "ScheduleExpression 'NOW' needs DataAnalysisStartTime and DataAnalysisEndTime beside it.",
  ],
  [
    'executions that run into one another',
    long(3601).MonitoringScheduleConfig ?? {},
    'MaxRuntimeInSeconds 3601 is longer than what this schedule leaves an execution, 3600 seconds.',
  ],
  [
    'executions of a model’s quality every hour that run for more than half of it',
    { ...long(1801).MonitoringScheduleConfig, MonitoringType: 'ModelQuality' },
    'MaxRuntimeInSeconds 1801 is longer than what this schedule leaves an execution, 1800 seconds.',
  ],
];

for (const [what, MonitoringScheduleConfig, text, code = 'ValidationException'] of MISFITS) {
  test(`refuses ${what}, also as an update`, async () => {
    await using stub = testStub();
    const request = { ...NAMED, MonitoringScheduleConfig };
    await refused(stub.client.send(new CreateMonitoringScheduleCommand(request)), code, `train-encrypt: ${text}`);
    await stub.client.send(create('watch'));
    await stub.clock.advance(10);
    await refused(stub.client.send(new UpdateMonitoringScheduleCommand(request)), code, `train-encrypt: ${text}`);
  });
}

test('executions may run as long as there is between them', async () => {
  await using stub = testStub();
  await stub.client.send(create('hour', { StoppingCondition: { MaxRuntimeInSeconds: 3600 } }));
  const stopping = { StoppingCondition: { MaxRuntimeInSeconds: 43_200 } };
  await stub.client.send(create('half-day', stopping, 'cron(0 0/12 ? * * *)'));
});

const CHANGES = [
  ['update', new UpdateMonitoringScheduleCommand(schedule('watch'))],
  ['start', new StartMonitoringScheduleCommand(NAMED)],
  ['stop', new StopMonitoringScheduleCommand(NAMED)],
  ['delete', new DeleteMonitoringScheduleCommand(NAMED)],
] as const;

for (const [what, command] of CHANGES) {
  test(`there is nothing to ${what} where there is no schedule, and it waits while one is pending`, async () => {
    await using stub = testStub();
    const send = () => stub.client.send(command as StartMonitoringScheduleCommand);
    await refused(send(), 'ResourceNotFound', 'train-encrypt: there is no monitoring schedule watch.');
    await stub.client.send(create('watch'));
    await refused(
      send(),
      'ValidationException',
      'train-encrypt: monitoring schedule watch is in status Pending; it can be changed once that is over.',
    );
    await stub.clock.advance(10);
    await send();
  });
}

test('a deleted schedule is gone, and its name is free', async () => {
  await using stub = testStub();
  const { MonitoringScheduleArn: ResourceArn } = await stub.client.send(create('watch'));
  await stub.clock.advance(10);
  await stub.client.send(new DeleteMonitoringScheduleCommand(NAMED));
  await refused(
    stub.client.send(new DescribeMonitoringScheduleCommand(NAMED)),
    'ResourceNotFound',
    'train-encrypt: there is no monitoring schedule watch.',
  );
  await refused(stub.client.send(new ListTagsCommand({ ResourceArn })), 'ValidationException', /there is no resource/);
  await stub.client.send(create('watch'));
});
