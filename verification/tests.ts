import { spawn } from 'node:child_process';
import { createWriteStream, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { dot, tap } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { counter, type Outcome } from './tests/outcome.ts';
import { bundleProgram } from './tests/program.ts';

/**
 * Runs the unit tests: `node verification/tests.ts [--quick] [--features] [--tap file] [files…]`. Prints what was
 * skipped and why, what failed, and a line of totals; writes `reports/unit.tap`. Exit code 1 when a test fails or none
 * ran. With `--features`, the features follow; in CI they run beside the tests, and are reported afterwards.
 *
 * The tests of a room that starts no process share one: loading Node, SDKs and schemas costs more than most tests.
 */

/** Rooms whose tests share a process; those that take longest first, so that none of them ends alone. */
const SHARED = [
  'sagemaker',
  'gateway',
  'ec2',
  'network',
  'lint',
  'neighbours',
  'rules',
  'protocol',
  'text',
  'findings',
].map((room) => `support/${room}`);

/** Files that take a minute, most of it waiting for browsers, containers and other programs: they begin first. */
const LONG = [
  'verification/packed-package.test.ts',
  'support/documentation/site/browser/pages.test.ts',
  'verification/audit-engines.test.ts',
  'verification/parity/parity.test.ts',
  'support/engines/localstack/start.test.ts',
  'support/documentation/site/browser/hostile.test.ts',
];

const TESTS = '{support,steps,verification}/**/*.test.ts';
const root = resolve(import.meta.dirname, '..');
const reports = join(root, 'reports');

/** Milliseconds until a test counts as one that hangs. */
const TIMEOUT = 600_000;

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    features: { type: 'boolean', default: false },
    tap: { type: 'string', default: join(reports, 'unit.tap') },
  },
  allowPositionals: true,
});

process.chdir(root);
mkdirSync(reports, { recursive: true });
// Children inherit it: what one of them compiled, the next ones load.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/train-encrypt/compiled');

const tests = positionals.length > 0 ? positionals : files();
if (positionals.length === 0 && !values.quick) {
  process.env.TRAIN_ENCRYPT_TEST_PROGRAM = await bundleProgram(root, join(reports, 'unit', 'program'));
}
// In CI both wait for containers, browsers and Python. Elsewhere they compute, and each would slow the other down.
const beside = values.features && process.env.CI ? features('pipe') : undefined;
const outcome = await runAll(tests);
report(outcome);
process.exitCode = outcome.failed.length > 0 || outcome.passed === 0 ? 1 : 0;
if (values.features) {
  const { code, output } = await (beside ?? features('inherit'));
  process.stdout.write(output);
  process.exitCode ||= code;
}

/** @param stdio `pipe` keeps what they print, for when the unit tests are reported */
async function features(stdio: 'inherit' | 'pipe'): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(process.execPath, ['support/main.ts', 'features', '--suite', 'all'], {
    stdio: ['ignore', stdio, stdio],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', (status) => resolve(status ?? 1));
  });
  return { code, output };
}

/** The files to run: one per room that shares a process, and every other test file by itself. */
function files(): readonly string[] {
  const folder = join(reports, 'unit');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const all = globSync(TESTS);
  const rooms = SHARED.map((room) => {
    const file = join(folder, `${room.replace('support/', '')}.mjs`);
    const tests = all.filter((test) => test.startsWith(`${room}/`)).sort();
    writeFileSync(file, tests.map((test) => `import ${JSON.stringify(pathToFileURL(test).href)};\n`).join(''));
    return file;
  });
  const alone = all.filter((test) => !LONG.includes(test) && !SHARED.some((room) => test.startsWith(`${room}/`)));
  return values.quick ? rooms : [...LONG, ...rooms, ...alone.sort()];
}

async function runAll(tests: readonly string[]): Promise<Outcome> {
  const stream = run({
    files: tests.map((file) => resolve(file)),
    concurrency: availableParallelism(),
    timeout: TIMEOUT,
    execArgv: ['--import', pathToFileURL(join(import.meta.dirname, 'jsx.ts')).href],
  });
  const counted = counter(stream);
  stream.compose(dot).pipe(process.stdout);
  const written = stream.compose(tap).pipe(createWriteStream(values.tap));
  await finished(written);
  return counted();
}

function report({ passed, failed, skipped }: Outcome): void {
  const list = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) console.log(`\n${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  };
  list('Skipped', skipped);
  list(`Failed (details in ${values.tap})`, failed);
  console.log(`\n${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
}
