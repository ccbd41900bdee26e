import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../../failure.ts';

/** Names what in a folder was written here, so that nothing else is ever taken away. */
const LIST = '.train-encrypt-pages.json';

/** What may be in a folder already, whatever wrote it, and is replaced. */
const REPLACED = new Set(['index.html', 'summary.md', LIST]);

const listSchema = z.object({ entries: z.array(z.string()) });

/** By name, with slashes. */
type Files = ReadonlyMap<string, string | Uint8Array>;

/**
 * Puts files into a folder in place of those that it put there before. They are written beside first and then moved, with
 * nothing else happening in between: whatever fails, the old ones are there as they were. Other files of the folder stay.
 * Rejects with a `Failure`: exit code 2 when something else is in the way, 3 when the folder cannot be written.
 */
export async function placeFiles(folder: string, files: Files, rename = renameSync): Promise<void> {
  for (const name of files.keys()) assertInside(name);
  try {
    mkdirSync(folder, { recursive: true });
    await place(folder, files, rename);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const text = `the pages cannot be written to ${folder} (${code ?? message}); what was there is as it was. Choose another folder.`;
    throw new Failure(text, { exitCode: 3, cause: error });
  }
}

async function place(folder: string, files: Files, rename: typeof renameSync): Promise<void> {
  const old = oldEntries(folder);
  const entries = [...new Set([...files.keys()].map((name) => name.split('/')[0] ?? ''))];
  for (const entry of entries) assertOurs(folder, entry, old);
  // Beside the pages: a rename never leaves its file system.
  const beside = mkdtempSync(join(folder, '.pages-'));
  const remove = () => rmSync(beside, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    await writeAll(join(beside, 'new'), files);
    writeFileSync(join(beside, 'new', LIST), JSON.stringify({ entries }));
    const inOrder = [...entries.filter((entry) => entry !== 'index.html'), 'index.html', LIST];
    exchange({ folder, beside, entries: inOrder, old, rename });
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function writeAll(folder: string, files: Files): Promise<void> {
  const made = new Set([...files.keys()].map((name) => dirname(join(folder, name))));
  for (const one of made) await mkdir(one, { recursive: true });
  for (const [name, content] of files) await writeFile(join(folder, name), content);
}

interface Exchange {
  readonly folder: string;
  /** Holds what is new. */
  readonly beside: string;
  readonly entries: readonly string[];
  readonly old: readonly string[];
  readonly rename: typeof renameSync;
}

/** Synchronous: nothing comes in between, a signal's handler neither. The start page comes last. */
function exchange({ folder, beside, entries, old, rename }: Exchange): void {
  const [fresh, kept] = [join(beside, 'new'), join(beside, 'old')];
  mkdirSync(kept);
  const undo: (() => void)[] = [];
  const move = (from: string, to: string) => {
    if (!existsSync(from)) return;
    rename(from, to);
    undo.unshift(() => rename(to, from));
  };
  try {
    for (const entry of entries) {
      move(join(folder, entry), join(kept, entry));
      move(join(fresh, entry), join(folder, entry));
    }
    for (const entry of old) if (!entries.includes(entry)) move(join(folder, entry), join(kept, entry));
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
}

/** What an earlier call put there, as far as it is still told. */
function oldEntries(folder: string): readonly string[] {
  try {
    const { entries } = listSchema.parse(JSON.parse(readFileSync(join(folder, LIST), 'utf8')));
    const here = new Set(readdirSync(folder));
    return entries.filter((entry) => here.has(entry));
  } catch {
    return [];
  }
}

function assertOurs(folder: string, entry: string, old: readonly string[]): void {
  const path = join(folder, entry);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || old.includes(entry)) return;
  if (REPLACED.has(entry) && !found.isDirectory()) return;
  const text = `${path} is in the way of the pages, and was not written with them. Move it, or choose another folder with --reports <folder>.`;
  throw new Failure(text, { exitCode: 2 });
}

function assertInside(name: string): void {
  const parts = name.split('/');
  const fine = !isAbsolute(name) && !name.includes('\\') && parts.every((part) => !['', '.', '..'].includes(part));
  if (!fine) throw new Error(`train-encrypt: a page cannot be called ${JSON.stringify(name)}`);
}
