// The same features on every engine, side by side in one run: which scenarios passed where, and how long each took.
// LocalStack runs twice with --reuse: the first run starts the container, the second finds it.
//
//   tsx verification/engines.ts [--only embedded,localstack,moto,ministack] [--reports reports/engines]
//
// Exit code 1 when a scenario did not pass on every engine alike; the times are printed, with what they are held to.

import { execFileSync, spawn } from 'node:child_process';
import { createReadStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Envelope } from '@cucumber/messages';
import { RunMessages } from '../support/documentation/summary.ts';
import { startEngine } from '../support/engines/start.ts';
import { type EmulatorName, startEmulator } from '../support/engines/testing/emulators.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'embedded,localstack,moto,ministack' },
    reports: { type: 'string', default: 'reports/engines' },
  },
});
const wanted = values.only.split(',');
const main = fileURLToPath(new URL('../support/main.ts', import.meta.url));

interface Run {
  readonly name: string;
  /** Seconds of wall time, from starting the process to its end. */
  readonly seconds: number;
  /** Scenario's location → how it ended. */
  readonly scenarios: ReadonlyMap<string, string>;
}

async function run(name: string, ...flags: string[]): Promise<Run> {
  const reports = join(values.reports, name);
  mkdirSync(reports, { recursive: true });
  const args = [...process.execArgv, main, 'features', '--no-pages', '--reports', reports, ...flags];
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) process.stdout.write(`${name} ended with ${code}:\n${stdout}${stderr}\n`);
  if (code !== 0 && code !== 1) process.exit(3);
  return { name, seconds, scenarios: await scenariosOf(join(reports, 'messages.ndjson')) };
}

async function scenariosOf(file: string): Promise<ReadonlyMap<string, string>> {
  const messages = new RunMessages();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() !== '') messages.add(JSON.parse(line) as Envelope);
  }
  const { scenarios } = messages.summary({ claims: [], allFeaturesRead: false, dryRun: false, skipsFail: false });
  return new Map(scenarios.map(({ location, status }) => [location, status]));
}

/** The counts of one engine, as a row of the table. */
function row({ name, seconds, scenarios }: Run): string {
  const count = (status: string) => [...scenarios.values()].filter((one) => one === status).length;
  const cells = [count('passed'), count('failed'), count('skipped')].map((number) => String(number).padStart(9));
  return `${name.padEnd(20)}${cells.join('')}${seconds.toFixed(1).padStart(10)} s`;
}

/** Scenarios that passed on one engine and did otherwise, or did not run, on another. */
function unlike(runs: readonly Run[]): string[] {
  const locations = new Set(runs.flatMap(({ scenarios }) => [...scenarios.keys()]));
  return [...locations].flatMap((location) => {
    const ends = runs.map(({ name, scenarios }) => `${name}: ${scenarios.get(location) ?? 'not run'}`);
    return ends.every((end) => end.endsWith(': passed')) ? [] : [`${location}  ${ends.join(', ')}`];
  });
}

const removeKept = () =>
  execFileSync('sh', ['-c', 'docker ps -aq --filter label=train-encrypt=localstack | xargs -r docker rm -f'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });

const runs: Run[] = [];
const limits: { readonly what: string; readonly seconds: number; readonly limit: number }[] = [];

if (wanted.includes('embedded')) runs.push(await run('embedded'));
const embedded = runs[0]?.seconds ?? Number.NaN;

if (wanted.includes('localstack')) {
  // What the container alone takes, for nothing of it may be counted against the features.
  const started = performance.now();
  await using engine = await startEngine('localstack', { lean: true, reports: values.reports });
  const start = (performance.now() - started) / 1000;
  process.stdout.write(`${engine.description} started in ${start.toFixed(1)} s\n`);
  await engine[Symbol.asyncDispose]();
  try {
    const first = await run('localstack', '--engine', 'localstack', '--reuse');
    const second = await run('localstack-reused', '--engine', 'localstack', '--reuse');
    runs.push(first, second);
    limits.push(
      { what: 'LocalStack ≤ its start + 3 × embedded', seconds: first.seconds, limit: start + 3 * embedded },
      { what: 'LocalStack again, with --reuse ≤ 3 × embedded', seconds: second.seconds, limit: 3 * embedded },
    );
  } finally {
    removeKept();
  }
}

for (const name of ['moto', 'ministack'] as const satisfies EmulatorName[]) {
  if (!wanted.includes(name)) continue;
  await using emulator = await startEmulator(name);
  runs.push(await run(name, '--ec2-endpoint', emulator.url));
}

process.stdout.write(`\n${'engine'.padEnd(20)}   passed   failed  skipped        wall\n`);
process.stdout.write(`${runs.map(row).join('\n')}\n\n`);
for (const { what, seconds, limit } of limits) {
  const held = seconds <= limit ? 'held' : 'NOT held';
  process.stdout.write(`${what}: ${seconds.toFixed(1)} s against ${limit.toFixed(1)} s, ${held}\n`);
}
const different = unlike(runs);
for (const line of different) process.stdout.write(`✗ ${line}\n`);
process.stdout.write(
  different.length === 0
    ? `The same ${runs[0]?.scenarios.size} scenarios passed on ${runs.length} runs, none skipped.\n`
    : `${different.length} scenarios did not pass alike on every engine.\n`,
);
process.exitCode = different.length === 0 ? 0 : 1;
