/**
 * Counts, by file, the words that our prose avoids. It reads what git tracks or would track: prose, comments, names and
 * texts alike.
 *
 *   node verification/voice.ts [--base <revision>] [--words] [path…]
 *
 * With --base the count of that revision stands beside that of now. With --words it counts by word, with what to write
 * instead. It only counts: exit code 0, or 2 for a mistake in the command line.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../support/package.ts';
import { AVOIDED, isProse } from './voice/avoided.ts';
import { type Count, counted, inFile, ofWord, totalOf } from './voice/count.ts';

const git = (args: readonly string[], input = ''): Buffer =>
  execFileSync('git', args, {
    cwd: packageRoot,
    input,
    maxBuffer: 512 * 1024 * 1024,
    stdio: ['pipe', 'pipe', 'pipe'],
  });

const names = (listed: Buffer): readonly string[] => listed.toString('utf8').split('\0').filter(isProse);

function now(paths: readonly string[]): Count {
  const files = names(git(['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...paths]));
  const there = files.filter((file) => existsSync(join(packageRoot, file)));
  return counted(
    there.map((file) => [file, readFileSync(join(packageRoot, file), 'utf8')] as const),
    AVOIDED,
  );
}

function at(revision: string, paths: readonly string[]): Count {
  const files = names(git(['ls-tree', '-rz', '--name-only', revision, '--', ...paths]));
  return counted(textsAt(revision, files), AVOIDED);
}

/** All files in one call of git: for each a line that ends with its size in bytes, the bytes, and a line break. */
function* textsAt(revision: string, files: readonly string[]): Generator<readonly [string, string]> {
  const batch = git(['cat-file', '--batch'], files.map((file) => `${revision}:${file}\n`).join(''));
  let offset = 0;
  for (const file of files) {
    const start = batch.indexOf('\n', offset) + 1;
    const size = Number(batch.subarray(offset, start).toString().trim().split(' ').at(-1));
    yield [file, batch.subarray(start, start + size).toString('utf8')];
    offset = start + size + 1;
  }
}

interface Row {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

function print(rows: readonly Row[], compared: boolean): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name: string, before: string, after: string) =>
    `${name.padEnd(width)}${compared ? before.padStart(8) : ''}${after.padStart(8)}\n`;
  const text = rows.map(({ name, before, after }) => line(name, String(before), String(after)));
  process.stdout.write(`${line('', 'before', 'now')}${text.join('')}`);
}

function main(): number {
  const { values, positionals: paths } = parseArgs({
    options: { base: { type: 'string' }, words: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const after = now(paths);
  const before = values.base === undefined ? after : at(values.base, paths);
  const rows = values.words
    ? AVOIDED.map(({ word, instead }) => ({
        name: `${word} → ${instead}`,
        before: ofWord(before, word),
        after: ofWord(after, word),
      }))
    : [...new Set([...before.keys(), ...after.keys()])].map((file) => ({
        name: file,
        before: inFile(before, file),
        after: inFile(after, file),
      }));
  const sorted = rows.sort((a, b) => b.after - a.after || a.name.localeCompare(b.name));
  print([...sorted, { name: 'total', before: totalOf(before), after: totalOf(after) }], values.base !== undefined);
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  const { message, stderr } = error as Error & { stderr?: Buffer };
  process.stderr.write(`train-encrypt: ${stderr?.toString().trim() || message}\n`);
  process.exitCode = 2;
}
