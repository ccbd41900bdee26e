import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import type { Metafile } from 'esbuild';
import { notices } from './notices.ts';

const folder = mkdtempSync(join(tmpdir(), 'notices-'));
after(() => rmSync(folder, { recursive: true }));

function file(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** As esbuild reports it: which files an output was made of, and how much of each is left. */
const made = (inputs: Readonly<Record<string, number>>): Metafile[] => {
  const entries = Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }]);
  return [{ inputs: {}, outputs: { 'main.js': { inputs: Object.fromEntries(entries) } } } as unknown as Metafile];
};

file('node_modules/@a/b/package.json', '{"name":"@a/b","version":"1.2.3","license":"MIT"}');
file('node_modules/@a/b/LICENSE', 'Copyright somebody');
file('node_modules/c/package.json', '{"name":"c","version":"4.5.6","license":"ISC"}');
file('node_modules/bare/package.json', '{"name":"bare","version":"1.0.0"}');

test('every package that is copied is named with its licence, own files and what was dropped are not', () => {
  const text = notices(
    folder,
    made({ 'dist/own.js': 5, 'node_modules/@a/b/x.js': 5, 'node_modules/@a/b/y.js': 5, 'node_modules/c/z.js': 0 }),
  );
  assert.match(text, /@a\/b 1\.2\.3 \(MIT\)\n\nCopyright somebody/);
  assert.equal(text.split('@a/b').length, 2);
  assert.doesNotMatch(text, /c 4\.5\.6|own/);
  assert.match(notices(folder, made({ 'node_modules/c/z.js': 1 })), /c 4\.5\.6 \(ISC\)\n\nLicence: ISC/);
});

test('a package without a licence is not copied', () => {
  assert.throws(() => notices(folder, made({ 'node_modules/bare/x.js': 1 })), /bare 1\.0\.0 .* has no licence/);
});
