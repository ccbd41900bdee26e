import { Command } from 'commander';
import { version } from '../package.ts';
import { registerAudit } from './audit/index.ts';
import { registerCheck } from './check/index.ts';
import { registerCompletion } from './completion/index.ts';
import { registerDocs } from './docs/index.ts';
import { registerExplain } from './explain/index.ts';
import { registerFeatures } from './features/index.ts';
import { registerInit } from './init/index.ts';
import { registerLint } from './lint/index.ts';
import { registerServe } from './serve/index.ts';

const HELP = `
Examples:
  train-encrypt init --ci github            write a first configuration, a first feature and a workflow
  train-encrypt check -- python launch.py   judge what your wrapper sends
  train-encrypt lint .                      judge requests in documents, before anything is launched
  train-encrypt serve                       give any AWS SDK an endpoint for its jobs
  train-encrypt serve -- npm test           run a command against it
  train-encrypt audit AWSLogs               judge what was launched in AWS, from CloudTrail
  train-encrypt docs audit                  write what features and check showed as one document for an auditor
  train-encrypt features                    run every documented rule as a feature
  train-encrypt features --rules observed   the same, as the service was seen to behave
  train-encrypt explain flag-not-sent       what a finding, rule, answer or situation means

Exit codes: 0 everything held, 1 something is broken, 2 usage or configuration, 3 the tool could not do its work.`;

/** The command line with all its verbs; what they do is loaded when one runs. */
export function newProgram(): Command {
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
    .addHelpText('after', HELP);
  // In the order in which somebody new needs them.
  registerInit(program);
  registerCheck(program);
  registerLint(program);
  registerServe(program);
  registerAudit(program);
  registerDocs(program);
  registerFeatures(program);
  registerExplain(program);
  registerCompletion(program);
  return program;
}
