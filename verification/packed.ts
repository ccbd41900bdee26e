import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../support/package.ts';
import { build } from './package/build.ts';

/** A program that has ended, with all that it printed on both streams. */
export interface Ended {
  readonly code: number | undefined;
  readonly output: string;
}

/** Why the npm registry is of no use here; `undefined` when it can be reached. */
export async function registryMissing(): Promise<string | undefined> {
  const { code, output } = await npm(['view', 'vitest', 'version', '--fetch-retries=0'], packageRoot);
  if (code === 0) return undefined;
  return `the npm registry cannot be reached (${/^npm error code (\S+)/m.exec(output)?.[1] ?? `npm view ended with ${code}`})`;
}

/** A folder in which projects have the packed package installed; removed when disposed of. */
export class Consumers implements AsyncDisposable {
  readonly folder: string;
  /** The unpacked package, as npm installed it. */
  readonly installed: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.installed = join(folder, 'node_modules', 'train-encrypt');
  }

  /** Builds and packs the checkout, without touching it. */
  static async pack(): Promise<Consumers> {
    const consumers = new Consumers(await mkdtemp(join(tmpdir(), 'train-encrypt-packed-')));
    try {
      await consumers.#pack();
      return consumers;
    } catch (error) {
      await consumers[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Installs the package into copies of these folders of `examples/`, each a project of its own. */
  async install(examples: readonly string[]): Promise<void> {
    const tarball = (await readdir(this.folder)).find((name) => name.endsWith('.tgz'));
    for (const example of examples) {
      await cp(join(packageRoot, 'examples', example), join(this.folder, example), { recursive: true });
    }
    // One install for all: as if each had been given the tarball.
    const workspaces = examples.flatMap((example) => this.#projectsIn(example));
    const project = { private: true, workspaces, dependencies: { 'train-encrypt': `file:${tarball}` } };
    await writeFile(join(this.folder, 'package.json'), JSON.stringify(project));
    const quick = ['--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
    must(await npm(['install', ...quick], this.folder));
  }

  /** Runs a script of a project, as `npm run` does. */
  npm(project: string, ...args: readonly string[]): Promise<Ended> {
    return npm(args, join(this.folder, project));
  }

  node(project: string, ...args: readonly string[]): Promise<Ended> {
    return node(args, join(this.folder, project));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async #pack(): Promise<void> {
    const copy = join(this.folder, 'package');
    await mkdir(join(copy, 'steps'), { recursive: true });
    for (const file of ['package.json', 'README.md', 'LICENSE', 'features', 'steps/README.md']) {
      await cp(join(packageRoot, file), join(copy, file), { recursive: true });
    }
    await build(copy);
    must(await npm(['pack', '--ignore-scripts', '--pack-destination', this.folder], copy));
  }

  #projectsIn(example: string): string[] {
    const file = join(this.folder, example, 'package.json');
    const { workspaces } = JSON.parse(readFileSync(file, 'utf8')) as { workspaces?: string[] };
    return workspaces ? workspaces.map((name) => `${example}/${name}`) : [example];
  }
}

function must({ code, output }: Ended): void {
  if (code !== 0) throw new Error(`it ended with ${code}:\n${output}`);
}

function npm(args: readonly string[], cwd: string): Promise<Ended> {
  const { npm_execpath: cli } = process.env;
  return cli !== undefined && existsSync(cli) && /npm-cli\.[cm]?js$/.test(cli)
    ? node([cli, ...args], cwd)
    : run('npm', args, cwd);
}

const node = (args: readonly string[], cwd: string): Promise<Ended> => run(process.execPath, args, cwd);

async function run(program: string, args: readonly string[], cwd: string): Promise<Ended> {
  const options = { cwd, env: environment(), extendEnv: false, reject: false, all: true } as const;
  const { exitCode: code, all, shortMessage } = await execa(program, args, options);
  return { code, output: all || (shortMessage ?? '') };
}

/** Without what the npm, the test runner and the loader of this run tell their own children. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_(registry|cache|userconfig))|NODE_TEST|NODE_OPTIONS$|TSX_|INIT_CWD$)/i.test(name),
  );
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`;
  return { ...Object.fromEntries(kept), PATH, NO_COLOR: '1' };
}
