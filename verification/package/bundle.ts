import { readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the bundled program is, below the package's folder. */
export const PROGRAM = 'dist/program';

/**
 * What the bundle leaves to the files beside it, by the end of their paths: verbs that share instances with steps,
 * configurations and processes of their own, and the engine that starts containers. They load files by their paths.
 */
const BESIDE = [
  ...['check', 'docs', 'explain', 'features', 'init'].map((verb) => `/support/commands/${verb}/run.js`),
  '/support/engines/localstack/start.js',
  // It asks for schemas by name, which keeps all of EC2's.
  '/support/engines/endpoint.js',
];

/**
 * Bundles what the installed command loads for `serve`, `lint`, `--help` and `--version`, packages and all, from the
 * compiled files in `dist`. Resolves to what went into it.
 */
export async function bundle(folder: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: { main: join(folder, 'dist', 'support', 'main.js') },
    outdir: join(folder, PROGRAM),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // The SDK's modules rather than its CommonJS: only what is used of them is taken.
    mainFields: ['module', 'main'],
    nodePaths: [join(ROOT, 'node_modules')],
    chunkNames: '[name]-[hash]',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
    banner: { js: BANNER },
    plugins: [beside(folder), ownPlaces(folder)],
  });
  return metafile;
}

/** For packages in CommonJS that ask for modules of Node. */
const BANNER =
  "import{createRequire as train_encrypt_require}from'node:module';const require=train_encrypt_require(import.meta.url);";

function beside(folder: string): Plugin {
  return {
    name: 'beside',
    setup(within) {
      within.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
        const file = join(resolveDir, path);
        if (kind !== 'dynamic-import' || !BESIDE.some((end) => file.split(sep).join('/').endsWith(end)))
          return undefined;
        return { path: posix.join('..', relative(join(folder, 'dist'), file).split(sep).join('/')), external: true };
      });
    },
  };
}

/** Own files that ask where they are get the answer that they get outside of the bundle. */
function ownPlaces(folder: string): Plugin {
  return {
    name: 'own-places',
    setup(within) {
      within.onLoad({ filter: /[\\/]dist[\\/](?:support|steps)[\\/].*\.js$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (!text.includes('import.meta')) return undefined;
        const place = posix.join('..', relative(join(folder, 'dist'), path).split(sep).join('/'));
        const url = `new URL(${JSON.stringify(place)}, import.meta.url)`;
        return { contents: text.replaceAll('import.meta.url', `${url}.href`), loader: 'js', resolveDir: dirname(path) };
      });
    },
  };
}
