import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { MAIN } from '../testing/main.ts';
import { SCRIPTS } from './scripts.ts';
import { SHELLS } from './shells.ts';

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const present = (program: string) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
const without = (shell: string) => !inCi && !present(shell) && `${shell} is not installed`;

/** Asks a shell, in its own way, for what Tab offers after a line. */
const ASK: Readonly<Record<string, (line: string, script: string) => readonly string[]>> = {
  // The words as readline splits them: at blanks, and at `=`.
  bash: (line, script) => [
    '--noprofile',
    '--norc',
    '-c',
    `source ${script}; COMP_WORDS=(${line
      .split(/ |(?==)|(?<==)/)
      .map((word) => `'${word}'`)
      .join(
        ' ',
      )}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _train_encrypt train-encrypt; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  fish: (line, script) => [
    '--no-config',
    '-c',
    `source ${script}; complete -C '${line}' | string replace -r '\\t.*' ''; true`,
  ],
};

describe('in a real shell', { skip: process.platform === 'win32' && 'no shell of these' }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'completion-'));
    const program = join(folder, 'train-encrypt');
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`);
    chmodSync(program, 0o755);
    for (const shell of SHELLS) {
      writeFileSync(
        join(folder, `script.${shell}`),
        execFileSync(program, ['completion', shell], { encoding: 'utf8' }),
      );
    }
    writeFileSync(join(folder, 'request.json'), '{}');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const env = () => ({ ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, HOME: folder });

  function offered(shell: string, line: string): readonly string[] {
    const args = ASK[shell]?.(line, join(folder, `script.${shell}`)) ?? [];
    const { stdout, stderr, status } = spawnSync(shell, args, { cwd: folder, env: env(), encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout.split('\n').filter(Boolean);
  }

  for (const shell of ['bash', 'fish']) {
    test(shell, { skip: without(shell) }, () => {
      assert.deepEqual(offered(shell, 'train-encrypt che'), ['check']);
      assert.deepEqual(offered(shell, 'train-encrypt check --eng'), ['--engine']);
      assert.deepEqual(offered(shell, 'train-encrypt check --engine em'), ['embedded']);
      assert.deepEqual(offered(shell, 'train-encrypt check --situation no-v'), ['no-vpc']);
      assert.deepEqual(offered(shell, 'train-encrypt docs mer'), ['merge']);
      const verbs = offered(shell, 'train-encrypt ');
      for (const verb of ['check', 'serve', 'lint', 'init', 'completion']) assert.ok(verbs.includes(verb), verb);
      assert.ok(!verbs.includes('complete'));
    });

    test(`${shell} runs nothing of what is being written`, { skip: without(shell) }, () => {
      offered(shell, 'train-encrypt check -- $(touch planted) `touch planted` ;touch planted ');
      assert.ok(!existsSync(join(folder, 'planted')));
    });
  }

  test('bash completes a value after =', { skip: without('bash') }, () => {
    assert.deepEqual(offered('bash', 'train-encrypt check --engine=em'), ['embedded']);
  });

  test('fish offers files where a file is wanted', { skip: without('fish') }, () => {
    assert.ok(offered('fish', 'train-encrypt lint req').includes('request.json'));
  });

  test('bash leaves files to readline', () => {
    assert.match(SCRIPTS.bash, /^complete -o default /m);
  });

  for (const shell of SHELLS) {
    test(`${shell} can read its script`, { skip: without(shell) }, () => {
      execFileSync(shell, ['-n', join(folder, `script.${shell}`)]);
    });
  }

  test('zsh', { skip: without('zsh') }, () => {
    // The widgets of completion need a terminal: what they are given is looked at instead.
    const ask = (words: string) =>
      execFileSync(
        'zsh',
        [
          '-f',
          '-c',
          `_describe() { printf '%s\\n' "\${(@P)2}" }; _files() { print FILES }; compdef() { }; compinit() { }
           source ${join(folder, 'script.zsh')}; words=(train-encrypt ${words}); CURRENT=$#words; _train_encrypt`,
        ],
        { cwd: folder, env: env(), encoding: 'utf8' },
      );
    assert.match(ask('che'), /^check:run your wrapper/);
    assert.match(ask('check --engine em'), /^embedded:\n$/);
    assert.match(ask("lint ''"), /^FILES\n$/);
  });
});
