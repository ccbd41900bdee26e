import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../../gateway/index.ts';
import type { EventSink } from '../../../gateway/pages/content.ts';
import { verdictOf } from '../../../rules/testing/sample.ts';
import { Feed } from './feed.ts';
import type { CallItem, JobItem } from './items.ts';

const ACCOUNT = '123456789012';

const call = (sequence: number, more: Partial<JournalEntry> = {}): JournalEntry => ({
  sequence,
  time: '2026-11-23T00:00:00.000Z',
  durationMs: 1,
  caller: { account: ACCOUNT, region: 'eu-central-1' },
  service: 'sagemaker',
  operation: 'CreateTrainingJob',
  status: 200,
  input: { TrainingJobName: 'fraud-7' },
  ...more,
});

interface Event {
  readonly id: string;
  readonly name: string;
  readonly item: unknown;
}

/** Reads a feed as a page does. */
function read(feed: Feed, lastEventId?: string) {
  const events: Event[] = [];
  let open = true;
  const sink: EventSink = {
    send: ({ id, name, data }) => {
      if (open) events.push({ id, name, item: JSON.parse(data) });
      return open;
    },
  };
  const close = feed.stream(lastEventId).opened(sink);
  return {
    events,
    names: () => events.map(({ name }) => name),
    jobs: () => events.filter(({ name }) => name === 'job').map(({ item }) => item as JobItem),
    calls: () => events.filter(({ name }) => name === 'call').map(({ item }) => item as CallItem),
    last: () => events.at(-1)?.id,
    leave: () => {
      open = false;
      close();
    },
  };
}

test('who comes later is shown what there is, then what comes', () => {
  const feed = new Feed();
  feed.verdict(ACCOUNT, verdictOf({}));
  feed.call(call(1));
  const reader = read(feed);
  assert.deepEqual(reader.names(), ['hello', 'job', 'call']);
  assert.deepEqual([reader.jobs()[0]?.answer, reader.jobs()[0]?.call], ['encrypted', 1]);
  feed.call(call(2, { service: 'ec2', operation: 'CreateVpc' }));
  assert.deepEqual(
    reader.calls().map(({ operation }) => operation),
    ['CreateTrainingJob', 'CreateVpc'],
  );
});

test('who comes again is shown only what is new; who was here before a restart or a reset, everything', () => {
  const feed = new Feed();
  feed.call(call(1));
  const first = read(feed);
  first.leave();
  feed.call(call(2));
  assert.deepEqual(read(feed, first.last()).names(), ['call']);
  assert.deepEqual(read(new Feed(), first.last()).names(), ['hello']);
  assert.deepEqual(read(feed, 'nonsense').names(), ['hello', 'call', 'call']);
  feed.forget();
  assert.deepEqual(read(feed, first.last()).names(), ['hello']);
});

test('one account is forgotten', () => {
  const feed = new Feed();
  feed.verdict(ACCOUNT, verdictOf({}));
  feed.verdict('999999999999', verdictOf({}));
  const reader = read(feed);
  feed.forget(ACCOUNT);
  assert.deepEqual(reader.events.at(-1)?.item, { account: ACCOUNT });
  assert.deepEqual(
    read(feed)
      .jobs()
      .map(({ account }) => account),
    ['999999999999'],
  );
});

test('a job that may start and is refused for another reason is refused; a throttled one keeps its answer', () => {
  const feed = new Feed();
  feed.verdict(ACCOUNT, verdictOf({}));
  feed.call(call(1, { status: 400, error: { code: 'ThrottlingException', message: 'slow' } }));
  assert.equal(read(feed).jobs()[0]?.answer, 'encrypted');
  feed.verdict(ACCOUNT, verdictOf({}));
  feed.call(call(2, { status: 400, error: { code: 'ResourceInUse', message: 'taken' } }));
  const [, second] = read(feed).jobs();
  assert.deepEqual([second?.answer, second?.call, second?.sentences], ['refused', 2, ['400 ResourceInUse', 'taken']]);
});

test('a job that a policy refuses before it is judged is there too', () => {
  const feed = new Feed();
  feed.call(call(1, { status: 403, error: { code: 'AccessDeniedException', message: 'no' } }));
  const [job] = read(feed).jobs();
  assert.deepEqual([job?.answer, job?.mark, job?.name, job?.network], ['refused', '✗', 'fraud-7', false]);
});

test('only the newest are kept', () => {
  const feed = new Feed({ jobs: 2, calls: 3 });
  for (let n = 1; n <= 5; n += 1) {
    feed.verdict(ACCOUNT, verdictOf({}));
    feed.call(call(n));
  }
  const reader = read(feed);
  assert.deepEqual(
    reader.jobs().map(({ id }) => id),
    [4, 5],
  );
  assert.deepEqual(
    reader.calls().map(({ sequence }) => sequence),
    [3, 4, 5],
  );
  assert.equal(feed.verdictOf(3), undefined);
  assert.ok(feed.verdictOf(4));
});

test('which calls can be sent again', () => {
  const feed = new Feed();
  feed.call(call(1));
  const { input: _, ...unread } = call(2);
  feed.call(unread);
  feed.call(call(3, { service: 's3', operation: 'PutObject', input: {} }));
  feed.call(call(4, { service: '', caller: { account: '', region: '' } }));
  assert.deepEqual(
    read(feed)
      .calls()
      .map(({ replayable }) => replayable),
    [true, false, false, false],
  );
});
