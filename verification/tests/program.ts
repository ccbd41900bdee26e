import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Loader, type Plugin } from 'esbuild';

/** They are loaded beside one another by what is not bundled, or name their own files. */
const EXTERNAL = [
  '@cucumber/cucumber',
  '@duckdb/node-api',
  '@testcontainers/localstack',
  'canvas',
  'playwright-core',
  'testcontainers',
  'tsx',
];

/** A run of features shares instances with the steps that cucumber loads. */
const BESIDE = /^support\/commands\/features\//;

/**
 * Bundles the command line from its sources, for tests that start it: loading some thousand files and packages takes
 * twice as long as what most of those tests do with it. Processes that it starts itself are the sources.
 * @param folder for the bundle, below the checkout
 * @returns the file to start
 */
export async function bundleProgram(root: string, folder: string): Promise<string> {
  await build({
    absWorkingDir: root,
    entryPoints: { main: join(root, 'support', 'main.ts') },
    outdir: folder,
    bundle: true,
    // A file for each verb, as in the package.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    external: EXTERNAL.flatMap((name) => [name, `${name}/*`]),
    // Packages in CommonJS require modules of Node.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
    logLevel: 'error',
    plugins: [leftBeside(root), placed(root)],
  });
  return join(folder, 'main.js');
}

function leftBeside(root: string): Plugin {
  return {
    name: 'left-beside',
    setup(within) {
      // Of a package in CommonJS, a file for itself would export the default alone.
      within.onResolve({ filter: /^[a-z@]/ }, ({ path, kind }) =>
        kind === 'dynamic-import' ? { path, external: true } : undefined,
      );
      within.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
        const file = join(resolveDir, path);
        if (kind !== 'dynamic-import' || !BESIDE.test(relative(root, file).split(sep).join('/'))) return undefined;
        return { path: pathToFileURL(file).href, external: true };
      });
    },
  };
}

/** Files that ask where they are get the answer that they get outside of the bundle. */
function placed(root: string): Plugin {
  return {
    name: 'placed',
    setup(within) {
      within.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        if (relative(root, path).startsWith('node_modules')) return undefined;
        const contents = readFileSync(path, 'utf8')
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
          .replaceAll('import.meta.filename', JSON.stringify(path));
        const loader: Loader = path.endsWith('x') ? 'tsx' : 'ts';
        return { contents, loader, resolveDir: dirname(path) };
      });
    },
  };
}
