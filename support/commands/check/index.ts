import type { Command } from 'commander';
import { Option } from 'commander';
import { ISOLATION_CHOICES } from '../../wrappers/isolation/types.ts';
import { collected, engineOptions, profile, rulesOption, shard, variable, wholeNumber } from '../options.ts';
import type { CheckOptions } from './options.ts';

export function registerCheck(program: Command): void {
  const command = program
    .command('check')
    .summary('run your wrapper, and judge what it sends')
    .description(
      'Runs a command as it is against an endpoint of its own, in a clean environment, and judges every job that it ' +
        'asks for: the flag, the VPC, whether the instances can reach one another, and what it does about errors. ' +
        'Without a command it runs those of train-encrypt.config.ts. ' +
        'On Linux it runs in namespaces from which only that endpoint can be reached, where the system allows them; ' +
        'each report states what was in force.',
    )
    .argument('[command...]', 'program and arguments, after --; {subnets} and the like are filled in')
    .option(
      '--situation <name>',
      'a network and shape to try it in; can be given again; all for all (default: documented)',
      collected(),
    )
    .option('--wrapper <name>', 'only this one of the configuration; can be given again', collected())
    .option('--config <file>', 'the configuration (default: train-encrypt.config.ts, .js, .json, .yaml here)')
    .option('--name <wrapper>', 'what the command is called in reports and baselines')
    .option('--cwd <folder>', 'where the command runs (default: here)')
    .option(
      '--env <NAME[=value]>',
      'a further variable for the command; without a value it is passed on from here; can be given again',
      collected(variable),
    )
    .option(
      '--home-file <path>',
      'a file or folder of your home that the command may read; can be given again',
      collected(),
    )
    .addOption(
      new Option(
        '--isolation <how>',
        'what confines the command (default: auto): the kernel where it can be had; kernel fails where it cannot; environment sets variables only',
      ).choices(ISOLATION_CHOICES),
    )
    .option('--profile <name>', 'an AWS profile that the command names; can be given again', collected(profile))
    .option('--timeout <seconds>', 'how long a command may take (default: 600)', wholeNumber(1, 86_400))
    .option('--output-limit <MiB>', 'how much a command may print (default: 16)', wholeNumber(1, 1_024))
    .option('--parallel <number>', 'how many commands run at once (default: one per processor)', wholeNumber(1, 64))
    .option('--shard <part/parts>', 'only this part of wrappers and situations; docs merge joins the reports', shard)
    .option('--baselines <folder>', 'compare the requests with those approved there')
    .option('--update', 'approve the requests that are sent, unless they are weaker')
    .option('--history <file>', 'keep the history of verdicts there (default: history.json beside reports/check.json)')
    .option('--json <file>', 'write all that was learnt; - is standard output, where nothing else goes then')
    .option('--junit <file>', 'write a JUnit report')
    .option('--sarif <file>', 'write a SARIF report')
    .option('--verbose', 'show what every command prints, not only those that fail')
    .option('--compact', 'show only what failed or is not shown, a line for each cause')
    .option('--only-failures', 'the same as --compact')
    .option('--require-shown', 'fail when anything is not shown')
    .option('--watch', 'run again whenever a file changes, until Ctrl-C')
    .addOption(rulesDefaultedByConfig())
    .option('--strict', 'accept only the rules of a security group as documented, nothing broader')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt check -- python launch.py --subnets {subnets} --groups {security_groups}
  train-encrypt check --situation all -- ./launch.sh
                                         in every network and shape there is
  train-encrypt check                    everything that train-encrypt.config.ts names
  train-encrypt check --wrapper nightly --verbose
  train-encrypt check --baselines approved --update
                                         approve what is sent; later runs show what has changed
  train-encrypt check --shard 1/4 --json shards/1/check.json
                                         a quarter of it; docs merge joins what each machine wrote
  train-encrypt check --sarif check.sarif --junit check.xml
  train-encrypt check --watch -- python launch.py
                                         again at every change, while you fix it

The command finds TRAIN_ENCRYPT_SUBNETS, TRAIN_ENCRYPT_SECURITY_GROUPS, TRAIN_ENCRYPT_ROLE_ARN and TRAIN_ENCRYPT_BUCKET
in its environment. The bucket exists, and holds input/data.csv.`,
    )
    .action(async (words: string[], options: CheckOptions) => {
      if (options.watch) {
        const { watchCheck } = await import('./watch.ts');
        process.exitCode = await watchCheck(withoutWatch(process.argv.slice(2)), options);
        return;
      }
      // With all that came before: what a person waits for is the whole of it.
      const began = 0;
      const { check } = await import('./run.ts');
      process.exitCode = await check(words, { ...options, compact: options.compact || options.onlyFailures }, began);
    });
  for (const option of engineOptions()) command.addOption(option);
}

/** The command's own arguments, after `--`, are left alone. */
function withoutWatch(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return args.filter((arg, index) => arg !== '--watch' || (end >= 0 && index > end));
}

/** As elsewhere, but what is not said here may be said in the configuration. */
function rulesDefaultedByConfig(): Option {
  const { flags, description, argChoices } = rulesOption();
  return new Option(flags, description).choices(argChoices ?? []);
}
