import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allTopics, textOf } from '../../documentation/topics/index.ts';
import { explain } from './run.ts';

test('every id is explained, with means, example, fix and source', () => {
  for (const topic of allTopics) {
    const text = explain(topic.id);
    assert.ok(text.includes(textOf(topic)), topic.id);
    assert.match(text, /\nExample: .+\nFix: .+\nSource: .+\n$/);
  }
});

test('an answer goes by its words', () => {
  assert.equal(explain('not shown'), explain('answer-not-shown'));
  assert.match(explain('Unencrypted'), /^answer-unencrypted \(answer\): Unencrypted\n/);
});

test('a misspelt id gets the one that was meant', () => {
  assert.throws(() => explain('flag-not-snt'), {
    name: 'Failure',
    exitCode: 2,
    message: /unknown id "flag-not-snt"; did you mean flag-not-sent\?/,
  });
  assert.throws(() => explain('zzzzzzzz'), { message: /^(?!.*did you mean).*unknown id "zzzzzzzz"/s });
});

test('without an id everything is listed', () => {
  const text = explain(undefined);
  for (const { id } of allTopics) assert.match(text, new RegExp(`^  ${id} `, 'm'));
  assert.equal((JSON.parse(explain(undefined, { json: true })) as unknown[]).length, allTopics.length);
});
