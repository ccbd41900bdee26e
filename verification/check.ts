// What `train-encrypt check` around a command takes beside the command itself, both against the embedded engine. Run by
// turns, so that what else this machine does falls on both. Prints the medians; a missed goal is reported, not failed.
//
//   npm run benchmark:check -- [--pairs 7] [--sources] [-- command…]
//
// As installed, from JavaScript that is built for this; --sources runs the sources through tsx instead. Without a
// command, a wrapper of one job in Node without an SDK. Then what isolation by the kernel adds to one command, beside the
// environment alone.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { startHarness } from '../support/harness.ts';
import { packageRoot } from '../support/package.ts';
import type * as Attempts from '../support/wrappers/attempt.ts';
import { attempt } from '../support/wrappers/attempt.ts';
import { chooseIsolation, describeIsolation, type IsolationChoice } from '../support/wrappers/isolation/index.ts';
import { situations } from '../support/wrappers/situations/index.ts';
import { writeWrapper } from '../support/wrappers/testing/wrapper.ts';
import { build } from './package/build.ts';

/** Seconds that `check` may take above its command. */
const GOAL = 1.5;
/** Milliseconds that isolation by the kernel may add to a command. */
const ISOLATION_GOAL_MS = 150;

const { values, positionals } = parseArgs({
  options: { pairs: { type: 'string', default: '7' }, sources: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const pairs = Number(values.pairs);
if (!Number.isInteger(pairs) || pairs < 1) {
  process.stderr.write('train-encrypt: --pairs is a whole number from 1.\n');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-benchmark-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const command = positionals.length > 0 ? positionals : [process.execPath, writeWrapper(folder)];

/** Built below the checkout, so that the code finds its packages. */
async function built(): Promise<string> {
  const out = join(packageRoot, 'reports', 'benchmark-check');
  mkdirSync(out, { recursive: true });
  cpSync(join(packageRoot, 'package.json'), join(out, 'package.json'));
  await build(out);
  return join(out, 'dist', 'support', 'bin.cjs');
}

const main = values.sources
  ? ['--import', import.meta.resolve('tsx'), join(packageRoot, 'support', 'main.ts')]
  : [await built()];

/** Seconds of wall time, from starting the process to its end. Whether the wrapper is a good one is not looked at. */
async function time(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0 && code !== 1) {
    process.stderr.write(`${stdout}${stderr}train-encrypt: ${program} ended with ${code}; there is nothing to time.\n`);
    process.exit(3);
  }
  return (performance.now() - started) / 1000;
}

/** The environment that `check` gives its command, taken from a command that prints it. */
async function environmentOf(harness: Awaited<ReturnType<typeof startHarness>>): Promise<NodeJS.ProcessEnv> {
  const [situation] = situations;
  if (situation === undefined) throw new Error('there is no situation');
  let printed = '';
  await attempt(harness, {
    wrapper: 'environment',
    situation,
    command: [process.execPath, '-p', 'JSON.stringify(process.env)'],
    onOutput: (stream, chunk) => {
      if (stream === 'stdout') printed += Buffer.from(chunk).toString();
    },
  });
  const environment = JSON.parse(printed) as Record<string, string>;
  // The proxy and the files of that attempt are gone.
  const gone = /proxy|certificate|_ca_|_cert|java|boto|aws_config|credentials_file|sagemaker_/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !gone.test(name)));
}

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
};
const seconds = (number: number) => `${number.toFixed(2)} s`.padStart(11);

await using harness = await startHarness({ time: 'instant' });
const environment = await environmentOf(harness);
const [program = '', ...args] = command;
const load = loadavg()[0]?.toFixed(1);
process.stdout.write(`${availableParallelism()} processors, load ${load}, Node ${process.version}\n`);
process.stdout.write(`${values.sources ? 'the sources through tsx' : 'as installed'}: ${command.join(' ')}\n`);
process.stdout.write(`${'pair'.padEnd(8)}${'alone'.padStart(11)}${'check'.padStart(11)}${'above'.padStart(11)}\n`);
const alone: number[] = [];
const checked: number[] = [];
const row = (name: string, a: number, b: number) =>
  process.stdout.write(`${name.padEnd(8)}${seconds(a)}${seconds(b)}${seconds(b - a)}\n`);
for (let pair = 1; pair <= pairs; pair += 1) {
  const a = await time(program, args, environment);
  const b = await time(process.execPath, [...main, 'check', '--', ...command], process.env);
  alone.push(a);
  checked.push(b);
  row(String(pair), a, b);
}
const above = median(checked.map((total, index) => total - (alone[index] ?? 0)));
row('median', median(alone), median(checked));
process.stdout.write(
  `check takes ${(median(checked) / median(alone)).toFixed(2)} times as long, ${above.toFixed(2)} s above the command; ` +
    `the goal of ${GOAL} s is ${above <= GOAL ? 'held' : 'missed'}\n`,
);

/** What prepares a sandbox, and the first process in it: as installed, or from the sources. */
const tried: typeof Attempts = values.sources
  ? await import('../support/wrappers/attempt.ts')
  : await import(join(main[0] ?? '', '..', 'wrappers', 'attempt.js'));

interface Took {
  /** Milliseconds from its preparation to the end of everything. */
  readonly wall: number;
  /** Milliseconds of processor time, of this process and all that it waited for: what else a machine does adds nothing. */
  readonly cpu: number;
}

/** Milliseconds: the kernel counts the time of children in hundredths of a second, as proc_pid_stat(5) has it. */
function childrenCpu(): number {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function cpuSoFar(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenCpu();
}

/** Tries a command that only ends. */
async function timeIsolated(isolation: IsolationChoice): Promise<Took> {
  const [situation] = situations;
  if (situation === undefined) throw new Error('there is no situation');
  const [started, before] = [performance.now(), cpuSoFar()];
  await tried.attempt(harness, { wrapper: 'nothing', situation, command: ['true'], cwd: folder, isolation });
  return { wall: performance.now() - started, cpu: cpuSoFar() - before };
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const inForce = await chooseIsolation('auto', folder);
process.stdout.write(`\nIsolation: ${describeIsolation(inForce)}\n`);
if (inForce.kind === 'kernel') {
  const runs = Math.max(15, pairs);
  const took: { readonly kernel: Took; readonly environment: Took }[] = [];
  // The first of each loads what later ones have.
  await timeIsolated('kernel');
  await timeIsolated('environment');
  for (let run = 0; run < runs; run += 1) {
    const kernel = await timeIsolated('kernel');
    took.push({ kernel, environment: await timeIsolated('environment') });
  }
  const kernel = median(took.map((one) => one.kernel.wall));
  const without = median(took.map(({ environment }) => environment.wall));
  const added = median(took.map((one) => one.kernel.wall - one.environment.wall));
  const cpu = mean(took.map((one) => one.kernel.cpu - one.environment.cpu));
  process.stdout.write(
    `a command that only ends, medians of ${runs} pairs: ${kernel.toFixed(0)} ms by the kernel, ${without.toFixed(0)} ms by ` +
      `the environment alone; isolation adds ${added.toFixed(0)} ms (${cpu.toFixed(0)} ms of processor time), the goal of ` +
      `${ISOLATION_GOAL_MS} ms is ${added <= ISOLATION_GOAL_MS ? 'held' : 'missed'}, load ${loadavg()[0]?.toFixed(1)}\n`,
  );
}
