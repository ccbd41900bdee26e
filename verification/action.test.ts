import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../support/package.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id?: string;
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const action = parse(readFileSync(join(packageRoot, 'action.yml'), 'utf8')) as Action;
const step = action.runs.steps.find(({ id }) => id === 'check');

/** The variables of the step, its inputs filled in as GitHub does. */
function variables(given: Readonly<Record<string, string>>): Record<string, string> {
  const fill = (text: string) =>
    text.replace(
      /\$\{\{ inputs\.([\w-]+) \}\}/g,
      (_, name: string) => given[name] ?? action.inputs[name]?.default ?? '',
    );
  return Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, text]) => [name, fill(text)]));
}

describe('action.yml', { skip: process.platform === 'win32' && 'the step is a script of bash' }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'action-'));
    for (const [path, name] of [
      ['node_modules/.bin', 'train-encrypt'],
      ['path', 'npx'],
    ] as const) {
      mkdirSync(join(folder, path), { recursive: true });
      const program = join(folder, path, name);
      // Tells what it is, and its arguments, one a line; ends as check does when something is broken.
      writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' ${name} "$@"\nexit 1\n`);
      chmodSync(program, 0o755);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the step in a project that has train-encrypt installed. */
  function run(given: Readonly<Record<string, string>>) {
    const output = join(folder, 'output');
    writeFileSync(output, '');
    const env = { PATH: `${join(folder, 'path')}:${process.env.PATH}`, GITHUB_OUTPUT: output, ...variables(given) };
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''];
    const { status, stdout, stderr } = spawnSync('bash', args, { cwd: folder, env, encoding: 'utf8' });
    return { status, words: stdout.split('\n').slice(0, -1), stderr, output: readFileSync(output, 'utf8') };
  }

  const REPORTS = ['--json', 'reports/check.json', '--junit', 'reports/check.xml', '--sarif', 'reports/check.sarif'];

  test('without inputs it checks the configuration with what the project has installed, and fails with it', () => {
    const { status, words, output } = run({});
    assert.deepEqual(words, ['train-encrypt', 'check', '--isolation', 'kernel', ...REPORTS]);
    assert.equal(status, 1);
    assert.equal(output, 'result=./reports/check.json\nsarif=./reports/check.sarif\n');
    assert.ok(existsSync(join(folder, 'reports')));
  });

  test('every input arrives, the command split as a shell splits it', () => {
    const { words } = run({
      command: `python launch.py --name "two words" '{subnets}'`,
      situations: 'documented, no-vpc esp-missing',
      baselines: 'approved requests',
      config: 'other.yaml',
      isolation: 'auto',
      'require-shown': 'true',
      version: '1.2.3',
    });
    assert.deepEqual(words, [
      'npx',
      '--yes',
      'train-encrypt@1.2.3',
      'check',
      '--isolation',
      'auto',
      ...REPORTS,
      ...['--situation', 'documented', '--situation', 'no-vpc', '--situation', 'esp-missing'],
      ...['--baselines', 'approved requests', '--config', 'other.yaml', '--require-shown'],
      ...['--', 'python', 'launch.py', '--name', 'two words', '{subnets}'],
    ]);
  });

  test('an input is never run as a part of the script', () => {
    const { words } = run({
      command: 'echo $(touch planted) `touch planted` ; touch planted',
      situations: '$(touch planted)',
    });
    assert.ok(words.includes('$(touch'));
    assert.ok(!existsSync(join(folder, 'planted')));
  });

  test('every input is used, and the script takes none but by a variable', () => {
    const text = readFileSync(join(packageRoot, 'action.yml'), 'utf8');
    for (const name of Object.keys(action.inputs))
      assert.match(text, new RegExp(`\\$\\{\\{.*inputs\\.${name}\\b`), name);
    for (const { run = '' } of action.runs.steps) assert.doesNotMatch(run, /\$\{\{/);
  });
});
