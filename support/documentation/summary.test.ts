import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type ISupportCodeLibrary, loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import type { Claim } from '../rules/types.ts';
import { RunMessages, type SummaryOptions } from './summary.ts';
import { describeSummary } from './summary-text.ts';

const fixture = (name: string) => relative(process.cwd(), fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)));
const claim = (id: string, test: Claim['test'] = { kind: 'run' }): Claim => ({
  id,
  text: `Text of ${id}.`,
  source: '',
  test,
});
const CLAIMS = [
  claim('first', { kind: 'model' }),
  claim('second'),
  claim('untold'),
  claim('context', { kind: 'none', reason: 'It is context.' }),
];

/** A module registers its steps only once in a process: later runs take what the first one loaded. */
const loaded = new Map<string, ISupportCodeLibrary>();

interface Ran extends Partial<SummaryOptions> {
  readonly feature?: string;
  readonly steps?: string;
  readonly tags?: string;
}

/** Runs cucumber on fixtures in this process, and gathers its messages. */
async function run({ feature = 'outcomes.feature', steps = 'outcomes.steps.ts', tags = '', ...options }: Ran = {}) {
  const messages = new RunMessages();
  const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  const { runConfiguration } = await loadConfiguration({
    file: false,
    provided: { paths: [fixture(feature)], import: [fixture(steps)], tags, dryRun: options.dryRun ?? false },
  });
  const { support } = await runCucumber(
    { ...runConfiguration, support: loaded.get(steps) ?? runConfiguration.support },
    { stdout: sink(), stderr: sink() },
    (message) => messages.add(message),
  );
  loaded.set(steps, support);
  return messages.summary({ claims: CLAIMS, allFeaturesRead: true, dryRun: false, skipsFail: false, ...options });
}

const byName = (summary: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(
    summary.scenarios.map(({ name, status, reason }) => [name, reason === '' ? status : `${status}: ${reason}`]),
  );

test('every way in which a scenario can end is reported, and only what passed counts as passed', async (t) => {
  const summary = await run();
  assert.deepEqual(byName(summary), {
    passes: 'passed',
    'skipped for want of Docker': 'skipped: it requires docker, which is not here',
    fails: 'failed: a step that fails with "no way out": no way out',
    pending: 'failed: a step that is pending: the step is pending: its definition is not finished',
    undefined: 'failed: a step that nobody wrote: no step definition matches',
    ambiguous: 'failed: a step that two define: several step definitions match',
    'skipped without a reason': 'failed: it was skipped, and no @requires: tag says for want of what',
    empty: 'failed: it has no steps',
    'of no known claim': 'passed',
  });
  assert.deepEqual(
    summary.claims.map(({ claim, status, scenarios }) => [claim.id, status, scenarios.length]),
    [
      ['first', 'broken', 9],
      ['second', 'broken', 6],
      ['untold', 'no scenario', 0],
      ['context', 'cannot be tested', 0],
    ],
  );
  assert.deepEqual(summary.unknownClaims, [{ claim: 'nonsense', location: `${fixture('outcomes.feature')}:38` }]);
  assert.deepEqual([summary.parseErrors, summary.runErrors], [[], []]);

  await t.test('a person reads first what is wrong, then what holds', () => {
    const text = stripVTControlCharacters(
      describeSummary(summary, {
        seconds: 6.24,
        engine: 'embedded engine',
        rules: 'documented',
        report: 'reports/index.html',
        rerun: (location) => `again ${location}`,
        next: 'nothing',
      }),
    );
    const feature = fixture('outcomes.feature');
    assert.ok(
      text.startsWith(
        `✗ first  Text of first.\n  fails  ${feature}:16 (breaks second too)\n    a step that fails with "no way out": no way out\n    alone: again ${feature}:16\n`,
      ),
      text,
    );
    assert.match(
      text,
      /✗ claims that a test can decide, and no scenario is tagged with\n {2}untold {2}Text of untold\.\n/,
    );
    assert.ok(
      text.endsWith(`skipped
  skipped for want of Docker  ${feature}:10: it requires docker, which is not here

4 documented claims: 2 are broken (first, second), 1 has no scenario (untold), 1 cannot be tested (context)
  context cannot be tested: It is context.
6 scenarios failed, 2 scenarios passed, 1 skipped in 6.2 s on the embedded engine, documented rules
Report: reports/index.html
`),
      text,
    );
  });
});

test('where everything must be there, a skipped scenario fails', async () => {
  const summary = await run({ skipsFail: true });
  assert.equal(byName(summary)['skipped for want of Docker'], 'failed: it requires docker, which is not here');
});

test('a dry run plans, and finds steps that nobody wrote', async () => {
  const results = byName(await run({ dryRun: true }));
  assert.equal(results.passes, 'planned');
  assert.equal(results.fails, 'planned');
  assert.equal(results.undefined, 'failed: a step that nobody wrote: no step definition matches');
});

test('a claim whose scenarios were left out of this run was not run; it has scenarios all the same', async () => {
  const summary = await run({ tags: '@claim:nonsense' });
  assert.deepEqual(
    summary.claims.map(({ status }) => status),
    ['holds', 'not run', 'no scenario', 'cannot be tested'],
  );
});

test('a claim is no gap when only some features were read', async () => {
  const summary = await run({ allFeaturesRead: false });
  assert.equal(summary.claims[2]?.status, 'not run');
});

test('what is not Gherkin is named with its line', async () => {
  const summary = await run({ feature: 'broken.feature' });
  assert.equal(summary.scenarios.length, 0);
  assert.equal(summary.parseErrors[0]?.location, `${fixture('broken.feature')}:4`);
  assert.match(summary.parseErrors[0]?.message ?? '', /^expected: .*, got 'Perhaps something else'$/);
});

test('a hook around the run that fails is reported', async () => {
  const summary = await run({ steps: 'failing-hook.ts' });
  assert.deepEqual(summary.runErrors, ['no engine']);
});
