import type { Command } from 'commander';
import type { ExplainOptions } from './options.ts';

export function registerExplain(program: Command): void {
  program
    .command('explain')
    .summary('print what a finding, rule, answer or situation means')
    .description(
      'Prints what an id means, with an example, the fix and the source. Without an id it lists every finding, rule, ' +
        'answer and situation.',
    )
    .argument('[id]', 'such as flag-not-sent, outbound-rules, answer-blocked or esp-missing')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt explain
  train-encrypt explain flag-not-sent
  train-encrypt explain "not shown"`,
    )
    .action(async (id: string | undefined, options: ExplainOptions) => {
      const { explain } = await import('./run.ts');
      process.stdout.write(explain(id, options));
    });
}
