import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { configuration } from '../../gateway/testing/neighbours.ts';
import { startHarness } from '../../harness.ts';

const TRAINING = '/aws/sagemaker/TrainingJobs';

async function start() {
  const harness = await startHarness();
  const account = harness.createAccount();
  const made: sdk.CloudWatchLogsClient[] = [];
  const client = (id = account.id) => {
    const logs = new sdk.CloudWatchLogsClient(configuration(harness.url, id, account.region));
    made.push(logs);
    return logs;
  };
  const logs = client();
  return {
    account,
    logs,
    client,
    launch: (TrainingJobName: string, resources: Partial<CreateTrainingJobRequest['ResourceConfig']> = {}) =>
      account.sagemaker.send(
        new CreateTrainingJobCommand({
          TrainingJobName,
          RoleArn: `arn:aws:iam::${account.id}:role/training`,
          AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
          OutputDataConfig: { S3OutputPath: 's3://models' },
          StoppingCondition: { MaxRuntimeInSeconds: 3600 },
          ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1, ...resources },
        }),
      ),
    streams: (more: object = {}, from = logs) =>
      from.send(new sdk.DescribeLogStreamsCommand({ logGroupName: TRAINING, ...more })),
    events: (logStreamName: string, more: object = {}) =>
      logs.send(new sdk.GetLogEventsCommand({ logGroupName: TRAINING, logStreamName, ...more })),
    async [Symbol.asyncDispose]() {
      for (const one of made) one.destroy();
      await harness[Symbol.asyncDispose]();
    },
  };
}

const names = ({ logStreams = [] }: sdk.DescribeLogStreamsCommandOutput) =>
  logStreams.map(({ logStreamName }) => logStreamName?.replace(/-\d+$/, ''));

test('a job has a stream for each instance, once it has begun', async () => {
  await using served = await start();
  await served.launch('fraud-1');
  assert.deepEqual(names(await served.streams({ logStreamNamePrefix: 'fraud-1/' })), []);
  await served.account.advance(86_400);
  assert.deepEqual(names(await served.streams({ logStreamNamePrefix: 'fraud-1/' })), [
    'fraud-1/algo-1',
    'fraud-1/algo-2',
  ]);
  assert.deepEqual(names(await served.streams({ logStreamNamePrefix: 'fraud-1/' }, served.client('999999999999'))), []);
  assert.deepEqual(names(await served.streams({ logStreamNamePrefix: 'other/' })), []);
});

test('the streams of all jobs come in pages, in either order', async () => {
  await using served = await start();
  for (const name of ['b', 'a']) await served.launch(name, { InstanceCount: 1 });
  await served.account.advance(86_400);
  const first = await served.streams({ limit: 1 });
  assert.deepEqual(names(first), ['a/algo-1']);
  const second = await served.streams({ limit: 1, nextToken: first.nextToken });
  assert.deepEqual(names(second), ['b/algo-1']);
  assert.equal(second.nextToken, undefined);
  assert.deepEqual(names(await served.streams({ descending: true })), ['b/algo-1', 'a/algo-1']);
  assert.deepEqual(names(await served.streams({ orderBy: 'LastEventTime' })).length, 2);
  const arn = `arn:aws:logs:eu-central-1:${served.account.id}:log-group:${TRAINING}:*`;
  const byArn = await served.logs.send(new sdk.DescribeLogStreamsCommand({ logGroupIdentifier: arn }));
  assert.deepEqual(names(byArn), ['a/algo-1', 'b/algo-1']);
});

test('every line is plainly ours, and says what became of the job', async () => {
  await using served = await start();
  await served.launch('fraud-1');
  await served.account.advance(86_400);
  const [stream] = (await served.streams({ logStreamNamePrefix: 'fraud-1/' })).logStreams ?? [];
  const { events = [] } = await served.events(stream?.logStreamName ?? '', { startFromHead: true });
  const lines = events.map(({ message }) => message ?? '');
  assert.ok(
    lines.every((line) => line.startsWith('train-encrypt: ')),
    lines.join('\n'),
  );
  assert.match(lines.join('\n'), /algo-1 of 2\. No container runs here\.\n.*not encrypted\n[\s\S]*Completed/);
  const times = events.map(({ timestamp = 0 }) => timestamp);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
});

test('events are read on from a token, which stays as it is at the end', async () => {
  await using served = await start();
  await served.launch('fraud-1');
  await served.account.advance(86_400);
  const [stream] = (await served.streams({ logStreamNamePrefix: 'fraud-1/' })).logStreams ?? [];
  const name = stream?.logStreamName ?? '';
  const all = (await served.events(name)).events ?? [];
  const head = await served.events(name, { startFromHead: true, limit: 2 });
  assert.deepEqual(head.events, all.slice(0, 2));
  const rest = await served.events(name, { nextToken: head.nextForwardToken });
  assert.deepEqual(rest.events, all.slice(2));
  const end = await served.events(name, { nextToken: rest.nextForwardToken });
  assert.deepEqual(end.events, []);
  assert.equal(end.nextForwardToken, rest.nextForwardToken);
  const back = await served.events(name, { nextToken: rest.nextBackwardToken, limit: 1 });
  assert.deepEqual(back.events, all.slice(1, 2));
  const tail = await served.events(name, { limit: 1 });
  assert.deepEqual(tail.events, all.slice(-1));
  const since = all.at(-1)?.timestamp ?? 0;
  assert.ok((await served.events(name, { startTime: since })).events?.every(({ timestamp = 0 }) => timestamp >= since));
  assert.ok((await served.events(name, { endTime: since })).events?.every(({ timestamp = 0 }) => timestamp < since));
});

test('a job that was stopped before it began has no logs', async () => {
  await using served = await start();
  await served.launch('fraud-1');
  await served.account.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'fraud-1' }));
  await served.account.advance(86_400);
  assert.deepEqual(names(await served.streams({ logStreamNamePrefix: 'fraud-1/' })), []);
});

test('what is not there, and what is not answered, is named', async () => {
  await using served = await start();
  await assert.rejects(served.streams({ logGroupName: '/aws/lambda/other' }), { name: 'ResourceNotFoundException' });
  await assert.rejects(served.events('fraud-1/algo-1-1'), { name: 'ResourceNotFoundException' });
  await assert.rejects(served.streams({ limit: 51 }), { name: 'InvalidParameterException' });
  await assert.rejects(served.streams({ nextToken: 'x' }), { name: 'InvalidParameterException' });
  await assert.rejects(served.streams({ logGroupIdentifier: TRAINING }), { name: 'InvalidParameterException' });
  await assert.rejects(served.streams({ logStreamNamePrefix: 'a', orderBy: 'LastEventTime' }), {
    name: 'InvalidParameterException',
  });
  await served.launch('fraud-1');
  await served.account.advance(86_400);
  const [stream] = (await served.streams({ logStreamNamePrefix: 'fraud-1/' })).logStreams ?? [];
  const name = stream?.logStreamName ?? '';
  await assert.rejects(served.events(name, { nextToken: 'x' }), { name: 'InvalidParameterException' });
  await assert.rejects(served.events(name, { limit: 0 }), { name: 'InvalidParameterException' });
  const groups = served.logs.send(new sdk.DescribeLogGroupsCommand({}));
  await assert.rejects(groups, /DescribeLogGroups of logs is not/);
});
