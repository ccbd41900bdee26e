import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import { bundledFeatures } from '../commands/features/sources.ts';
import { claims } from '../rules/claims.ts';
import type { Claim } from '../rules/types.ts';
import { RunMessages } from './summary.ts';

/** Reads features without running any step, and says where they and the claims do not fit together. */
async function gaps(paths: string[], known: readonly Claim[]): Promise<readonly string[]> {
  const messages = new RunMessages();
  const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  const { runConfiguration } = await loadConfiguration({ file: false, provided: { paths, import: [], dryRun: true } });
  await runCucumber(runConfiguration, { stdout: sink(), stderr: sink() }, (message) => messages.add(message));
  const summary = messages.summary({ claims: known, allFeaturesRead: true, dryRun: true, skipsFail: false });
  const covered = new Set(summary.scenarios.flatMap((scenario) => scenario.claims));
  return [
    ...summary.parseErrors.map(({ location }) => `${location} is not Gherkin`),
    ...known.filter(({ id, test }) => test.kind !== 'none' && !covered.has(id)).map(({ id }) => `${id}: no scenario`),
    ...known.filter(({ id, test }) => test.kind === 'none' && covered.has(id)).map(({ id }) => `${id}: a scenario`),
    ...summary.unknownClaims.map(({ claim, location }) => `${location} names ${claim}, which is no claim`),
    ...summary.scenarios.filter((one) => one.claims.length === 0).map(({ location }) => `${location} names no claim`),
  ];
}

test('every claim that can be decided has a scenario, and every scenario names a claim', async () => {
  assert.deepEqual(await gaps(bundledFeatures('rules'), claims), []);
});

test('what does not fit together is found', async () => {
  const feature = relative(process.cwd(), fileURLToPath(new URL('fixtures/claims.feature', import.meta.url)));
  const claim = (id: string, kind: 'run' | 'model' | 'none'): Claim => {
    return { id, text: '', source: '', test: kind === 'none' ? { kind, reason: 'It is context.' } : { kind } };
  };
  const known = [claim('told', 'run'), claim('untold', 'run'), claim('unmodelled', 'model'), claim('context', 'none')];
  assert.deepEqual(await gaps([feature], known), [
    'untold: no scenario',
    'unmodelled: no scenario',
    'context: a scenario',
    `${feature}:9 names nonsense, which is no claim`,
    `${feature}:15 names no claim`,
  ]);
});

test('a claim that is taken out is missed, and one that is added needs a scenario', async () => {
  const features = bundledFeatures('rules');
  const without = await gaps(
    features,
    claims.filter(({ id }) => id !== 'cost'),
  );
  assert.ok(without.length > 0 && without.every((gap) => gap.endsWith('names cost, which is no claim')), `${without}`);
  const added: Claim = { id: 'new', text: '', source: '', test: { kind: 'run' } };
  assert.deepEqual(await gaps(features, [...claims, added]), ['new: no scenario']);
});
