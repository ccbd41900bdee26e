import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aboutFinding } from '../../findings/about.ts';
import { ANSWERS } from '../../findings/answer.ts';
import { FINDINGS } from '../../findings/names.ts';
import { packageRoot } from '../../package.ts';
import { rules } from '../../rules/index.ts';
import { situations } from '../../wrappers/situations/index.ts';
import { allTopics, textOf } from './index.ts';
import { topicsDocument } from './table.ts';

test('every finding, rule, answer and situation is explained, each under an id of its own', () => {
  const ids = allTopics.map(({ id }) => id);
  assert.deepEqual(ids.toSorted(), [...new Set(ids)].toSorted());
  const wanted = [
    ...Object.keys(FINDINGS),
    ...rules.map(({ id }) => id),
    ...Object.keys(ANSWERS).map((answer) => `answer-${answer.replaceAll(' ', '-')}`),
    ...situations.map(({ id }) => id),
  ];
  assert.deepEqual(ids.toSorted(), wanted.toSorted());
  for (const { id, title, means, example, fix, source } of allTopics) {
    for (const text of [title, means, example, fix, source]) assert.match(text, /\S/, id);
  }
});

test('docs/findings.md is what the code explains', () => {
  assert.equal(readFileSync(join(packageRoot, 'docs', 'findings.md'), 'utf8'), topicsDocument());
  for (const { id } of allTopics) assert.ok(topicsDocument().includes(`<a id="${id}"></a>`), id);
});

test('SARIF has the same text, and an address for each', () => {
  for (const topic of allTopics.filter(({ kind }) => kind === 'finding' || kind === 'rule')) {
    const { title, help, uri } = aboutFinding(topic.id);
    assert.deepEqual([title, help], [topic.title, textOf(topic)]);
    assert.ok(uri !== undefined && URL.canParse(uri), topic.id);
  }
  assert.match(aboutFinding('no-call').uri ?? '', /\/docs\/findings\.md#no-call$/);
});
