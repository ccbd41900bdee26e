// How fast it starts, answers and grows, beside an empty script, an echo server and moto (where it is installed), all in
// one run. Prints one table; nothing fails for a goal that is missed.
//
//   npm run benchmark -- [--jobs 100000] [--requests 3000] [--runs 9] [--json FILE] [--write]
//
// --write puts the table into docs/performance.md.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packageRoot } from '../support/package.ts';
import { growthRows } from './benchmark/growth.ts';
import { performancePage } from './benchmark/page.ts';
import { type Machine, machineText, type Row, table } from './benchmark/rows.ts';
import { startRows } from './benchmark/start.ts';
import { throughputRows } from './benchmark/throughput.ts';
import { build } from './package/build.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '100000' },
    requests: { type: 'string', default: '3000' },
    runs: { type: 'string', default: '9' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const [jobs, requests, runs] = [values.jobs, values.requests, values.runs].map(Number) as [number, number, number];
if (![jobs - 1_000, requests, runs].every((number) => Number.isInteger(number) && number > 0)) {
  process.stderr.write('train-encrypt: --jobs is a whole number above 1,000, --requests and --runs are from 1.\n');
  process.exit(2);
}

/** Built below the checkout, so that it finds its packages. */
async function installed(): Promise<readonly string[]> {
  const out = join(packageRoot, 'reports', 'benchmark');
  mkdirSync(out, { recursive: true });
  cpSync(join(packageRoot, 'package.json'), join(out, 'package.json'));
  await build(out);
  return [process.execPath, join(out, 'dist', 'support', 'bin.cjs')];
}

function keptRows(): readonly Row[] {
  const script = fileURLToPath(new URL('./benchmark/kept.ts', import.meta.url));
  const answer = execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8' });
  const { bytesPerJob, judged } = JSON.parse(answer) as { readonly bytesPerJob: number; readonly judged: number };
  const goal = (factor: number) => ({ kind: 'at-most', factor }) as const;
  return [
    { what: 'kept for a job that has ended', ours: bytesPerJob / 1024, unit: 'KB', beside: {}, goal: goal(3) },
    { what: '1,000 groups × 100 rules judged', ours: judged, unit: 'ms', beside: {}, goal: goal(10) },
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-benchmark-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const load = (): number => loadavg()[0] ?? 0;
const before = load();
const program = await installed();
const rows = [
  ...(await startRows(program, folder, runs)),
  ...(await throughputRows(program, requests)),
  ...(await growthRows(program, jobs)),
  ...keptRows(),
];
const machine: Machine = {
  date: new Date().toISOString(),
  cpu: cpus()[0]?.model ?? 'unknown processor',
  processors: cpus().length,
  node: process.version,
  load: [before, load()],
};
process.stdout.write(`${machineText(machine)}\n\n${table(rows)}\n`);
if (values.json !== undefined) {
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
}
if (values.write) {
  const profiles = readFileSync(new URL('./benchmark/profiles.md', import.meta.url), 'utf8');
  writeFileSync(join(packageRoot, 'docs', 'performance.md'), performancePage(machine, rows, profiles));
}
