import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writeWhole } from './write-whole.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-whole-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

test('a new file, and nothing beside it', async () => {
  await writeWhole(at('new'), 'text');
  assert.equal(readFileSync(at('new'), 'utf8'), 'text');
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes('unfinished')),
    [],
  );
});

test('another file takes the place of the former one, with its mode', {
  skip: process.platform === 'win32',
}, async () => {
  writeFileSync(at('old'), 'old');
  chmodSync(at('old'), 0o640);
  const { ino } = statSync(at('old'));
  await writeWhole(at('old'), 'new');
  assert.equal(readFileSync(at('old'), 'utf8'), 'new');
  assert.equal(statSync(at('old')).mode & 0o777, 0o640);
  assert.notEqual(statSync(at('old')).ino, ino);
});

test('what cannot be written leaves the former file, and nothing beside it', async () => {
  writeFileSync(at('kept'), 'kept');
  const bad = {} as unknown as string;
  await assert.rejects(writeWhole(at('kept'), bad));
  assert.equal(readFileSync(at('kept'), 'utf8'), 'kept');
  await assert.rejects(writeWhole(at('none/file'), 'text'), { code: 'ENOENT' });
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes('unfinished')),
    [],
  );
});

test('a link stays one, a device too', { skip: process.platform === 'win32' }, async () => {
  writeFileSync(at('real'), '');
  symlinkSync(at('real'), at('link'));
  await writeWhole(at('link'), 'through');
  assert.equal(readFileSync(at('real'), 'utf8'), 'through');
  await writeWhole('/dev/null', 'text');
  assert.ok(statSync('/dev/null').isCharacterDevice());
});

test('what a writer left that died is removed, what a living one writes is not', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(at(`.report.${pid}.unfinished`), 'half');
  writeFileSync(at(`.report.${process.ppid}.unfinished`), 'half');
  await writeWhole(at('report'), 'whole');
  const left = readdirSync(folder).filter((name) => name.includes('unfinished'));
  assert.deepEqual(left, [`.report.${process.ppid}.unfinished`]);
});
