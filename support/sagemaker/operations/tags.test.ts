import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AddTagsCommand,
  CreateHyperParameterTuningJobCommand,
  CreateTrainingJobCommand,
  DeleteTagsCommand,
  ListTagsCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { Revisions } from '../store/history.ts';
import { Tags } from '../store/tags.ts';
import { CALLER, refused, testStub, training, tuning } from '../testing/stub.ts';
import { listTags } from './list-tags.ts';

const tags = (...keys: string[]) => keys.map((Key) => ({ Key, Value: `${Key} value` }));

async function taggedJob(...keys: string[]) {
  const stub = testStub();
  const request = training('Job', keys.length > 0 ? { Tags: tags(...keys) } : {});
  const { TrainingJobArn: ResourceArn } = await stub.client.send(new CreateTrainingJobCommand(request));
  const list = async () => (await stub.client.send(new ListTagsCommand({ ResourceArn }))).Tags;
  return { stub, ResourceArn, list };
}

test('tags are added to those of the create, and answered all together', async () => {
  const { stub, ResourceArn, list } = await taggedJob('a');
  await using _ = stub;
  const { Tags: all } = await stub.client.send(new AddTagsCommand({ ResourceArn, Tags: tags('b', 'c') }));
  assert.deepEqual(all, tags('a', 'b', 'c'));
  assert.deepEqual(await list(), tags('a', 'b', 'c'));
});

test('a key that is there gets the new value', async () => {
  const { stub, ResourceArn, list } = await taggedJob('a', 'b');
  await using _ = stub;
  await stub.client.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'a', Value: 'new' }] }));
  assert.deepEqual(await list(), [{ Key: 'a', Value: 'new' }, ...tags('b')]);
});

test('tags are deleted by their keys; a key that is not there is no trouble', async () => {
  const { stub, ResourceArn, list } = await taggedJob('a', 'b');
  await using _ = stub;
  await stub.client.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['a', 'z'] }));
  assert.deepEqual(await list(), tags('b'));
});

test('a job without tags has an empty list', async () => {
  const { stub, list } = await taggedJob();
  await using _ = stub;
  assert.deepEqual(await list(), []);
});

test('more than 50 are refused, and nothing is added', async () => {
  const { stub, ResourceArn, list } = await taggedJob('a');
  await using _ = stub;
  const keys = Array.from({ length: 50 }, (_unused, index) => `key-${index}`);
  await refused(
    stub.client.send(new AddTagsCommand({ ResourceArn, Tags: tags(...keys) })),
    'ResourceLimitExceeded',
    'train-encrypt: a resource has at most 50 tags; this one would have 51.',
  );
  assert.deepEqual(await list(), tags('a'));
  await stub.client.send(new AddTagsCommand({ ResourceArn, Tags: tags(...keys.slice(1)) }));
  assert.equal((await list())?.length, 50);
});

test('a tuning job hands its tags to the training jobs that it launches from then on', async () => {
  await using stub = testStub();
  const { HyperParameterTuningJobArn: ResourceArn } = await stub.client.send(
    new CreateHyperParameterTuningJobCommand(tuning('tune', { Tags: tags('team') })),
  );
  await stub.client.send(new AddTagsCommand({ ResourceArn, Tags: tags('later') }));
  await stub.clock.advance(86_400);
  const { TrainingJobSummaries = [] } = await stub.client.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName: 'tune' }),
  );
  const seen = await Promise.all(
    TrainingJobSummaries.map(async ({ TrainingJobArn }) => {
      return (await stub.client.send(new ListTagsCommand({ ResourceArn: TrainingJobArn }))).Tags;
    }),
  );
  assert.deepEqual(seen, [tags('team'), tags('team'), tags('later', 'team'), tags('later', 'team')]);
});

test('what does not exist has no tags, and gets none', async () => {
  const { stub, ResourceArn = '' } = await taggedJob('a');
  await using _ = stub;
  for (const arn of [
    ResourceArn.replace('job/job', 'job/other'),
    ResourceArn.replace('training-job', 'processing-job'),
    ResourceArn.replace('123456789012', '210987654321'),
    ResourceArn.replace('eu-central-1', 'eu-west-1'),
    ResourceArn.replace('training-job', 'constructor'),
  ]) {
    const text = `train-encrypt: there is no resource ${arn} in account 123456789012 and region eu-central-1.`;
    for (const answer of [
      stub.client.send(new ListTagsCommand({ ResourceArn: arn })),
      stub.client.send(new AddTagsCommand({ ResourceArn: arn, Tags: tags('b') })),
      stub.client.send(new DeleteTagsCommand({ ResourceArn: arn, TagKeys: ['a'] })),
    ]) {
      await refused(answer, 'ValidationException', text);
    }
  }
});

test('pages follow the keys, whatever is added or deleted meanwhile', async () => {
  // Through the API a page never has fewer than 50, and a resource never more: paging shows below the constraints only.
  const store = new Tags();
  const arn = 'arn:aws:sagemaker:eu-central-1:123456789012:training-job/job';
  store.add(arn, tags('d', 'b', 'f', 'h'));
  const state = {
    caller: CALLER,
    revisions: new Revisions(),
    tags: store,
    trainingJobs: { withKey: () => ({ arn }) },
  } as unknown as AccountState;
  const page = async (NextToken?: string) =>
    listTags.handle({ ResourceArn: arn, MaxResults: 2, NextToken }, { caller: CALLER, state, settle: async () => {} });
  const first = await page();
  assert.deepEqual(first.Tags, tags('b', 'd'));
  store.remove(arn, ['d', 'h']);
  store.add(arn, tags('a', 'g'));
  const second = await page(first.NextToken);
  assert.deepEqual(second.Tags, tags('f', 'g'));
  assert.equal(second.NextToken, undefined);
});

test('a token that is none of this list is refused', async () => {
  const { stub, ResourceArn } = await taggedJob('a');
  await using _ = stub;
  await refused(
    stub.client.send(new ListTagsCommand({ ResourceArn, NextToken: 'abc' })),
    'ValidationException',
    'train-encrypt: NextToken is not one that this list gave out for the same filters and order.',
  );
});
