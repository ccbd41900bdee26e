import type { Command } from 'commander';
import { signingKey } from './audit/options.ts';
import type { AuditOptions, DocsOptions } from './options.ts';

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
    .option(
      '--kernel <file>',
      'which verdicts the packet filter of a kernel confirmed (default: kernel.json in the folder of reports, if it is there)',
    )
    .option('--data <file>', 'write what the pages are made of as JSON too')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt docs
  train-encrypt docs merge shard-1/messages.ndjson shard-2/messages.ndjson --reports site
  train-encrypt docs merge artifacts --reports site
                                         all messages.ndjson and check.json below a folder
  train-encrypt docs audit --since audits/1.4/audit.json --sign gpg:0xC0FFEE`,
    )
    .action(async (options: DocsOptions) => {
      const { writeDocs } = await import('./run.ts');
      process.exitCode = await writeDocs(options);
    });

  docs
    .command('audit')
    .summary('write what features and check showed as one document for an auditor')
    .description(
      'Writes a folder to pass on: audit.html, one file that needs no other; audit.pdf, printed by a ' +
        'Chromium or Chrome that is installed; audit.json, for later audits to compare with; the evidence; and SHA256SUMS. ' +
        'What was launched in AWS is not in it: audit, without docs, judges that from CloudTrail.',
    )
    .argument(
      '[reports...]',
      'messages of features, reports of check (.json), or folders with them (default: those in the folder of reports)',
    )
    .option('--out <folder>', 'where it goes (default: audit in the folder of reports)')
    .option('--since <file>', 'compare with an earlier audit.json, or an earlier report of check')
    .option('--title <question>', 'the question that it answers')
    .option('--no-pdf', 'write no PDF')
    .option('--sign <key>', 'sign SHA256SUMS with a tool that is installed: gpg:<key id> or cosign:<key>', signingKey)
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt docs audit
  train-encrypt docs audit artifacts --out audits/1.5 --since audits/1.4/audit.json
  train-encrypt docs audit --sign gpg:security@example.com
  cd reports/audit && sha256sum -c SHA256SUMS
                                         finds a byte that changed

TRAIN_ENCRYPT_CHROMIUM names the browser that prints; otherwise it is looked for on the PATH.`,
    )
    .action(async (places: string[], _: unknown, command: Command) => {
      const { auditDocs } = await import('./audit/run.ts');
      process.exitCode = await auditDocs(places, command.optsWithGlobals<AuditOptions>());
    });

  docs
    .command('merge')
    .summary('make one site of runs sharded over machines, or on several engines')
    .description(
      'Makes one site of several runs: shards of one, of features or of check, become that run; runs on several engines or under several rules ' +
        'stand side by side. Shards that are missing are named, and end with exit code 1.',
    )
    .argument(
      '<reports...>',
      "cucumber's messages of runs, reports of check (.json), or folders with files called messages.ndjson and check.json",
    )
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
