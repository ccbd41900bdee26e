// 20,000 documents, damaged at random, of every kind that lint reads: each is judged and reported, or refused as
// something that cannot be read (exit code 2). None may end in a fault of the tool (exit code 3) or a hang.
//
//   tsx verification/damaged-documents.ts [--documents 20000] [--seed 20261128] [--time-limit 900]
//
// Ends with 0 when all held, 1 when something did not, 2 for bad flags. A seed repeats a run.

import { spawnSync } from 'node:child_process';
import { Command, CommanderError } from 'commander';
import { report } from '../support/commands/exit.ts';
import { wholeNumber } from '../support/commands/options.ts';
import { lintDamaged } from './damaged-documents/run.ts';

interface Options {
  readonly documents: number;
  readonly seed: number;
  readonly timeLimit: number;
}

const CHILD = 'TRAIN_ENCRYPT_DAMAGED_DOCUMENTS';

const program = new Command('damaged-documents')
  .description('Lints documents that were damaged at random: no fault, no hang.')
  .option('--documents <number>', 'how many to lint', wholeNumber(1, 10_000_000), 20_000)
  .option('--seed <number>', 'the same seed damages the same', wholeNumber(0, 2_000_000_000), 20_261_128)
  .option('--time-limit <seconds>', 'a run that takes longer has failed', wholeNumber(1, 86_400), 900)
  .exitOverride();

try {
  const options = program.parse().opts<Options>();
  process.exitCode = process.env[CHILD] === undefined ? limited(options) : await run(options);
} catch (error) {
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : report(error);
}

/** A program that hangs, another must end. */
function limited({ timeLimit }: Options): number {
  const { status, error } = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    timeout: timeLimit * 1_000,
    killSignal: 'SIGKILL',
    env: { ...process.env, [CHILD]: '1' },
  });
  if (error === undefined) return status ?? 1;
  if ((error as NodeJS.ErrnoException).code !== 'ETIMEDOUT') throw error;
  process.stderr.write(`train-encrypt: not done after ${timeLimit} s; --time-limit gives it longer.\n`);
  return 1;
}

async function run({ documents, seed }: Options): Promise<number> {
  const { judged, refused, faults } = await lintDamaged(documents, seed);
  for (const { number, what, text, error } of faults.slice(0, 20)) {
    process.stdout.write(`document ${number}: ${what}\n${(error as Error).stack}\n${text.slice(0, 500)}\n\n`);
  }
  process.stdout.write(
    `${documents} documents, seed ${seed}: ${judged} judged, ${refused} refused, ${faults.length} faults\n`,
  );
  return faults.length > 0 ? 1 : 0;
}
