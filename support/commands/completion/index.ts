import { Argument, type Command } from 'commander';
import { SHELLS, type Shell } from './shells.ts';

export function registerCompletion(program: Command): void {
  program
    .command('completion')
    .summary('print what lets a shell complete this command with Tab')
    .description(
      'Prints a script for a shell, which completes verbs, options and their values with Tab. The shell finds ' +
        'train-encrypt by its name: it has to be on the PATH, such as by npm install --global.',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt completion bash >> ~/.bashrc
  train-encrypt completion zsh >> ~/.zshrc
  train-encrypt completion fish > ~/.config/fish/completions/train-encrypt.fish`,
    )
    .action(async (shell: Shell) => {
      const { SCRIPTS } = await import('./scripts.ts');
      process.stdout.write(SCRIPTS[shell]);
    });

  // What the script asks at every Tab.
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt complete -- check --eng`,
    )
    .action(async (words: string[]) => {
      const { completions } = await import('./run.ts');
      process.stdout.write(completions(program, words));
    });
}
