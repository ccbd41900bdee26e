import type { Command } from 'commander';
import { Option } from 'commander';
import { engineOptions, rulesOption, shard, wholeNumber } from '../options.ts';
import type { FeaturesOptions } from './options.ts';
import type { Suite } from './sources.ts';

export function registerFeatures(program: Command): void {
  const command = program
    .command('features')
    .summary('run every documented rule as a feature')
    .description(
      'Runs the features that come with train-encrypt, or those named, and says which of the documented claims hold.',
    )
    .argument('[paths...]', 'feature files, folders, or scenarios as file:line (default: those of --suite)')
    .addOption(rulesOption())
    .addOption(
      new Option('--suite <name>', 'the documented rules, or with them real wrappers and the tests of this tool itself')
        .choices(['rules', 'all'] satisfies Suite[])
        .default('rules'),
    )
    .option('--tags <expression>', 'only scenarios whose tags match, such as "@claim:esp-ports and not @documented"')
    .option(
      '--parallel <number>',
      'threads; 0 runs in this one (default: one per processor, at most 4)',
      wholeNumber(0, 64),
    )
    .option(
      '--shard <part/parts>',
      'only one part of the scenarios, such as 1/3, to share them out over machines',
      shard,
    )
    .option('--reports <folder>', 'where the reports go: index.html, summary.md, messages.ndjson, junit.xml', 'reports')
    .option('--no-pages', 'write messages.ndjson and junit.xml only; train-encrypt docs makes pages of them later')
    .option('--dry-run', 'match the steps without running them')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt features
  train-encrypt features --tags @claim:outbound-rules
  train-encrypt features --engine localstack
  train-encrypt features features/05-security-group.feature:12`,
    )
    .action(async (paths: string[], options: FeaturesOptions) => {
      const { runFeatures } = await import('./run.ts');
      process.exitCode = await runFeatures(paths, options);
    });
  for (const option of engineOptions()) command.addOption(option);
}
