import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Command } from 'commander';
import { parse } from 'yaml';
import { packageRoot } from '../../package.ts';
import { registerCheck } from '../check/index.ts';
import { registerFeatures } from '../features/index.ts';
import { registerDocs } from './index.ts';

// Nobody here can run what runs on GitHub and GitLab; that their files say what the command understands can be seen.

const FILES = ['.github/workflows/docs.yml', 'examples/ci/gitlab-ci.yml'];

/** Every text in the file that calls train-encrypt: its arguments, with one value for each variable. */
function callsIn(file: string): readonly string[][] {
  const calls: string[][] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
    const [, words] = /^(?:npm run cli --|npx train-encrypt) (.+)$/.exec(typeof value === 'string' ? value : '') ?? [];
    if (words === undefined) return;
    const filled = words
      .replace(/\$\{\{ matrix\.engine \}\}|\$ENGINE/, 'localstack')
      .replace(/\$\{\{ matrix\.shard \}\}|\$SHARD/, '2/2')
      .replace('$CI_NODE_INDEX', '1');
    calls.push(filled.split(' '));
  };
  walk(parse(readFileSync(join(packageRoot, file), 'utf8')));
  return calls;
}

/** What the command understands, without doing it. */
async function understood(args: readonly string[]): Promise<{ readonly name: string; readonly options: unknown }> {
  const program = new Command('train-encrypt').exitOverride().configureOutput({ writeErr: () => {} });
  registerFeatures(program);
  registerCheck(program);
  registerDocs(program);
  let found: Command | undefined;
  const hush = (command: Command): void => {
    command.exitOverride().action((...given: unknown[]) => {
      found = given.at(-1) as Command;
    });
    command.commands.forEach(hush);
  };
  program.commands.forEach(hush);
  await program.parseAsync(args, { from: 'user' });
  return { name: found?.name() ?? '', options: found?.optsWithGlobals() };
}

for (const file of FILES) {
  test(`${file} runs shards of each engine, and merges them where their messages are put`, async () => {
    const calls = await Promise.all(callsIn(file).map(understood));
    assert.deepEqual(
      calls.map(({ name }) => name),
      ['features', 'merge'],
    );
    const [features, merge] = calls.map(({ options }) => options as Record<string, string>);
    assert.deepEqual([features?.engine, features?.shard], ['localstack', '2/2']);
    assert.notEqual(merge?.reports, 'reports', 'the site has a folder of its own');
  });
}

const WORKFLOWS = join(packageRoot, '.github/workflows');

test('workflows name actions by commit, which nobody can move, with the tag beside it', () => {
  const uses = readdirSync(WORKFLOWS).flatMap((name) =>
    [...readFileSync(join(WORKFLOWS, name), 'utf8').matchAll(/^\s*-? *uses: (.*)$/gm)].map(([, use = '']) => use),
  );
  assert.ok(uses.length > 0);
  for (const use of uses) assert.match(use, /^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  const commits = new Map<string, string>();
  for (const use of uses) {
    const [action = '', commit = ''] = use.split('@');
    assert.equal(commits.get(action) ?? commit, commit, `${action} is one version everywhere`);
    commits.set(action, commit);
  }
});

test('examples/ci/github-check.yml isolates the wrapper by the kernel, which Ubuntu has to allow before', async () => {
  const file = 'examples/ci/github-check.yml';
  const calls = await Promise.all(callsIn(file).map(understood));
  assert.deepEqual(
    calls.map(({ name, options }) => [name, (options as Record<string, string>).isolation]),
    [['check', 'kernel']],
  );
  const text = readFileSync(join(packageRoot, file), 'utf8');
  const sysctl = text.indexOf('sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0');
  assert.ok(sysctl > 0 && sysctl < text.indexOf('npx train-encrypt check'));
});

test('wherever a workflow is shown or run, check is isolated by the kernel', () => {
  for (const file of ['README.md', '.ci/run', ...FILES, 'examples/ci/github-check.yml', '.github/workflows/ci.yml']) {
    const text = readFileSync(join(packageRoot, file), 'utf8').replaceAll('\\\n', '');
    const lines = text.split('\n').filter((line) => /^\s*(- run: )?.*(npx train-encrypt|bin\.cjs) check /.test(line));
    const inCi = lines.filter((line) => /- run:|bin\.cjs/.test(line));
    assert.deepEqual(
      inCi.filter((line) => !line.includes('--isolation kernel')),
      [],
      file,
    );
  }
  assert.match(
    readFileSync(join(packageRoot, 'README.md'), 'utf8'),
    /- run: npx train-encrypt check --isolation kernel/,
  );
  assert.match(readFileSync(join(packageRoot, '.ci/run'), 'utf8'), /check --isolation kernel/);
});
