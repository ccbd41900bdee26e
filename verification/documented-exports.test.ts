import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from '@typescript/typescript6';
import { packageRoot } from '../support/package.ts';

// What an editor shows of each export: words, and an example that compiles.

const FACES = {
  'train-encrypt': 'support/index.ts',
  'train-encrypt/client': 'support/client.ts',
  'train-encrypt/steps': 'steps/index.ts',
};

interface Export {
  readonly name: string;
  readonly docs: string;
  readonly examples: readonly string[];
}

/** Every name that a file exports, with the comment of its declaration, wherever that is. */
function exportsOf(files: readonly string[]): ReadonlyMap<string, readonly Export[]> {
  const paths = files.map((file) => join(packageRoot, file));
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    allowImportingTsExtensions: true,
    noEmit: true,
    jsx: ts.JsxEmit.ReactJSX,
    types: [],
    skipLibCheck: true,
  };
  const program = ts.createProgram(paths, options);
  const checker = program.getTypeChecker();
  const exported = (path: string): readonly Export[] => {
    const source = program.getSourceFile(path);
    const symbol = source && checker.getSymbolAtLocation(source);
    return (symbol ? checker.getExportsOfModule(symbol) : []).map((one) => {
      const real = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
      const tags = real.getJsDocTags(checker).filter(({ name }) => name === 'example');
      return {
        name: one.name,
        docs: ts.displayPartsToString(real.getDocumentationComment(checker)),
        examples: tags.map(({ text }) => ts.displayPartsToString(text)),
      };
    });
  };
  return new Map(files.map((file, index) => [file, exported(paths[index] ?? '')]));
}

const faces = exportsOf(Object.values(FACES));
const all = [...faces].flatMap(([file, exported]) => exported.map((one) => ({ ...one, file })));

/** The name of each export that lacks words or an example. */
const bare = (exported: readonly Export[]) =>
  exported.filter(({ docs, examples }) => docs.trim() === '' || examples.length === 0).map(({ name }) => name);

test('every export has words and an example', () => {
  for (const [file, exported] of faces) {
    assert.ok(exported.length > 5, file);
    assert.deepEqual(bare(exported), [], file);
  }
});

test('an export without them is noticed', () => {
  const none = { name: 'none', docs: '', examples: [] };
  assert.deepEqual(bare([none, { ...none, docs: 'Words.' }, { ...none, examples: ['code'] }]), [
    'none',
    'none',
    'none',
  ]);
});

test('every example compiles, and a wrong one does not', () => {
  // Below the checkout, where the packages of the examples are.
  const folder = join(packageRoot, 'reports', `examples-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    for (const { file, name, examples } of all) {
      const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(examples[0] ?? '') ?? [];
      writeFileSync(join(folder, `${file.replaceAll('/', '-')}-${name}.ts`), `${code}\nexport {};\n`);
    }
    const wrong = "import { startHarness } from 'train-encrypt';\nawait startHarness({ engine: 'none' });\n";
    writeFileSync(join(folder, 'wrong.ts'), wrong);
    const paths = Object.fromEntries(Object.entries(FACES).map(([name, file]) => [name, [join(packageRoot, file)]]));
    const compilerOptions = { paths, noUnusedLocals: false, rootDir: packageRoot };
    const project = { extends: join(packageRoot, 'tsconfig.json'), compilerOptions, include: ['.'], exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
    const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
    const errors = stdout.split('\n').filter((line) => /error TS/.test(line));
    assert.deepEqual(
      errors.filter((line) => !/wrong\.ts/.test(line)),
      [],
    );
    assert.match(errors.join('\n'), /wrong\.ts.*'"none"' is not assignable/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
