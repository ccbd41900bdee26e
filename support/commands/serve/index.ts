import type { Command } from 'commander';
import { collected, engineOptions, hostName, rulesOption, speed, wholeNumber } from '../options.ts';
import type { ServeOptions } from './options.ts';

/** LocalStack's is 4566: both can run side by side. */
const DEFAULT_PORT = 4577;

export function registerServe(program: Command): void {
  const command = program
    .command('serve')
    .summary('give any AWS SDK an endpoint to launch jobs against')
    .description(
      'Starts one endpoint on which SageMaker training and tuning jobs, EC2 networks and STS answer, and reports for ' +
        'every job whether its traffic between instances would be encrypted. The same address shows jobs and calls in a ' +
        'browser. Ends with Ctrl-C, or with the command that is given.',
    )
    .argument(
      '[command...]',
      'program and arguments, after --: run with the endpoint in its environment; {subnets} and the like are filled in',
    )
    .option('--port <number>', '0 takes any that is free', wholeNumber(0, 65_535), DEFAULT_PORT)
    .option('--host <address>', '0.0.0.0 for every network of this machine', '127.0.0.1')
    .option(
      '--allowed-host <name>',
      'a name by which clients ask it, such as that of its container, beside localhost, addresses and --host; can be given again',
      collected(hostName),
      [],
    )
    .addOption(rulesOption())
    .option(
      '--speed <number|second-look|instant|manual>',
      'seconds of a job that pass in one second; second-look: a job can be described, listed and stopped, and has ended at ' +
        'the next look; instant: it has ended at the first; manual: only when a client turns the clock',
      speed,
      'second-look',
    )
    .option('--strict', 'accept only the rules of a security group as documented, nothing broader')
    .option('--policy <file>', 'an IAM policy (JSON) to enforce on calls to SageMaker, conditions on the flag and all')
    .option('--refuse-unencrypted', 'refuse jobs of several instances that do not ask for encryption; AWS accepts them')
    .option(
      '--with-network',
      'make subnets, a security group with the documented rules, and name a role, ready to be used',
    )
    .option(
      '--fault <operation:fault:settings>',
      'what goes wrong with calls or jobs, such as CreateTrainingJob:throttle:times=2; can be given again',
      (text: string, before: readonly string[]) => [...before, text],
      [],
    )
    .option('--faults <file>', 'a list of faults, JSON or YAML')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt serve                    then paste the lines it prints into another shell
  train-encrypt serve --port 0           on any free port
  train-encrypt serve -- npm test        run a command against it; ends with the exit code of the command
  train-encrypt serve --with-network -- python launch.py --subnets {subnets} --groups {security_groups}
                                         the same are in TRAIN_ENCRYPT_SUBNETS, _SECURITY_GROUPS and _ROLE_ARN
  train-encrypt serve --refuse-unencrypted
                                         no unencrypted job of several instances is created
  train-encrypt serve --speed 60         a minute of a job passes in a second
  train-encrypt serve --engine localstack
                                         with the networks in LocalStack
  train-encrypt serve --rules observed   accept what the service accepts; report what is wrong as advice
  train-encrypt serve --fault '*:throttle:chance=20%' --fault 'CreateTrainingJob:fail:at=50%,times=1'
                                         try the retries of your wrapper

Faults: throttle, 500, 503, slow:ms=800, reset:when=before|after|middle strike calls of an operation (iam.GetRole, ec2.*, *);
capacity, fail:at=50%,reason=…, interrupt:at=50% strike the jobs it starts. Settings: times=2, every=3, chance=20%, seed=7,
account=111122223333, job=fraud-*.`,
    )
    .action(async (words: string[], options: ServeOptions) => {
      const { serve } = await import('./run.ts');
      process.exitCode = await serve(words, options);
    });
  for (const option of engineOptions()) command.addOption(option);
}
