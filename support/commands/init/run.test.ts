import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readConfig } from '../../wrappers/config/read.ts';
import { runProgram } from '../testing/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-init-'));
after(() => rmSync(folder, { recursive: true }));

test('says what to keep out of version control, unless it is out already', async () => {
  const first = await runProgram(['init'], folder);
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /add reports\/ to \.gitignore/);
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\nreports/\n');
  const again = await runProgram(['init', '--force'], folder);
  assert.equal(again.code, 0, again.stderr);
  assert.doesNotMatch(again.stdout, /gitignore/);
});

test('the configuration says how to ask for all situations, and that is read', async () => {
  const file = join(folder, 'train-encrypt.config.ts');
  const text = readFileSync(file, 'utf8');
  const [, all = ''] = /(\['all'\]) for all/.exec(text) ?? [];
  writeFileSync(file, text.replace("situations: ['documented']", `situations: ${all}`));
  const { config } = await readConfig(file);
  assert.deepEqual(config.wrappers.launch?.situations, ['all']);
});

test('and how to leave one out', async () => {
  const file = join(folder, 'train-encrypt.config.ts');
  const text = readFileSync(file, 'utf8');
  const [, but = ''] = /\/\/ (situations: \{ all: true.*),\n/.exec(text) ?? [];
  writeFileSync(file, text.replace(/^ {6}situations: .*$/m, `      ${but},`));
  const { config } = await readConfig(file);
  assert.deepEqual(config.wrappers.launch?.situations, {
    all: true,
    except: [{ situation: 'heterogeneous', reason: 'It has no instance groups.' }],
  });
});
