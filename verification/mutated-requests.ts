// 100,000 requests of real clients, damaged at random, over every operation that is answered: none may end in a fault,
// a hang or memory that stays after the stores are reset. Sent in rounds of 10,000, each from stores that are empty.
//
//   tsx verification/mutated-requests.ts [--requests 100000] [--round 10000] [--seed 20261123] [--time-limit 900]
//
// Ends with 0 when all held, 1 when something did not, 2 for bad flags. A round can be had again alone: its seed is
// that of the first round and the number of rounds before it.

import { spawnSync } from 'node:child_process';
import { Command, CommanderError } from 'commander';
import { endOnFault, report } from '../support/commands/exit.ts';
import { wholeNumber } from '../support/commands/options.ts';
import { type Account, type Harness, startHarness } from '../support/harness.ts';
import { growthOf, keptBytes, MOST_GROWTH } from './mutated-requests/memory.ts';
import { record } from './mutated-requests/recording/index.ts';
import { type Findings, sendMutated, statusText } from './mutated-requests/run.ts';

interface Options {
  readonly requests: number;
  readonly round: number;
  readonly seed: number;
  readonly timeLimit: number;
}

const program = new Command('mutated-requests')
  .description('Sends requests that were damaged at random: no fault, no hang, no growth of memory.')
  .option('--requests <number>', 'how many to send', wholeNumber(1, 10_000_000), 100_000)
  .option('--round <number>', 'after how many the stores are reset', wholeNumber(1, 100_000), 10_000)
  .option('--seed <number>', 'the same seed sends the same', wholeNumber(0, 2_000_000_000), 20_261_123)
  .option('--time-limit <seconds>', 'a run that takes longer has failed', wholeNumber(1, 86_400), 900)
  .exitOverride();

try {
  const options = program.parse().opts<Options>();
  process.exitCode = globalThis.gc === undefined ? withCollector(options) : await run(options);
} catch (error) {
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : report(error);
}

/** Node lets a program collect its garbage only when it was started so; and a program that hangs, another must end. */
function withCollector({ timeLimit }: Options): number {
  const args = ['--expose-gc', ...process.execArgv, ...process.argv.slice(1)];
  const options = { stdio: 'inherit', timeout: timeLimit * 1_000, killSignal: 'SIGKILL' } as const;
  const { status, error } = spawnSync(process.execPath, args, options);
  if (error === undefined) return status ?? 1;
  if ((error as NodeJS.ErrnoException).code !== 'ETIMEDOUT') throw error;
  process.stderr.write(`train-encrypt: not done after ${timeLimit} s; --time-limit gives it longer.\n`);
  return 1;
}

async function run({ requests, round, seed }: Options): Promise<number> {
  endOnFault();
  await using harness = await startHarness();
  // One account throughout: each brings clients that stay until the harness is closed.
  const account = harness.createAccount();
  const kept: number[] = [];
  const failures: string[] = [];
  const started = performance.now();
  for (let sent = 0; sent < requests && failures.length === 0; sent += round) {
    const count = Math.min(round, requests - sent);
    const { statuses, slowest, complaints } = await sendRound(harness, account, seed + kept.length, count);
    failures.push(...complaints);
    await harness.reset();
    kept.push(await keptBytes());
    const what = [
      `${sent + count} requests, ${((performance.now() - started) / 1_000).toFixed(0)} s`,
      `kept ${mebibytes(kept.at(-1) ?? 0)}`,
      `slowest ${slowest.toFixed(0)} ms`,
      `seed ${seed + kept.length - 1}`,
      statusText(statuses),
    ];
    process.stdout.write(`${what.join('; ')}\n`);
  }
  const growth = growthOf(kept);
  if (growth !== undefined && growth > MOST_GROWTH) {
    failures.push(`what is kept after a reset grew by ${mebibytes(growth)}; ${mebibytes(MOST_GROWTH)} are allowed`);
  }
  failures.push(...(await stillWorks(harness, account)));
  for (const failure of failures) process.stdout.write(`\n✗ ${failure}\n`);
  const memory = growth === undefined ? 'too few rounds to tell growth' : `growth ${mebibytes(growth)}`;
  process.stdout.write(`${failures.length === 0 ? 'All held' : `${failures.length} did not hold`}; ${memory}\n`);
  return failures.length === 0 ? 0 : 1;
}

/** In a function of its own, so that nothing of the round is held when memory is measured. */
async function sendRound(harness: Harness, account: Account, seed: number, requests: number): Promise<Findings> {
  return sendMutated(await record(account, harness.url), { url: harness.url, seed, requests });
}

/** Health, and every recorded request as it was, jobs that are launched and run among them. */
async function stillWorks(harness: Harness, account: Account): Promise<string[]> {
  try {
    const health = await fetch(`${harness.url}/_train-encrypt/health`);
    const { status } = (await health.json()) as { status: string };
    if (status !== 'ok') return [`after that, health says ${status}`];
    await record(account, harness.url);
    return 'polluted' in {} ? ['a request reached the prototype of all objects'] : [];
  } catch (error) {
    return [`after that, a valid request failed: ${error}`];
  }
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
