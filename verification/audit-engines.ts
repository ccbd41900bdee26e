import { Command, CommanderError } from 'commander';
import { report } from '../support/commands/exit.ts';
import { wholeNumber } from '../support/commands/options.ts';
import { Failure } from '../support/failure.ts';
import { counted } from '../support/text/words.ts';
import { compareEngines } from './audit/compare.ts';
import { trinoJars } from './audit/trino.ts';

// The audit's numbers on every engine: DuckDB, and Trino over the tables of Athena and of CloudTrail Lake, about the same
// records. Exit code 1 on a difference, or when a fault that was planted in Trino's SQL makes none.

const program = new Command('audit-engines')
  .description('Asks DuckDB and Trino the same question about the same records, and compares every number.')
  .option(
    '--records <number>',
    'how many of a made-up history; random ones come beside them',
    wholeNumber(1, 100_000),
    2000,
  )
  .option('--seed <number>', 'the same seed gives the same records', wholeNumber(0, 2 ** 31 - 1), 1)
  .exitOverride();

try {
  program.parse();
  process.exitCode = await main(program.opts());
} catch (error) {
  process.exitCode = error instanceof CommanderError ? error.exitCode : report(error);
}

async function main({ records, seed }: { readonly records: number; readonly seed: number }): Promise<number> {
  const jars = trinoJars();
  if (jars === undefined) {
    throw new Failure(
      'Trino is not here. mvn -f verification/audit/trino/pom.xml dependency:copy-dependencies -DoutputDirectory=.venv/trino',
      { exitCode: 3 },
    );
  }
  const { differences, planted, rows, jobs, answers, ...compared } = await compareEngines(jars, { records, seed });
  const isNoticed = planted.length > 0;
  process.stdout.write(
    `${compared.records} records, ${jobs} jobs, ${rows} tallies, answers: ${answers.join(', ')}\n` +
      `DuckDB and Trino on the tables of Athena and CloudTrail Lake: ${counted(differences.length, 'difference')}\n`,
  );
  for (const difference of differences.slice(0, 10)) process.stdout.write(`  ${difference}\n`);
  process.stdout.write(
    `A fault planted in the SQL of Trino: ${counted(planted.length, 'difference')}\n` +
      `${differences.length === 0 && isNoticed ? 'The numbers are equal.' : 'FAILED'}\n`,
  );
  return differences.length === 0 && isNoticed ? 0 : 1;
}
