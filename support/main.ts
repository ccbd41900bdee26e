#!/usr/bin/env node
import module from 'node:module';
import { Command, CommanderError } from 'commander';
import { registerAudit } from './commands/audit/index.ts';
import { registerCheck } from './commands/check/index.ts';
import { registerDocs } from './commands/docs/index.ts';
import { endOnFault, holdExitCode, report } from './commands/exit.ts';
import { registerExplain } from './commands/explain/index.ts';
import { registerFeatures } from './commands/features/index.ts';
import { registerInit } from './commands/init/index.ts';
import { registerLint } from './commands/lint/index.ts';
import { registerServe } from './commands/serve/index.ts';
import { version } from './package.ts';

// What the verbs load is compiled once, not at every run.
module.enableCompileCache?.();

const program = new Command('train-encrypt')
  .description(
    'Checks that a wrapper keeps the traffic between the training instances of its SageMaker jobs encrypted, the way AWS ' +
      'documents it. A wrapper is the command or code that creates the jobs. train-encrypt itself calls AWS only to ' +
      'read: networks for lint --aws, histories for audit.',
  )
  .version(version)
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ outputError: () => {} })
  .addHelpText(
    'after',
    `
Examples:
  train-encrypt features                    run every documented rule as a feature
  train-encrypt features --rules observed   the same, as the service was seen to behave
  train-encrypt check -- python launch.py   judge what your wrapper sends
  train-encrypt init                        write a first configuration and a first feature
  train-encrypt lint request.json           judge a request before it is sent
  train-encrypt audit AWSLogs               judge what was launched, from CloudTrail
  train-encrypt serve                       give any AWS SDK an endpoint for its jobs
  train-encrypt explain flag-not-sent       what a finding, rule, answer or situation means

Exit codes: 0 everything held, 1 something is broken, 2 usage or configuration, 3 the tool could not do its work.`,
  );

registerFeatures(program);
registerServe(program);
registerCheck(program);
registerLint(program);
registerAudit(program);
registerExplain(program);
registerInit(program);
registerDocs(program);
endOnFault();
const held = holdExitCode();

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? usage(error) : report(error);
}
held.done();

/** Help that was asked for is no error; everything else that commander ends with is a mistake in the command line. */
function usage(error: CommanderError): number {
  if (error.exitCode === 0) return 0;
  if (error.code === 'commander.help') return 2;
  const verb = program.commands.find((command) => command.name() === process.argv[2]);
  const help = ['train-encrypt', ...(verb === undefined ? [] : [verb.name()]), '--help'].join(' ');
  const text = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  process.stderr.write(`train-encrypt: ${text}${/[.?)]$/.test(text) ? '' : '.'} See ${help}\n`);
  return 2;
}
