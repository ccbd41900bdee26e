import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { reachable } from './reachable.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reachable-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const MANIFEST = JSON.stringify({
  bin: { it: 'dist/bin.cjs' },
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
});
const DOCUMENTS = { 'package.json': MANIFEST, 'README.md': '', LICENSE: '', 'steps/README.md': '' };
const EMPTY = { ...DOCUMENTS, 'dist/bin.cjs': '', 'dist/index.js': '', 'dist/index.d.ts': '' };

/** The files reached in a package that has these, beside those that every package here has. */
function reached(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries({ ...EMPTY, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { files: all, missing, packages } = reachable(folder);
  return { files: [...all].filter((file) => !(file in EMPTY)).sort(), missing, packages };
}

const CASES: readonly [what: string, files: Readonly<Record<string, string>>, reached: readonly string[]][] = [
  ['a static import', { 'dist/index.js': "import { a } from './a.js';", 'dist/a.js': '' }, ['dist/a.js']],
  ['an import for its effect', { 'dist/index.js': "import './a.js';", 'dist/a.js': '' }, ['dist/a.js']],
  ['a re-export', { 'dist/index.js': "export * from './a.js';", 'dist/a.js': '' }, ['dist/a.js']],
  ['a dynamic import', { 'dist/bin.cjs': "import('./a.js')", 'dist/a.js': '' }, ['dist/a.js']],
  [
    'an import of an import',
    { 'dist/index.js': "import './a.js';", 'dist/a.js': "await import('./b/c.js');", 'dist/b/c.js': '' },
    ['dist/a.js', 'dist/b/c.js'],
  ],
  [
    'a file that is spawned by its URL',
    { 'dist/index.js': "spawn(fileURLToPath(new URL('./run.sh', import.meta.url)));", 'dist/run.sh': '' },
    ['dist/run.sh'],
  ],
  [
    'a file that is spawned by its path',
    { 'dist/index.js': "spawn(join(import.meta.dirname, 'run', 'it.sh'));", 'dist/run/it.sh': '' },
    ['dist/run/it.sh'],
  ],
  [
    'a file with the extension of the one that spawns it',
    { 'dist/index.js': `new URL(\`./b\${extname(import.meta.filename)}\`, import.meta.url);`, 'dist/b.js': '' },
    ['dist/b.js'],
  ],
  [
    'the step files of a folder, and nothing else in it',
    {
      'dist/index.js': "new URL('./steps/', import.meta.url);",
      'dist/steps/a.steps.js': '',
      'dist/steps/b.js': '',
      'dist/steps/c/d.steps.js': '',
    },
    ['dist/steps/a.steps.js'],
  ],
  [
    "a folder read from the package's own",
    { 'dist/index.js': "join(packageRoot, 'features');", 'features/a.feature': '', 'features/b/c.feature': '' },
    ['features/a.feature', 'features/b/c.feature'],
  ],
  [
    'types, which keep the extensions of their sources',
    {
      'dist/index.d.ts': "export type { A } from './a.ts'; export type B = import('./b.tsx').B;",
      'dist/a.d.ts': '',
      'dist/b.d.ts': '',
      'dist/a.js': '',
    },
    ['dist/a.d.ts', 'dist/b.d.ts'],
  ],
  [
    'the licences of what is bundled',
    {
      'dist/bin.cjs': "import('./program/main.js')",
      'dist/program/main.js': '',
      'dist/program/third-party-notices.txt': '',
    },
    ['dist/program/main.js', 'dist/program/third-party-notices.txt'],
  ],
  ['a file in a comment', { 'dist/index.js': "// import './a.js';", 'dist/a.js': '' }, []],
  ['a file that nothing names', { 'dist/a.js': '', 'dist/a.d.ts': '', 'features/a.feature': '' }, []],
  ['a source, which only a checkout has', { 'dist/index.js': "new URL('./a.ts', import.meta.url);" }, []],
];

for (const [what, files, expected] of CASES) {
  test(what, () => {
    const { files: found, missing } = reached(files);
    assert.deepEqual(found, expected);
    assert.deepEqual(missing, []);
  });
}

test('what is needed and not there is named, with what needs it', () => {
  const { missing } = reached({ 'dist/index.js': "import './a.js'; new URL('./b.sh', import.meta.url);" });
  assert.deepEqual(
    [...missing].sort((a, b) => a.file.localeCompare(b.file)),
    [
      { file: 'dist/a.js', neededBy: 'dist/index.js' },
      { file: 'dist/b.sh', neededBy: 'dist/index.js' },
    ],
  );
});

test('a file that is named by no literal is not guessed at', () => {
  assert.throws(
    () => reached({ 'dist/index.js': 'await import(name);' }),
    /dist\/index\.js: import\(name\) does not name a file in a literal/,
  );
  assert.throws(
    () => reached({ 'dist/index.js': `new URL(\`./\${name}.sh\`, import.meta.url);` }),
    /does not name a file in a literal/,
  );
});

test('packages are named by the file that imports them', () => {
  const { packages } = reached({ 'dist/index.js': "import 'zod'; import 'node:fs'; import '@aws-sdk/core/client';" });
  assert.deepEqual(Object.fromEntries(packages), {
    zod: 'dist/index.js',
    'node:fs': 'dist/index.js',
    '@aws-sdk/core/client': 'dist/index.js',
  });
});
