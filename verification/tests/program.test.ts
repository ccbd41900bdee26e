import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { packageRoot, version } from '../../support/package.ts';
import { bundleProgram } from './program.ts';

const reports = join(packageRoot, 'reports');
mkdirSync(reports, { recursive: true });
const folder = mkdtempSync(join(reports, 'bundled-'));
after(() => rmSync(folder, { recursive: true }));

// In a run of all tests it is there already.
let program = process.env.TRAIN_ENCRYPT_TEST_PROGRAM ?? '';
before(async () => {
  program ||= await bundleProgram(packageRoot, join(folder, 'program'));
});

const run = (...args: string[]) => promisify(execFile)(process.execPath, [program, ...args], { cwd: folder });

test('is the command line of this checkout', async () => {
  assert.equal((await run('--version')).stdout, `${version}\n`);
});

test('finds a package in CommonJS, a page in JSX and a process of its own, as the sources do', async () => {
  writeFileSync(join(folder, 'train-encrypt.config.yaml'), 'wrappers:\n  nothing: { command: [node, --version] }\n');
  const checked = await run('check').catch((error: { stdout: string; code: number }) => error);
  assert.match(checked.stdout, /made no SageMaker call[\s\S]*Pages: reports\/index\.html/);
});

test('leaves a run of features to the sources, which steps share', async () => {
  const { stdout } = await run(
    'features',
    '--dry-run',
    '--reports',
    join(folder, 'dry'),
    join(packageRoot, 'features', '01-private-vpc.feature'),
  );
  assert.match(stdout, /scenarios/);
});
