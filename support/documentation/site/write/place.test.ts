import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  type PathLike,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratch } from '../testing/runs.ts';
import { placeFiles } from './place.ts';

const files = (of: Readonly<Record<string, string>>) => new Map(Object.entries(of));
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
const shown = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name !== '.train-encrypt-pages.json')
    .sort();

test('new files take the place of the old ones, and nothing else goes', async () => {
  using place = scratch();
  const folder = join(place.folder, 'new', 'reports');
  await placeFiles(folder, files({ 'index.html': 'old', 'claims/a.html': 'a', 'gone/b.html': 'b' }));
  writeFileSync(join(folder, 'messages.ndjson'), 'mine');
  await placeFiles(
    folder,
    new Map<string, string | Uint8Array>([
      ['index.html', 'new'],
      ['claims/c.html', Buffer.from([1])],
    ]),
  );
  assert.deepEqual(shown(folder), ['claims', 'index.html', 'messages.ndjson']);
  assert.equal(read(folder, 'index.html'), 'new');
  assert.deepEqual(readdirSync(join(folder, 'claims')), ['c.html']);
  assert.deepEqual(readFileSync(join(folder, 'claims', 'c.html')), Buffer.from([1]));
});

test('a start page that somebody else wrote is replaced, anything else is not', async () => {
  using place = scratch();
  place.write('index.html', 'of another tool');
  await placeFiles(place.folder, files({ 'index.html': 'new' }));
  assert.equal(read(place.folder, 'index.html'), 'new');
  mkdirSync(join(place.folder, 'claims'));
  place.write('claims/mine.txt', 'mine');
  await assert.rejects(placeFiles(place.folder, files({ 'index.html': 'newer', 'claims/a.html': '' })), {
    name: 'Failure',
    exitCode: 2,
    message: /claims is in the way of the pages/,
  });
  assert.deepEqual([read(place.folder, 'index.html'), read(place.folder, 'claims/mine.txt')], ['new', 'mine']);
});

test('whatever fails, the old files are as they were, and nothing is left beside them', async (t) => {
  using place = scratch();
  const { folder } = place;
  await placeFiles(folder, files({ 'index.html': 'old', 'claims/a.html': 'a' }));
  const unharmed = () => {
    assert.deepEqual(shown(folder), ['claims', 'index.html']);
    assert.deepEqual([read(folder, 'index.html'), read(folder, 'claims/a.html')], ['old', 'a']);
  };
  await t.test('a name that cannot be written', async () => {
    const long = `${'x'.repeat(300)}.html`;
    await assert.rejects(
      placeFiles(folder, files({ 'index.html': 'new', 'claims/a.html': 'new', [`claims/${long}`]: '' })),
      {
        name: 'Failure',
        exitCode: 3,
        message: /cannot be written to \S+ \(ENAMETOOLONG\); what was there is as it was/,
      },
    );
    unharmed();
  });
  await t.test('a move that fails, whichever', async () => {
    let moves = 0;
    for (let failing = 1; ; failing += 1) {
      moves = 0;
      const rename = (from: PathLike, to: PathLike) => {
        moves += 1;
        if (moves === failing) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
        renameSync(from, to);
      };
      const placing = placeFiles(
        folder,
        files({ 'index.html': 'old', 'claims/a.html': 'a', 'more/b.html': 'b' }),
        rename,
      );
      if (
        await placing.then(
          () => true,
          (error: Error) => assert.match(error.message, /EBUSY/),
        )
      )
        break;
      unharmed();
    }
    assert.equal(moves, 7, 'four new ones in, three old ones out');
    await placeFiles(folder, files({ 'index.html': 'old', 'claims/a.html': 'a' }));
  });
  await t.test('a folder that is a file', async () => {
    const file = place.write('file', '');
    await assert.rejects(placeFiles(file, files({ 'index.html': '' })), {
      name: 'Failure',
      exitCode: 3,
      message: /EEXIST/,
    });
  });
  await t.test('a folder without the right', async () => {
    // Root may write anywhere but below what is no folder.
    const closed = process.getuid?.() === 0 ? '/dev/null/reports' : folder;
    chmodSync(folder, 0o500);
    try {
      await assert.rejects(placeFiles(closed, files({ 'index.html': 'new' })), { name: 'Failure', exitCode: 3 });
    } finally {
      chmodSync(folder, 0o700);
    }
  });
});

test('nothing is written outside the folder', async () => {
  using place = scratch();
  const folder = join(place.folder, 'reports');
  for (const name of ['../x', '/x', 'a/../../x', 'a//b', './x', 'a\\..\\x', '']) {
    await assert.rejects(placeFiles(folder, files({ [name]: '' })), /a page cannot be called/);
  }
  assert.ok(!existsSync(folder));
});
