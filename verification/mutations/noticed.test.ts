import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../support/package.ts';
import { rules } from '../../support/rules/index.ts';
import { noticedBy, readNoticed } from './noticed.ts';
import type { Result } from './result.ts';
import { RULES_FILE, rulesOff } from './rules-off.ts';
import { table } from './table/index.ts';

const result = (name: string, outcome: Result['outcome']): Result => ({
  mutation: { name, means: '', file: 'a.ts', edits: [] },
  outcome,
  seconds: 1,
});

test('what is kept is of mutations that there are, and of features', () => {
  const all = [...rulesOff(readFileSync(join(packageRoot, RULES_FILE), 'utf8'), rules), ...table];
  const names = new Set(all.map(({ name }) => name));
  for (const [name, { feature, scenario }] of readNoticed()) {
    assert.ok(names.has(name), `${name} is no mutation: npm run mutations -- --only nothing --update`);
    assert.match(feature, /^features\/[\w-]+\.feature$/);
    assert.notEqual(scenario, '');
  }
});

test('a new scenario replaces the old one, what was not tried stays, what is gone is dropped', () => {
  const old = { feature: 'features/a.feature', scenario: 'old' };
  const known = new Map(['gone', 'held', 'untried', 'moved'].map((name) => [name, old]));
  const results = [
    result('moved', { kind: 'broken', scenarios: [{ name: 'new', location: 'features/b.feature:12' }] }),
    result('held', { kind: 'held' }),
    result('hung', { kind: 'hung' }),
  ];
  assert.deepEqual(
    [...noticedBy(known, results, ['moved', 'hung', 'untried', 'held'])],
    [
      ['moved', { feature: 'features/b.feature', scenario: 'new' }],
      ['untried', old],
      ['held', old],
    ],
  );
});
