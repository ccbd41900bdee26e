import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { newRunFolder } from '../run/index.ts';
import { linkHome } from './home.ts';
import { planSandbox } from './plan.ts';
import { visibleTo } from './visible.ts';

/** In the real home, since only that is linked. */
const tools = mkdtempSync(join(homedir(), '.train-encrypt-tools-'));
after(() => rmSync(tools, { recursive: true, force: true }));

suite('a home of links', { skip: process.platform === 'win32' && 'it needs symbolic links' }, () => {
  before(() => mkdirSync(join(tools, 'bin')));

  test('after a sandbox that could not be built: the places for its mounts are no obstacle', async () => {
    await using folder = await newRunFolder();
    const visible = { toolchains: [tools, join(tools, 'bin')], caches: [], named: [] };
    if (process.platform === 'linux') {
      planSandbox({ cwd: folder.path, folder: folder.path, shown: visible.toolchains, caches: [], overlay: false });
      await assert.rejects(linkHome(folder.home, visible), { code: 'EEXIST' });
    }
    await folder.empty();
    await linkHome(folder.home, visible);
    assert.equal(readlinkSync(join(folder.home, basename(tools))), tools);
  });

  test('a folder that the PATH names twice, in other words, is linked once', async () => {
    await using folder = await newRunFolder();
    const bin = join(tools, 'bin');
    const PATH = [bin, `${bin}/`, `${tools}//bin`, `${bin}/../bin`].join(':');
    const visible = visibleTo({ environment: { PATH }, program: 'sh', cwd: folder.path });
    assert.equal(visible.toolchains.filter((path) => path === bin).length, 1);
    await linkHome(folder.home, visible);
    assert.equal(readlinkSync(join(folder.home, basename(tools))), tools);
  });
});
