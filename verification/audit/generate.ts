import { Command, CommanderError } from 'commander';
import { report } from '../../support/commands/exit.ts';
import { wholeNumber } from '../../support/commands/options.ts';
import { writeHistory } from './made-up/history.ts';

// A made-up CloudTrail history of any size, and what it was made to hold.

const program = new Command('generate')
  .description('Writes made-up CloudTrail files below a folder, and prints as JSON what they were made to hold.')
  .argument('<folder>')
  .option('--events <number>', 'how many', wholeNumber(1, 100_000_000), 100_000)
  .option('--seed <number>', 'the same seed gives the same files', wholeNumber(0, 2 ** 32 - 1), 1)
  .option('--per-file <number>', 'events in a file', wholeNumber(1, 1_000_000), 2000)
  .exitOverride();

try {
  program.parse();
  const [folder = ''] = program.args;
  const { files, ...made } = writeHistory(folder, program.opts());
  process.stdout.write(`${JSON.stringify({ files: files.length, ...made })}\n`);
} catch (error) {
  process.exitCode = error instanceof CommanderError ? error.exitCode : report(error);
}
