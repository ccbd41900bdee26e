import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure } from '../../support/failure.ts';
import { type Mutation, mutated } from './mutation.ts';

/** Git does not ignore a link of this name as it does the folder, so it is excluded here. */
const PACKAGES = 'node_modules';

/**
 * A copy of the checkout as it is now, what is not committed too, in a scratch folder. What runs for minutes is not to
 * see edits made meanwhile. Packages are linked, not copied. Removed when disposed of.
 */
export class Scratch implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'train-encrypt-mutations-'));
  /** The folder of the copy without any mutation: to be read only. */
  readonly original = join(this.#folder, 'original');
  #copies = 0;

  constructor(root: string) {
    for (const file of filesOf(root)) {
      const to = join(this.original, file);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(root, file), to);
    }
    symlinkSync(join(root, PACKAGES), join(this.original, PACKAGES));
  }

  /** A folder of its own for what the runs have in common. */
  get common(): string {
    return join(this.#folder, 'common');
  }

  /** The text of a file without any mutation. */
  read(file: string): string {
    return readFileSync(join(this.original, file), 'utf8');
  }

  /** A folder with a copy that has this mutation, or none. To be removed with `remove`. */
  copy(mutation?: Mutation): string {
    this.#copies += 1;
    const folder = join(this.#folder, `copy-${this.#copies}`);
    cpSync(this.original, folder, { recursive: true, verbatimSymlinks: true });
    if (mutation !== undefined) writeFileSync(join(folder, mutation.file), mutated(this.read(mutation.file), mutation));
    return folder;
  }

  remove(folder: string): void {
    rmSync(folder, { recursive: true });
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Tracked and untracked files, without ignored ones. */
function filesOf(root: string): readonly string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    // A file that was deleted and not yet committed is listed all the same.
    return listed.split('\0').filter((file) => file !== '' && file !== PACKAGES && existsSync(join(root, file)));
  } catch (error) {
    const message = `git cannot list the files of ${root}: ${(error as Error).message}. Run this in a clone, with git installed.`;
    throw new Failure(message, { exitCode: 3, cause: error });
  }
}
