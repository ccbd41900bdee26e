import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { packageRoot } from '../../support/package.ts';

const ANSWER = 'support/findings/answer.ts';
const SURFACES = 'support/commands/check/answers.test.ts';

/** What is broken, and with what; whitespace and quotes as a compiler leaves them. */
const MUTATIONS: readonly (readonly [what: string, pattern: string, replacement: string])[] = [
  ['an absent flag counts as true', String.raw`flag\.value\s*!==\s*["']true["']`, 'flag.value==="false"'],
  ['unknown facts are dropped', String.raw`open\.length\s*>\s*0`, 'open.length>99'],
  ['broken rules are dropped', String.raw`broken\.length\s*>\s*0`, 'broken.length>99'],
  ['an expected refusal counts as a failure', String.raw`["']refused["']\s*&&\s*expected`, '"refused"&&!expected'],
];

/** Replaces the function before the surfaces load it. */
const hook = (pattern: string, replacement: string) => `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) {
  const loaded = next(url, context);
  if (!new URL(url).pathname.endsWith('/${ANSWER}')) return loaded;
  const source = String(loaded.source).replace(new RegExp(${JSON.stringify(pattern)}), ${JSON.stringify(replacement)});
  if (source === String(loaded.source)) throw new Error('nothing was mutated');
  return { ...loaded, source };
} });`;

function run(...imports: readonly string[]): string {
  const options = [new URL('../jsx.ts', import.meta.url).href, ...imports].flatMap((one) => ['--import', one]);
  const reporter = ['--test-reporter', 'tap'];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_TEST_CONTEXT'));
  return spawnSync(process.execPath, [...options, ...reporter, SURFACES], { cwd: packageRoot, env, encoding: 'utf8' })
    .stdout;
}

const surfaces = [
  ...readFileSync(join(packageRoot, SURFACES), 'utf8').matchAll(
    /^ {2}(?:'([^']+)'|"([^"]+)"|(\w+)): \(|^ {2}'the history': async/gm,
  ),
];

suite('every surface of check notices that the answer is wrong', () => {
  test('and passes while it is right', () => {
    assert.ok(surfaces.length >= 10);
    assert.doesNotMatch(run(), /^\s*not ok/m);
  });

  for (const [what, pattern, replacement] of MUTATIONS) {
    test(what, () => {
      const output = run(`data:text/javascript,${encodeURIComponent(hook(pattern, replacement))}`);
      const failed = [...output.matchAll(/^ {4}not ok \d+ - (.+)$/gm)].map(([, name]) => name);
      const passed = [...output.matchAll(/^ {4}ok \d+ - (.+)$/gm)].map(([, name]) => name);
      assert.deepEqual(passed, ['all six answers are among the cases'], output.slice(0, 2_000));
      assert.ok(failed.length >= surfaces.length);
    });
  }
});
