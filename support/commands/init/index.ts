import { type Command, Option } from 'commander';
import { CI_SERVICES } from './ci.ts';
import type { InitOptions } from './options.ts';

export function registerInit(program: Command): void {
  program
    .command('init')
    .summary('write a first configuration and a first feature here')
    .description(
      'Writes train-encrypt.config.ts, features/encryption.feature and what cucumber-js needs to run it into this ' +
        'folder. Overwrites no file without --force.',
    )
    .argument('[command...]', 'your wrapper: program and arguments, after --')
    .addOption(new Option('--ci <service>', 'write a job that runs check on every change too').choices(CI_SERVICES))
    .option('--force', 'overwrite existing files')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt init                        then put your command into train-encrypt.config.ts
  train-encrypt init -- python launch.py --subnets {subnets} --groups {security_groups}
  train-encrypt init --ci github -- python launch.py
                                            with .github/workflows/train-encrypt.yml
  train-encrypt init --ci gitlab            with .gitlab-ci.yml, or a job to include in the one that is there;
                                            where init was run before, that file alone`,
    )
    .action(async (words: string[], options: InitOptions) => {
      const { init } = await import('./run.ts');
      process.exitCode = await init(words, options);
    });
}
