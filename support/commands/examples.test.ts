import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from 'commander';
import { newProgram } from './program.ts';

/** Every command with the words that lead to it, the program itself included. */
function everyCommand(
  command: Command,
  path: readonly string[] = [],
): readonly (readonly [readonly string[], Command])[] {
  return [[path, command], ...command.commands.flatMap((one) => everyCommand(one, [...path, one.name()]))];
}

/** What `--help` prints. */
function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  return help;
}

/** The calls of train-encrypt in the examples, each as words; what stands after two blanks is said about them. */
function examplesIn(help: string): readonly (readonly string[])[] {
  const [, examples = ''] = /\nExamples:\n((?: {2}.*\n|\n)+)/.exec(help) ?? [];
  return (
    examples
      .split('\n\n', 1)[0]
      ?.split('\n')
      .filter((line) => /^ {2}\S/.test(line))
      .flatMap(
        (line) =>
          line
            .trim()
            .split(/ {2,}/, 1)[0]
            ?.split(/ (?:\||&&) /) ?? [],
      )
      .filter((call) => call.startsWith('train-encrypt '))
      .map((call) => wordsOf(call.replace(/ >>? .*/, '')).slice(1)) ?? []
  );
}

/** As a shell splits them, quotes and all. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');

/** Parses without running anything. Throws what commander has against it; returns the verb that would run. */
function parsed(words: readonly string[]): string {
  let ran: string | undefined;
  const program = newProgram();
  for (const [path, command] of everyCommand(program)) {
    command.exitOverride().configureOutput({ writeErr: () => undefined, outputError: () => undefined });
    if (path.length > 0) {
      command.action(() => {
        ran = path.join(' ');
      });
    }
  }
  program.parse(['node', 'train-encrypt', ...words]);
  assert.ok(ran !== undefined, `${words.join(' ')} runs nothing`);
  return ran;
}

for (const [path] of everyCommand(newProgram())) {
  const command = () => everyCommand(newProgram()).find(([other]) => other.join(' ') === path.join(' '))?.[1];
  test(`train-encrypt ${path.join(' ')} --help has examples, and each can be parsed`, () => {
    const own = command();
    assert.ok(own);
    const examples = examplesIn(helpOf(own));
    assert.ok(examples.length > 0);
    const verbs = examples.map(parsed);
    if (path.length > 0) assert.ok(verbs.includes(path.join(' ')), `no example of ${path.join(' ')} itself`);
  });
}

test('an example that cannot be parsed is noticed, and a help without examples', () => {
  const examples = examplesIn(
    '\nExamples:\n  train-encrypt check --nothing  why\n  aws x | train-encrypt lint -\n\nMore:\n  x\n',
  );
  assert.deepEqual(examples, [
    ['check', '--nothing'],
    ['lint', '-'],
  ]);
  assert.throws(() => parsed(examples[0] ?? []), /unknown option '--nothing'/);
  assert.throws(() => parsed(['serve', '--port', 'x']), /Give a whole number/);
  assert.equal(parsed(examples[1] ?? []), 'lint');
  assert.deepEqual(examplesIn('\nOptions:\n  --x\n'), []);
});
