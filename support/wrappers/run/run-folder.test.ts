import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { processTable } from './processes/index.ts';
import { newRunFolder, sweep } from './run-folder.ts';

const parent = mkdtempSync(join(tmpdir(), 'train-encrypt-folders-'));
after(() => rmSync(parent, { recursive: true }));
const skip = process.platform === 'win32' && 'Windows does not tell when a process started';

test('a folder of the run has a home and a place for temporary files, and goes with all that was written', async () => {
  let path = '';
  {
    await using folder = await newRunFolder(parent);
    path = folder.path;
    for (const one of [folder.home, folder.tmp]) assert.ok(existsSync(one));
    mkdirSync(join(folder.tmp, 'closed/deeper'), { recursive: true });
    writeFileSync(join(folder.tmp, 'closed/deeper/file'), '');
    chmodSync(join(folder.tmp, 'closed'), 0o000);
  }
  assert.equal(existsSync(path), false);
});

test('folders of dead runs are removed, those of living ones and of others are not', { skip }, async () => {
  const started = processTable()?.startOf(process.pid) ?? 0;
  const living = `train-encrypt-run-${process.pid}-${started}-aaaaaa`;
  // The same pid, given to another process since.
  const dead = `train-encrypt-run-${process.pid}-${started - 1}-bbbbbb`;
  const others = ['train-encrypt-run-notes', 'somebody-else'];
  for (const name of [living, dead, ...others]) mkdirSync(join(parent, name, 'home'), { recursive: true });
  await sweep(parent);
  assert.deepEqual(readdirSync(parent).sort(), [living, ...others].sort());
});
