import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../../../findings/answer.ts';
import { cell, everything, FINE, LOCALSTACK, result, run, scenario, siteOf } from '../browser/testing/made-up.ts';
import type { SiteData } from '../types.ts';
import { headlineOf } from './headline.ts';

const of = (parts: Parameters<typeof siteOf>[0]) => headlineOf(siteOf(parts));
const [one, ...others] = FINE;
const broken = { results: [result({ status: 'failed' })] };

const answered = (answer: Answer) => ({ answer, because: [] });

const answers: readonly (readonly [name: string, data: SiteData, sentence: string])[] = [
  [
    'all holds',
    siteOf({ scenarios: FINE }),
    'The rules hold, as far as was tried: 14 documented claims hold in 14 scenarios.',
  ],
  [
    'wrappers too',
    siteOf({ scenarios: FINE, wrappers: [cell('a', 'b'), cell('a', 'c'), cell('a', 'd', { outcome: 'excepted' })] }),
    'Yes, as far as was tried: 14 documented claims hold in 14 scenarios, wrappers did what is expected in 2 attempts and 1 attempt is excepted.',
  ],
  [
    'only wrappers',
    siteOf({ runs: [], wrappers: [cell('a', 'b')] }),
    'Yes, as far as was tried: wrappers did what is expected in 1 attempt.',
  ],
  ['a claim without a scenario', siteOf({ scenarios: others }), 'Not shown: 1 claim has no scenario.'],
  [
    'a claim whose scenarios were all skipped',
    siteOf({ scenarios: [...others, { ...(one ?? scenario('', '')), results: [result({ status: 'skipped' })] }] }),
    'Not shown: 1 claim was not tried.',
  ],
  [
    'a missing shard',
    siteOf({ scenarios: FINE, runs: [run(undefined, { missingShards: ['2/3'] })] }),
    'Not shown: 1 part of a run is missing.',
  ],
  ['a problem', siteOf({ scenarios: FINE, problems: ['x', 'y'] }), 'Not shown: 2 things went wrong around the run.'],
  ['nothing', siteOf(), 'Not shown: nothing was tried.'],
  [
    'a scenario of no claim',
    siteOf({ scenarios: [...FINE, scenario('x', undefined, broken)] }),
    'Not shown: 1 scenario failed.',
  ],
  [
    'a claim broken in one run of two',
    siteOf({
      runs: [run(), run(LOCALSTACK)],
      scenarios: FINE.map((fine, index) => ({
        ...fine,
        results: [...fine.results, result({ run: LOCALSTACK, status: index === 3 ? 'failed' : 'passed' })],
      })),
    }),
    'Not shown: 1 documented claim does not hold and 1 scenario failed.',
  ],
  [
    'a wrapper',
    siteOf({ scenarios: FINE, wrappers: [cell('a', 'b', { outcome: 'failed' })] }),
    'Not shown: 1 attempt of a wrapper failed.',
  ],
  [
    'wrappers whose jobs are unsafe, excepted or not',
    siteOf({
      scenarios: FINE,
      wrappers: [
        cell('a', 'b', { outcome: 'failed', answer: answered('unencrypted') }),
        cell('a', 'c', { outcome: 'excepted', answer: answered('unencrypted') }),
        cell('a', 'd', { outcome: 'failed', answer: answered('blocked') }),
      ],
    }),
    'No: 2 attempts of wrappers are unencrypted (1 excepted) and 1 attempt of a wrapper is blocked.',
  ],
  [
    'wrappers that lack a module, or are not there',
    siteOf({
      scenarios: FINE,
      wrappers: [
        cell('a', 'b', { outcome: 'not shown', answer: answered('not shown'), cause: 'ImportError: x' }),
        cell('a', 'c', { outcome: 'not shown', answer: answered('not shown'), cause: 'ImportError: x' }),
        cell('b', 'c', { outcome: 'not shown', answer: answered('not shown'), cause: 'gone', notStarted: true }),
        cell('c', 'c', { answer: answered('encrypted') }),
      ],
    }),
    'Not shown: 2 attempts of wrappers did not show it: ImportError: x and 1 attempt of a wrapper could not be started: gone.',
  ],
];

for (const [name, data, sentence] of answers) {
  test(`the answer: ${name}`, () => {
    const headline = headlineOf(data);
    assert.equal(headline.sentence, sentence);
    const answer = { Yes: 'yes', 'The rules hold': 'yes', No: 'no', 'Not shown': 'unknown' }[
      sentence.replace(/[,:].*/, '')
    ];
    assert.equal(headline.answer, answer);
  });
}

test('what is only modelled, cannot be tested, was skipped or not tried is reported beside every answer', () => {
  const beside = of({ scenarios: FINE }).beside.join('\n');
  assert.match(beside, /^4 claims hold in a model of time and cost only, which is no measurement\.$/m);
  assert.match(beside, /^1 claim cannot be tested, by its nature\.$/m);
  assert.match(beside, /^No wrapper was tried/m);
  assert.match(beside, /^SageMaker was simulated, and no packet was encrypted/m);
  const all = headlineOf(everything()).beside;
  assert.match(all[0] ?? '', /^Not all was shown: .*1 part of a run is missing/);
  assert.match(all.join('\n'), /^1 scenario was skipped in at least one run/m);
  assert.doesNotMatch(all.join('\n'), /No wrapper was tried/);
});
