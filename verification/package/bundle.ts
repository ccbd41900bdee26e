import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { shaken, withZodNamespace } from './shaken.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the bundled program is, below the package's folder. */
export const PROGRAM = 'dist/program';

/** The verbs that are bundled. The others share instances with steps, configurations and processes of their own. */
const BUNDLED = /^support\/commands\/(?:serve|lint|completion)\//;

/**
 * What else the bundle leaves to the files beside it: engines that start containers or ask for the SDK's schemas by
 * name, which keeps all of them, and the drawing of pages.
 */
const BESIDE = [
  'support/commands/serve/live/drawing.js',
  'support/commands/serve/live/replay.js',
  'support/engines/localstack/start.js',
  'support/engines/endpoint.js',
  'support/documentation/site/pictures/network/index.js',
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
    chunkNames: '[name]-[hash]',
    bundle: true,
    // A file for each verb and service: what is not asked for is not loaded.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // The SDK's modules rather than its CommonJS: only what is used of them is taken.
    mainFields: ['module', 'main'],
    nodePaths: [join(ROOT, 'node_modules')],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
    plugins: [leftBeside(folder), builtins, shaken, ownSources(folder)],
  });
  return metafile;
}

function leftBeside(folder: string): Plugin {
  return {
    name: 'left-beside',
    setup(within) {
      within.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
        if (kind !== 'dynamic-import') return undefined;
        const file = slashed(relative(join(folder, 'dist'), join(resolveDir, path)));
        const isBeside = BESIDE.includes(file) || (file.startsWith('support/commands/') && !BUNDLED.test(file));
        return isBeside ? { path: posix.join('..', file), external: true } : undefined;
      });
      // Only a checkout transforms sources.
      within.onResolve({ filter: /^tsx\// }, ({ path }) => ({ path, external: true }));
    },
  };
}

/**
 * Modules of Node that are required. Those of HTTP always are: an import would read all that they export, and so load
 * the whole of fetch and WebSocket, which nobody asked for. TLS and other processes are for later, if at all.
 */
const builtins: Plugin = {
  name: 'builtins',
  setup(within) {
    within.onResolve({ filter: /^/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      const required = isBuiltin(path) && (kind === 'require-call' || name === 'http' || WHEN_USED.includes(name));
      return path === REQUIRE || (required && kind !== 'dynamic-import')
        ? { path: name, namespace: 'builtin' }
        : undefined;
    });
    within.onLoad({ filter: /^/, namespace: 'builtin' }, ({ path }) => ({
      contents:
        path === REQUIRE
          ? "import { createRequire } from 'node:module'; export const load = createRequire(import.meta.url);"
          : WHEN_USED.includes(path)
            ? whenUsed(path)
            : `module.exports = require('${REQUIRE}').load('node:${path}');`,
    }));
  },
};

const REQUIRE = 'train-encrypt:require';

const WHEN_USED = ['child_process', 'https', 'tls', 'zlib'];

/** None of what these export looks at `this`. */
function whenUsed(path: string): string {
  const names = Object.keys(createRequire(import.meta.url)(`node:${path}`));
  const members = names.map((name) => `get ${name}() { return whole().${name}; }`);
  return `let loaded;
const whole = () => (loaded ??= require('${REQUIRE}').load('node:${path}'));
module.exports = { ${members.join(', ')} };`;
}

/** Own files that ask where they are get the answer that they get outside of a bundle; and name what they use of zod. */
function ownSources(folder: string): Plugin {
  return {
    name: 'own-sources',
    setup(within) {
      within.onLoad({ filter: /[\\/]dist[\\/](?:support|steps)[\\/].*\.js$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const place = JSON.stringify(posix.join('..', slashed(relative(join(folder, 'dist'), path))));
        const placed = text.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`);
        return { contents: withZodNamespace(placed), loader: 'js', resolveDir: dirname(path) };
      });
    },
  };
}

const slashed = (path: string): string => path.split(sep).join('/');
