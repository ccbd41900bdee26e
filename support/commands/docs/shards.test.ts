import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { scratch } from '../../documentation/site/testing/runs.ts';
import type { Evidence, SiteData } from '../../documentation/site/types.ts';
import { packageRoot } from '../../package.ts';
import { MAIN } from '../testing/main.ts';

const FEATURE = 'features/01-private-vpc.feature';

/** Runs the command in a process of its own, as on another machine. */
async function trainEncrypt(cwd: string, ...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

/** What the pages show, without when and how fast it ran. */
function shownIn(file: string) {
  const { scenarios, claims } = JSON.parse(readFileSync(file, 'utf8')) as SiteData;
  return {
    scenarios: scenarios.map(({ id, location, results }) => [
      id,
      location,
      results.map(({ run, status, steps, evidence }) => [run, status, steps.length, evidence?.verdicts.length]),
    ]),
    claims: claims.map(({ claim, status, scenarios }) => [claim.id, status, scenarios]),
  };
}

test('two shards in two processes make one site, the same as a whole run makes', async (t) => {
  using place = scratch();
  const at = (name: string) => join(place.folder, name);
  const run = (name: string, ...flags: string[]) =>
    trainEncrypt(packageRoot, 'features', FEATURE, '--reports', at(name), ...flags);
  const shard = (part: string) => run(`shards/${part[0]}`, '--shard', part, '--parallel', '1');
  const ran = await Promise.all([shard('1/2'), shard('2/2')]);
  ran.push(await run('whole', '--parallel', '2'));
  for (const { code, stderr } of ran) assert.equal(code, 0, stderr);

  await t.test('merged, they show as many scenarios as one run', async () => {
    const merged = await trainEncrypt(
      place.folder,
      'docs',
      'merge',
      at('shards'),
      '--reports',
      at('site'),
      '--data',
      at('merged.json'),
    );
    assert.equal(merged.code, 0, merged.stderr);
    const whole = await trainEncrypt(place.folder, 'docs', '--reports', at('whole'), '--data', at('whole.json'));
    assert.equal(whole.code, 0, whole.stderr);
    const shown = shownIn(at('merged.json'));
    assert.ok(shown.scenarios.length > 10);
    assert.deepEqual(shown, shownIn(at('whole.json')));
    const { scenarios } = JSON.parse(readFileSync(at('merged.json'), 'utf8')) as SiteData;
    const evidence = scenarios.flatMap(({ results }) => results.flatMap(({ evidence }) => evidence ?? []));
    assert.equal(evidence.length, scenarios.length, 'every scenario leaves evidence, whichever thread ran it');
    for (const kind of [
      ({ calls }: Evidence) => calls.some(({ operation }) => operation === 'CreateTrainingJob'),
      ({ calls }: Evidence) => calls.some(({ operation }) => operation === 'AuthorizeSecurityGroupIngress'),
      ({ verdicts }: Evidence) => verdicts.some(({ network }) => (network?.securityGroups.length ?? 0) > 0),
      ({ timelines }: Evidence) => timelines.some(({ transitions }) => transitions.length > 1),
    ]) {
      assert.ok(evidence.some(kind), String(kind));
    }
    const page = readFileSync(at('site/index.html'), 'utf8');
    assert.match(page, /^<!doctype html>/i);
  });

  await t.test('a shard that nobody gave is named, and the rest is shown', async () => {
    const merged = await trainEncrypt(
      place.folder,
      'docs',
      'merge',
      at('shards/2/messages.ndjson'),
      '--reports',
      at('part'),
    );
    assert.equal(merged.code, 1);
    assert.match(merged.stderr, /shard 1\/2 of embedded-documented is missing/);
    assert.match(readFileSync(at('part/summary.md'), 'utf8'), /shard 1\/2 is missing/);
  });

  await t.test('a shard given twice is refused, and nothing is written', async () => {
    const twice = await trainEncrypt(
      place.folder,
      'docs',
      'merge',
      at('shards/1'),
      at('shards/1'),
      '--reports',
      at('twice'),
    );
    assert.equal(twice.code, 2);
    assert.match(twice.stderr, /are both shard 1\/2/);
    assert.throws(() => readFileSync(at('twice/index.html')), { code: 'ENOENT' });
  });
});
