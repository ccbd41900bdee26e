import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { visibleTo } from './visible.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-visible-'));
after(() => rmSync(folder, { recursive: true }));

/** A folder with a `python` in its `bin`, which is a link to that of this system's Node: any program will do. */
function withPython(name: string): string {
  const bin = join(folder, name, 'bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(process.execPath, join(bin, 'python'));
  return join(folder, name);
}

const seen = (program: string) => visibleTo({ environment: {}, program, cwd: folder }).toolchains;

test('a Python environment that is named by its python is seen with its packages', {
  skip: process.platform === 'win32',
}, () => {
  const environment = withPython('venv');
  writeFileSync(join(environment, 'pyvenv.cfg'), 'home = /usr/bin\n');
  for (const program of [join(environment, 'bin', 'python'), './venv/bin/python']) {
    assert.ok(seen(program).includes(environment), program);
  }
});

test('the folder of another program is not seen because of it', { skip: process.platform === 'win32' }, () => {
  const other = withPython('other');
  const toolchains = seen(join(other, 'bin', 'python'));
  assert.ok(!toolchains.includes(other) && !toolchains.includes(join(other, 'bin')), toolchains.join(', '));
  assert.ok(toolchains.includes(join(other, 'bin', 'python')));
});
