import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, sep } from 'node:path';
import { after, test } from 'node:test';
import { packageRoot } from './package.ts';

// The installed command stands alone here: whatever it loaded beside itself would be missing.
const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-bin-'));
after(() => rmSync(folder, { recursive: true }));
const bin = join(folder, 'bin.cjs');
cpSync(join(packageRoot, 'support', 'bin.cjs'), bin);

const read = (file: string) => readFileSync(join(packageRoot, file), 'utf8');
const [, needed = ''] = /NEEDED = (\d+)/.exec(read('support/bin.cjs')) ?? [];

/** Runs the command as if by a Node of this version. */
function runBy(version: string) {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require(${JSON.stringify(bin)})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('a Node before the first that will do is named, and nothing is loaded', () => {
  for (const version of ['20.20.2', '18.0.0', '21.7.3', '9.9.9', '0.12.18']) {
    assert.deepEqual(runBy(version), {
      status: 2,
      stdout: '',
      stderr: `train-encrypt needs Node 22 or later; this is ${version}\n`,
    });
  }
});

test('the first Node that will do loads the command line, and so does a later one', () => {
  for (const version of [`${needed}.0.0`, '24.21.0', '100.0.0']) {
    const { status, stderr } = runBy(version);
    assert.notEqual(status, 2);
    assert.match(stderr, /Cannot find module .*main\.js/);
  }
});

test('an old Node itself says the same, where one is installed', () => {
  const old = oldNode();
  const { status, stderr } = old === undefined ? runBy('20.20.2') : spawnSync(old, [bin], { encoding: 'utf8' });
  assert.match(stderr, /^train-encrypt needs Node 22 or later; this is \d+\.\d+\.\d+\n$/);
  assert.equal(status, 2);
});

test('`engines`, the README and the command name the same Node', () => {
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  assert.equal(engines.node, `>=${needed}`);
  assert.match(read('README.md'), new RegExp(`Node ${needed} or later`));
});

/** A Node on the path, outside this checkout, that is too old. */
function oldNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((path) => !path.startsWith(packageRoot + sep));
  return folders
    .map((path) => join(path, 'node'))
    .find((path) => {
      const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
      return /^v\d+\./.test(stdout ?? '') && Number.parseInt(stdout.slice(1), 10) < Number(needed);
    });
}
