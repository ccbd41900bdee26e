import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findProgram, findSystemTool, whyNotStartable } from './startable.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-startable-'));
after(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string, mode: number) => {
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), mode);
};
file('good', '#!/bin/sh\n', 0o755);
file('plain.py', 'print()', 0o644);
file('no-interpreter', '#!/no/such/python\n', 0o755);
mkdirSync(join(folder, 'sub'));

const why = (program: string, { cwd = folder, PATH = '/usr/bin:/bin' } = {}) =>
  whyNotStartable({ command: [program], cwd, environment: { PATH } });

test('a program that is there may be started', { skip: process.platform === 'win32' }, () => {
  assert.equal(why('sh'), undefined);
  assert.equal(why('/bin/sh'), undefined);
  assert.equal(why('./good'), undefined);
  assert.equal(why('good', { PATH: folder }), undefined);
  assert.equal(why('good', { PATH: '/usr/bin:' }), undefined);
  assert.equal(whyNotStartable({ command: ['sh'], cwd: folder, environment: {} }), undefined);
});

test('why one cannot be started is reported', { skip: process.platform === 'win32' }, () => {
  assert.match(why('good') ?? '', /^good is neither a program on the PATH nor a path: write \.\/good /);
  assert.equal(why('./missing'), './missing is not there');
  assert.equal(why('./sub'), './sub is not a file');
  assert.equal(why('./good/below'), './good/below is not there');
  assert.match(why(`./${'x'.repeat(300)}`) ?? '', /cannot be reached \(ENAMETOOLONG\)$/);
  assert.match(why('x'.repeat(300)) ?? '', /is neither a program on the PATH nor a path/);
  assert.equal(why('./plain.py'), './plain.py is not executable: chmod +x ./plain.py');
  assert.match(why('plain.py', { PATH: folder }) ?? '', /is not executable/);
  assert.match(why('./no-interpreter') ?? '', /names \/no\/such\/python in its first line/);
  assert.match(why('no-interpreter', { PATH: folder }) ?? '', /names \/no\/such\/python in its first line/);
  assert.equal(why(''), 'the command is empty');
});

test('the folder counts too', () => {
  assert.match(why('sh', { cwd: join(folder, 'none') }) ?? '', /^its folder .*none is not there$/);
  assert.match(why('sh', { cwd: join(folder, 'good') }) ?? '', /good is not a folder$/);
});

test('our own programs are found on our own PATH', { skip: process.platform === 'win32' }, () => {
  assert.match(findProgram('sh') ?? '', /\/sh$/);
  assert.equal(findProgram('no-such-program-anywhere'), undefined);
});

/** Debian keeps them from an ordinary user's PATH. */
const toolsOfRoot = ['/usr/sbin', '/sbin'].filter(existsSync).flatMap((at) => readdirSync(at));

test('tools of the system are found where only root looks', { skip: toolsOfRoot.length === 0 }, () => {
  const before = process.env.PATH;
  process.env.PATH = folder;
  try {
    const found = toolsOfRoot.find((tool) => findSystemTool(tool) !== undefined) ?? '';
    assert.match(findSystemTool(found) ?? '', /^\/(usr\/(local\/)?)?sbin\//);
    assert.equal(findProgram(found), undefined);
    assert.equal(findSystemTool('no-such-program-anywhere'), undefined);
  } finally {
    process.env.PATH = before;
  }
});
