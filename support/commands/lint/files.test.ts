import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { besides, sourcesOf } from './files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-files-'));
  execFileSync('git', ['init', '-q', folder]);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(...files: readonly (readonly [path: string, text: string])[]): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const found = async (...named: readonly string[]) =>
  (await sourcesOf(named.map((name) => join(folder, name)))).map(({ file }) => relative(folder, file));

test('a folder is walked without what git ignores, in whichever folder that is written', async () => {
  write(
    ['.gitignore', 'out/\n*.tmp.json\n'],
    ['a.json', '{}'],
    ['a.tmp.json', '{}'],
    ['out/b.json', '{}'],
    ['jobs/.gitignore', 'secret.yaml\n'],
    ['jobs/secret.yaml', ''],
    ['jobs/e.tmp.json', '{}'],
    ['jobs/c.yaml', ''],
    ['.github/d.yml', ''],
  );
  assert.deepEqual(await found('.'), ['.github/d.yml', '.gitignore', 'a.json', 'jobs/.gitignore', 'jobs/c.yaml']);
  assert.deepEqual(await found('jobs'), ['jobs/.gitignore', 'jobs/c.yaml']);
});

test('what is named itself is read, ignored or not, and once', async () => {
  write(['.gitignore', 'a.json\n'], ['a.json', '{}']);
  const sources = await sourcesOf([join(folder, 'a.json'), join(folder, './a.json'), '-']);
  assert.deepEqual(
    sources.map(({ file, found: inFolder }) => [file === '-' ? file : relative(folder, file), inFolder]),
    [
      ['a.json', false],
      ['-', false],
    ],
  );
});

test('of what the CDK writes only the templates are read', async () => {
  write(['cdk.out/cdk.out', '{}'], ['cdk.out/tree.json', '{}'], ['cdk.out/Stack.template.json', '{}']);
  assert.deepEqual(await found('cdk.out'), ['cdk.out/Stack.template.json']);
});

test('a pattern finds files, and one that finds none is an error', async () => {
  write(['jobs/a.json', '{}'], ['jobs/b.yaml', '']);
  const here = process.cwd();
  process.chdir(folder);
  try {
    assert.deepEqual(
      (await sourcesOf(['jobs/*.json'])).map(({ file }) => file),
      ['jobs/a.json'],
    );
    await assert.rejects(sourcesOf(['jobs/*.txt']), { exitCode: 2, message: /no file is named like jobs\/\*\.txt/ });
  } finally {
    process.chdir(here);
  }
});

test('a document names files beside it, and none elsewhere', () => {
  write(['jobs/machine.json', '{}'], ['other.json', '{}']);
  const read = besides(join(folder, 'jobs/template.yaml'));
  assert.equal(read('machine.json')?.text, '{}');
  assert.equal(read('./machine.json')?.text, '{}');
  for (const path of ['../other.json', join(folder, 'jobs/machine.json'), 'nowhere.json']) {
    assert.equal(read(path), undefined, path);
  }
});
