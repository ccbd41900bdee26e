/**
 * Writes `constraints.generated.json` from the API model in botocore's wheel, fetched by pip from whatever index pip is
 * set up with: `npm run generate`. With `--check` it writes nothing, and fails when the
 * file is not what it would write. Needs Python 3 with pip.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiModel, extractConstraints } from './extract.ts';
import { CONSTRAINED_OPERATIONS } from './operations.ts';

const BOTOCORE = '1.44.5';
const MODEL = 'botocore/data/sagemaker/2017-07-24/service-2.json.gz';
const OUTPUT = join(import.meta.dirname, '..', 'constraints.generated.json');

/** A wheel is a zip archive. */
const UNPACK = `
import glob, gzip, sys, zipfile
wheel, = glob.glob(sys.argv[1] + '/*.whl')
sys.stdout.buffer.write(gzip.decompress(zipfile.ZipFile(wheel).read(sys.argv[2])))
`;

function fetchModel(): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-botocore-'));
  try {
    const download = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:', '--dest', folder];
    execFileSync('python3', [...download, `botocore==${BOTOCORE}`], { stdio: ['ignore', 'ignore', 'inherit'] });
    const model = execFileSync('python3', ['-c', UNPACK, folder, MODEL], { maxBuffer: 256 * 1024 * 1024 });
    return JSON.parse(model.toString('utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const source = { package: 'botocore', version: BOTOCORE, file: MODEL };
const table = extractConstraints(apiModel.parse(fetchModel()), CONSTRAINED_OPERATIONS, source);
const text = `${JSON.stringify(table, null, 1)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(OUTPUT, text);
} else if (readFileSync(OUTPUT, 'utf8') !== text) {
  console.error('train-encrypt: constraints.generated.json is not what generate.ts makes of it: run generate.ts.');
  process.exitCode = 1;
}
