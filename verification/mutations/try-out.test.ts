import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mutation } from './mutation.ts';
import type { Outcome } from './run-features.ts';
import { tryOut } from './try-out.ts';
import type { Answer } from './warm/process.ts';

const mutation: Mutation = { name: 'one', means: '', file: 'a.ts', edits: [] };
const last = { feature: 'a.feature', scenario: 'first' };
const first = { name: 'first', location: 'a.feature:2' };
const second = { name: 'second', location: 'a.feature:5' };

/** What came of it, and what was asked on the way. */
async function tried(noticed: boolean, answer: Answer, outcome: Outcome) {
  const asked: string[] = [];
  const result = await tryOut(mutation, {
    noticed: new Map(noticed ? [['one', last]] : [['other', last]]),
    one: async (_, { scenario }) => {
      asked.push(scenario);
      return answer;
    },
    all: async () => {
      asked.push('all');
      return outcome;
    },
  });
  return { outcome: result.outcome, asked };
}

test('the scenario that noticed it last time notices again: nothing else is run', async () => {
  assert.deepEqual(await tried(true, { kind: 'caught', scenarios: [first] }, { kind: 'held' }), {
    outcome: { kind: 'broken', scenarios: [first] },
    asked: ['first'],
  });
});

for (const outcome of [{ kind: 'held' }, { kind: 'hung' }, { kind: 'broken', scenarios: [second] }] as const) {
  test(`it does not notice: the whole suite decides, here "${outcome.kind}"`, async () => {
    const answered = await tried(true, { kind: 'open', why: 'it passes' }, outcome);
    assert.deepEqual(answered, { outcome, asked: ['first', 'all'] });
  });

  test(`nothing is known of it: the whole suite decides, here "${outcome.kind}"`, async () => {
    const answered = await tried(false, { kind: 'caught', scenarios: [first] }, outcome);
    assert.deepEqual(answered, { outcome, asked: ['all'] });
  });
}
