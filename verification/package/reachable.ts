import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { PROGRAM } from './bundle.ts';
import { NOTICES } from './notices.ts';
import { referencesOf } from './references.ts';

/** What npm packs whatever is said, and what people read. */
const DOCUMENTS = ['package.json', 'README.md', 'LICENSE', 'steps/README.md'];

export interface Reachable {
  /** Files of the package that something needs, as paths from its folder, with slashes. */
  readonly files: ReadonlySet<string>;
  /** Files that something needs and that are not there. */
  readonly missing: readonly Missing[];
  /** npm packages that something imports, by the first file that does, `node:` modules left out. */
  readonly packages: ReadonlyMap<string, string>;
}

export interface Missing {
  readonly file: string;
  readonly neededBy: string;
}

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Walks a package from the commands and exports of its package.json: imports, static, dynamic and of types; files that
 * are named by URL, such as those that are spawned; and what is read from the package's own folder.
 * @param folder of package.json, with the built files in it
 */
export function reachable(folder: string): Reachable {
  const files = new Set<string>();
  const missing: Missing[] = [];
  const packages = new Map<string, string>();
  const waiting = [...DOCUMENTS, ...entriesOf(folder)].map((file) => ({ file, neededBy: 'package.json' }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { file } = next;
    if (files.has(file)) continue;
    if (!existsSync(join(folder, file))) {
      missing.push(next);
      continue;
    }
    files.add(file);
    if (file.startsWith(`${PROGRAM}/`)) waiting.push({ file: NOTICES, neededBy: file });
    if (!/\.[cm]?js$|\.d\.ts$/.test(file) || isAsset(file)) continue;
    const { imports, beside, fromRoot } = referencesOf(file, readFileSync(join(folder, file), 'utf8'));
    for (const specifier of imports) {
      if (specifier.startsWith('.')) waiting.push({ file: imported(file, specifier), neededBy: file });
      else if (!packages.has(specifier)) packages.set(specifier, file);
    }
    // A TypeScript source is named for a checkout: it is never packed.
    for (const url of beside.filter((name) => !/\.tsx?$/.test(name))) {
      const path = posix.join(posix.dirname(file), url);
      for (const found of path.endsWith('/') ? stepsIn(folder, path) : [path]) {
        waiting.push({ file: found, neededBy: file });
      }
    }
    for (const path of fromRoot) {
      for (const found of filesIn(folder, path)) waiting.push({ file: found, neededBy: file });
    }
  }
  return { files, missing, packages };
}

/** Every file below a folder, as paths from `root`; the path itself when it is a file or is not there. */
export function filesIn(root: string, path: string): readonly string[] {
  const at = join(root, path);
  if (!existsSync(at) || statSync(at).isFile()) return [path];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => relative(root, join(file.parentPath, file.name)).split(sep).join('/'));
}

/** What cucumber loads of a folder: the step files in it. */
const stepsIn = (root: string, folder: string): readonly string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter((name) => name.endsWith('.steps.js'))
        .map((name) => `${folder}${name}`)
    : [];

/** For browsers: nothing in it is imported. */
const isAsset = (file: string): boolean => dirname(file).split('/').includes('assets');

function entriesOf(folder: string): readonly string[] {
  const { bin = {}, exports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  return [...Object.values(bin), ...Object.values(exports).flatMap((one) => Object.values(one))].map((path) =>
    posix.normalize(path),
  );
}

/** A declaration file keeps the extensions of its sources. */
function imported(from: string, specifier: string): string {
  const path = posix.join(posix.dirname(from), specifier);
  return /\.d\.ts$/.test(from) ? path.replace(/\.tsx?$/, '.d.ts').replace(/\.js$/, '.d.ts') : path;
}
