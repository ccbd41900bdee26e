// One of the packages asks for it as soon as it is loaded.
import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from '@typescript/typescript6';
import { build, type Metafile, type Plugin } from 'esbuild';
import { PROGRAM } from './bundle.ts';
import { filesIn } from './reachable.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where copies of packages are, below the package's folder. */
const VENDOR = 'dist/vendor';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** What the compiled files import of one package, or of one file in it. */
interface Wanted {
  /** `default` among them where the default is imported. */
  readonly names: Set<string>;
  /** Whether all names are wanted: of `import * as all`, and of a dynamic import. */
  whole: boolean;
}

interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly specifier: string;
}

/**
 * Copies what the compiled files import of packages that an installation does not bring along, each with what it needs
 * itself, and lets the files import the copies: a package for one page would else come with a hundred others. Resolves
 * to what went into the copies.
 * @param folder with package.json, and the compiled files in `dist`
 */
export async function vendor(folder: string): Promise<Metafile> {
  const installed = installedWith(folder);
  const { wanted, places } = importsOf(folder, installed);
  const entries = mkdtempSync(join(tmpdir(), 'vendor-'));
  try {
    const entryPoints: Record<string, string> = {};
    for (const [specifier, { names, whole }] of wanted) {
      const file = join(entries, `${nameOf(specifier)}.mjs`);
      writeFileSync(file, entry(specifier, whole ? await allNames(specifier, names) : names));
      entryPoints[nameOf(specifier)] = file;
    }
    const { metafile } = await build({
      absWorkingDir: folder,
      entryPoints,
      outdir: join(folder, VENDOR),
      chunkNames: 'shared-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      mainFields: ['module', 'main'],
      nodePaths: [join(ROOT, 'node_modules')],
      plugins: [absent],
      external: installed.flatMap((name) => [name, `${name}/*`]),
      // Packages in CommonJS require modules of Node.
      banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
      minify: true,
      legalComments: 'none',
      metafile: true,
      logLevel: 'error',
    });
    rewrite(folder, places);
    return metafile;
  } finally {
    rmSync(entries, { recursive: true });
  }
}

/** Vega draws on it where it is installed, and goes on without: pages are drawn as SVG. */
const absent: Plugin = {
  name: 'absent',
  setup(within) {
    within.onResolve({ filter: /^canvas$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    within.onLoad({ filter: /^/, namespace: 'absent' }, () => ({ contents: 'export default undefined;' }));
  },
};

function installedWith(folder: string): readonly string[] {
  const { dependencies, peerDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies), 'train-encrypt'];
}

function importsOf(folder: string, installed: readonly string[]) {
  const wanted = new Map<string, Wanted>();
  const places: Place[] = [];
  for (const file of filesIn(folder, 'dist').filter(isCompiled)) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const literal = specifierOf(node);
      if (literal && isCopied(literal.text, installed)) {
        places.push({ file, start: literal.getStart(), end: literal.getEnd(), specifier: literal.text });
        const of = wanted.get(literal.text) ?? { names: new Set(), whole: false };
        wanted.set(literal.text, of);
        want(node, of);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { wanted, places };
}

/** Neither what was bundled already, nor what is for browsers. */
const isCompiled = (file: string): boolean =>
  file.endsWith('.js') && !file.startsWith(`${PROGRAM}/`) && !file.includes('/assets/');

function isCopied(specifier: string, installed: readonly string[]): boolean {
  if (/^(\.|node:|#)/.test(specifier) || builtinModules.includes(specifier)) return false;
  return !installed.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  const specifier =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : undefined;
  return specifier && ts.isStringLiteralLike(specifier) ? specifier : undefined;
}

/** Adds what one import takes. */
function want(node: ts.Node, wanted: Wanted): void {
  if (!ts.isImportDeclaration(node)) {
    const names = takenOf(node);
    for (const name of names ?? []) wanted.names.add(name);
    wanted.whole ||= names === undefined;
    return;
  }
  const { name, namedBindings } = node.importClause ?? {};
  if (name) wanted.names.add('default');
  if (!namedBindings) return;
  if (ts.isNamespaceImport(namedBindings)) wanted.whole = true;
  else for (const { name: own, propertyName } of namedBindings.elements) wanted.names.add((propertyName ?? own).text);
}

/** Of `const { a, b: c } = await import('…')` and of `(await import('…')).a`; `undefined`: nobody can tell. */
function takenOf(node: ts.Node): readonly string[] | undefined {
  const awaited = ts.isAwaitExpression(node.parent) ? node.parent : undefined;
  const use = awaited && (ts.isParenthesizedExpression(awaited.parent) ? awaited.parent.parent : awaited.parent);
  if (use && ts.isPropertyAccessExpression(use)) return [use.name.text];
  if (!use || !ts.isVariableDeclaration(use) || !ts.isObjectBindingPattern(use.name)) return undefined;
  return use.name.elements.map(({ name, propertyName }) => (propertyName ?? name).getText());
}

async function allNames(specifier: string, names: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  // Of CommonJS, Node gives the default too, which nobody asks for by a namespace.
  const isOwn = (name: string) => /^[\w$]+$/.test(name) && name !== 'default';
  const found = Object.keys(await import(specifier)).filter(isOwn);
  return new Set([...names, ...found]);
}

/** A module that exports these names of a package, whichever format it has. */
function entry(specifier: string, names: ReadonlySet<string>): string {
  const from = JSON.stringify(specifier);
  return names.size === 0 ? `import ${from};\n` : `export { ${[...names].sort().join(', ')} } from ${from};\n`;
}

/** `elkjs/lib/elk.bundled.js` is a file of its own. */
const nameOf = (specifier: string): string =>
  specifier
    .replace(/^@/, '')
    .replace(/\.[cm]?js$/, '')
    .replaceAll('/', '-');

function rewrite(folder: string, places: readonly Place[]): void {
  for (const [file, ofFile] of Map.groupBy(places, (place) => place.file)) {
    let text = readFileSync(join(folder, file), 'utf8');
    for (const { start, end, specifier } of [...ofFile].sort((a, b) => b.start - a.start)) {
      const to = posix.relative(dirname(file), join(VENDOR, `${nameOf(specifier)}.js`));
      text = `${text.slice(0, start)}'${to.startsWith('.') ? to : `./${to}`}'${text.slice(end)}`;
    }
    writeFileSync(join(folder, file), text);
  }
}
