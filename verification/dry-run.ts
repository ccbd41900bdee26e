// How long the features take beside the same run with --dry-run, which loads everything and matches every step but
// runs none. Run by turns, so that what else this machine does falls on both.
//
//   node verification/dry-run.ts [--pairs 5] [--at-most 2] [-- flags of features]

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { pairs: { type: 'string', default: '5' }, 'at-most': { type: 'string', default: '2' } },
  allowPositionals: true,
});
const pairs = Number(values.pairs);
const atMost = Number(values['at-most']);
if (!Number.isInteger(pairs) || pairs < 1 || !(atMost > 0)) {
  process.stderr.write('train-encrypt: --pairs is a whole number from 1, --at-most a number above 0.\n');
  process.exit(2);
}

const main = fileURLToPath(new URL('../support/main.ts', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'train-encrypt-benchmark-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

/** Seconds of wall time, from starting the process to its end. */
async function time(...flags: string[]): Promise<number> {
  const started = performance.now();
  const args = [...process.execArgv, main, 'features', '--reports', reports, ...positionals, ...flags];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) {
    process.stderr.write(
      `${stdout}${stderr}train-encrypt: the features ended with ${code}; there is nothing to time.\n`,
    );
    process.exit(3);
  }
  return (performance.now() - started) / 1000;
}

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
};
const seconds = (number: number) => `${number.toFixed(2)} s`.padStart(10);

process.stdout.write(
  `${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}\n`,
);
process.stdout.write(`${'pair'.padEnd(8)}${'dry run'.padStart(10)}${'features'.padStart(10)}${'ratio'.padStart(8)}\n`);
const dry: number[] = [];
const real: number[] = [];
for (let pair = 1; pair <= pairs; pair += 1) {
  const [a, b] = [await time('--dry-run'), await time()];
  dry.push(a);
  real.push(b);
  process.stdout.write(`${String(pair).padEnd(8)}${seconds(a)}${seconds(b)}${(b / a).toFixed(2).padStart(8)}\n`);
}
const ratio = median(real) / median(dry);
process.stdout.write(
  `${'median'.padEnd(8)}${seconds(median(dry))}${seconds(median(real))}${ratio.toFixed(2).padStart(8)}\n`,
);
if (ratio > atMost) {
  process.stderr.write(`train-encrypt: the features took more than ${atMost} times as long as their dry run.\n`);
  process.exitCode = 1;
}
