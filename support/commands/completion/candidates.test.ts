import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Command, Option } from 'commander';
import { candidates } from './candidates.ts';

function program(): Command {
  const top = new Command('top').version('1');
  top
    .command('run')
    .summary('run it')
    .argument('[paths...]')
    .addOption(new Option('--engine <name>', 'what runs').choices(['embedded', 'endpoint']))
    .option('--file <path>', 'a file')
    .option('--name <name>', 'a name')
    .option('-q, --quiet', 'less');
  const docs = top.command('docs').summary('write');
  docs.command('merge').argument('<messages...>');
  top.command('hidden', { hidden: true });
  top.command('explain').argument('[id]');
  return top;
}

const found = (...words: string[]) =>
  candidates(program(), words, { 'run --name': () => ['ada', 'bob'], 'explain id': () => ['one', 'two'] })?.map(
    ({ value }) => value,
  );

for (const [words, expected] of [
  [[''], ['run', 'docs', 'explain', 'help']],
  [['r'], ['run']],
  [['x'], []],
  [
    ['docs', ''],
    ['merge', 'help'],
  ],
  [['docs', 'm'], ['merge']],
  [['docs', 'merge', ''], undefined],
  [['run', ''], undefined],
  [['run', 'a.feature', ''], undefined],
  [
    ['run', '--'],
    ['--engine', '--file', '--name', '--quiet', '--help'],
  ],
  [['run', '--en'], ['--engine']],
  [
    ['run', '--engine', ''],
    ['embedded', 'endpoint'],
  ],
  [['run', '--engine', 'em'], ['embedded']],
  [['run', '--engine=em'], ['--engine=embedded']],
  [['run', '--engine', 'embedded', '--q'], ['--quiet']],
  [['run', '--file', ''], undefined],
  [['run', '--name', 'b'], ['bob']],
  [
    ['run', '-q', '--name', ''],
    ['ada', 'bob'],
  ],
  [['run', '--quiet', ''], undefined],
  [['run', '--', '--en'], undefined],
  [
    ['explain', ''],
    ['one', 'two'],
  ],
  [['explain', 'one', ''], []],
] as const) {
  test(`after ${JSON.stringify(words)}: ${expected?.join(' ') ?? "a file's name"}`, () => {
    assert.deepEqual(found(...words), expected);
  });
}
