import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIVES, life } from './testing/samples.ts';
import { timeline } from './timeline.tsx';
import type { Picture } from './types.ts';

const drawn = (name: string): Picture => {
  const sample = LIVES[name];
  assert.ok(sample, `there is no life ${name}`);
  return timeline(sample);
};

/** Beginning and length of each bar, in pixels. */
const bars = ({ svg }: Picture) =>
  [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(([, x, width]) => ({
    x: Number(x),
    width: Number(width),
  }));

test('each secondary status has a row, its beginning and how long it lasted', () => {
  const picture = drawn('completed');
  assert.deepEqual(
    picture.table?.rows.map((row) => row.slice(0, 4)),
    [
      ['Starting', '2026-01-01 00:00:00 UTC', '+0 s', '1 min'],
      ['Downloading', '2026-01-01 00:01:00 UTC', '+1 min', '30 s'],
      ['Training', '2026-01-01 00:01:30 UTC', '+1 min 30 s', '21 min 40 s'],
      ['Uploading', '2026-01-01 00:23:10 UTC', '+23 min 10 s', '15 s'],
      ['Completed', '2026-01-01 00:23:25 UTC', '+23 min 25 s', 'at once'],
    ],
  );
  for (const text of ['Training', '+1 min 30 s', '21 min 40 s', 'Starting the training job']) {
    assert.ok(picture.svg.includes(`>${text}</text>`), text);
  }
  assert.match(
    picture.alt,
    /^fraud-7, CreateTrainingJob, created .* is Completed\. .*Training \(\+1 min 30 s, 21 min 40 s\)/,
  );
});

test('statuses follow one another without gaps, longer ones are longer, and all are to be seen', () => {
  const found = bars(drawn('completed'));
  assert.equal(found.length, 4);
  for (const [index, bar] of found.slice(1).entries()) {
    const before = found[index];
    assert.ok(before && Math.abs(before.x + before.width - bar.x) < 0.3);
  }
  const [starting, downloading, training] = found.map(({ width }) => width);
  assert.ok(Number(training) > Number(starting) && Number(starting) > Number(downloading));
});

test('half a second beside a day can be seen', () => {
  const [day, moment] = bars(drawn('stalled'));
  assert.ok(day && moment && moment.width >= 4 && day.width > 10 * moment.width);
});

test('what goes on is open, and says so', () => {
  const picture = drawn('running');
  assert.match(picture.svg, /<rect [^>]*stroke-dasharray="5 3"/);
  assert.match(picture.svg, />goes on</);
});

test('a job without a status has a picture that says so', () => {
  assert.match(drawn('nothing').svg, />No status was seen</);
  assert.deepEqual(drawn('nothing').table?.rows, []);
});

test('of many statuses the first and the last are drawn; the table has all', () => {
  const picture = timeline(life(Array.from({ length: 60 }, (_, n) => [n % 2 ? 'Training' : 'Interrupted', n * 10])));
  assert.equal(picture.table?.rows.length, 60);
  assert.equal(picture.svg.split('class="status"').length - 1, 23);
  assert.match(picture.svg, />… 37 more</);
});

test('times that are none, or run backwards, draw nothing absurd', () => {
  const odd = life([
    ['Starting', 50],
    ['Training', 20],
  ]);
  const picture = timeline({ ...odd, createdAt: 'never', endedAt: 'neither' });
  assert.doesNotMatch(picture.svg, /NaN|Infinity|="-/);
  assert.match(picture.svg, />created never</);
});

test('the same life gives the same picture', () => {
  assert.deepEqual(drawn('interrupted'), drawn('interrupted'));
});

test('names are text', () => {
  assert.doesNotMatch(drawn('hostile').svg, /<script|\u202e|\p{Cc}/u);
});
