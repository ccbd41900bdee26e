import type { Command } from 'commander';
import type { DocsOptions } from './options.ts';

export function registerDocs(program: Command): void {
  const docs = program
    .command('docs')
    .summary('write what runs showed as pages to read')
    .description(
      'Writes the living documentation: each documented claim with its verdict, its scenarios and their evidence, and ' +
        'the matrix of wrappers. It reads what features and check left in the folder of reports; they write it too.',
    )
    .option('--reports <folder>', 'where the pages go, and what they are made of lies', 'reports')
    .option('--messages <file...>', "cucumber's messages of runs (default: messages.ndjson in the folder of reports)")
    .option('--check <file>', 'what check wrote as JSON (default: check.json in the folder of reports, if it is there)')
    .option('--history <file>', "the history of wrappers' verdicts (default: history.json beside what check wrote)")
    .option('--data <file>', 'write what the pages are made of as JSON too')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt docs
  train-encrypt docs merge shard-1/messages.ndjson shard-2/messages.ndjson --reports site
  train-encrypt docs merge artifacts --reports site
                                         all messages.ndjson below a folder`,
    )
    .action(async (options: DocsOptions) => {
      const { writeDocs } = await import('./run.ts');
      process.exitCode = await writeDocs(options);
    });

  docs
    .command('merge')
    .summary('make one site of runs sharded over machines, or on several engines')
    .description(
      'Makes one site of several runs: shards of one become that run, runs on several engines or under several rules ' +
        'stand side by side. Shards that are missing are named, and end with exit code 1.',
    )
    .argument('<messages...>', "cucumber's messages of runs, or folders in which such files called messages.ndjson are")
    .option('--reports <folder>', 'where the pages go', 'reports')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt docs merge shard-1/messages.ndjson shard-2/messages.ndjson --reports site
  train-encrypt docs merge artifacts --reports site
                                         all messages.ndjson below a folder`,
    )
    .action(async (places: string[], _: unknown, command: Command) => {
      const { mergeDocs } = await import('./run.ts');
      // Options of both are read by the first of the two.
      process.exitCode = await mergeDocs(places, command.optsWithGlobals<DocsOptions>());
    });
}
