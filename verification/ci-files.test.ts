import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { type CiService, ciFile } from '../support/commands/init/ci.ts';
import { projectIn } from '../support/commands/init/project.ts';
import { packageRoot } from '../support/package.ts';
import { actionlint, actionValidator, checkJsonschema, type Validator } from './ci-files/validators.ts';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-files-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file where a validator looks for its kind. */
function written(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Files that tell how a project is installed. */
const PROJECTS: readonly (readonly string[])[] = [
  [],
  ['package-lock.json', 'package.json'],
  ['pnpm-lock.yaml', 'package.json', 'requirements.txt'],
  ['yarn.lock', 'pyproject.toml'],
];

const VALIDATORS: Readonly<Record<CiService, readonly Validator[]>> = {
  github: [actionValidator, actionlint, checkJsonschema('github-workflows')],
  gitlab: [checkJsonschema('gitlab-ci')],
};

const projectOf = (files: readonly string[]) => projectIn('.', '1.2.3', (name) => files.includes(name));

for (const service of ['github', 'gitlab'] as const) {
  for (const validator of VALIDATORS[service]) {
    test(`${validator.name} has nothing against what init --ci ${service} writes`, {
      skip: validator.missing,
    }, async () => {
      for (const files of PROJECTS) {
        const { path, text } = ciFile(service, projectOf(files));
        assert.equal(await validator.complaints(written(path, text)), '', text);
      }
    });

    test(`${validator.name} finds what is wrong with a job for ${service}`, { skip: validator.missing }, async () => {
      const { path, text } = ciFile(service, projectOf([]));
      const broken = text
        .replace('runs-on: ubuntu-latest', 'runs-of: ubuntu-latest')
        .replace('when: always', 'when: ever');
      assert.notEqual(broken, text);
      assert.notEqual(await validator.complaints(written(path, broken)), '');
    });
  }
}

const action = join(packageRoot, 'action.yml');
for (const validator of [actionValidator, checkJsonschema('github-actions')]) {
  test(`${validator.name} has nothing against action.yml`, { skip: validator.missing }, async () => {
    assert.equal(await validator.complaints(action), '');
    const broken = readFileSync(action, 'utf8').replace('using: composite', 'using: composed');
    assert.notEqual(await validator.complaints(written('action.yml', broken)), '');
  });
}

test('actions are pinned by commit, to those that our own workflows use', () => {
  const workflows = join(packageRoot, '.github', 'workflows');
  const ours = readdirSync(workflows)
    .map((name) => readFileSync(join(workflows, name), 'utf8'))
    .join('\n');
  const texts = [readFileSync(action, 'utf8'), ciFile('github', projectOf(['requirements.txt'])).text];
  const used = texts.flatMap((text) => [...text.matchAll(/uses: (.+)/g)].map(([, name = '']) => name));
  assert.ok(used.length >= 5);
  for (const name of used) {
    assert.match(name, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    assert.ok(ours.includes(name), name);
  }
});

test('a job installs what its project says, and confines the wrapper by the kernel', () => {
  const [bare, node, both] = PROJECTS.map((files) => ciFile('github', projectOf(files)).text);
  assert.match(bare ?? '', /- run: npx --yes train-encrypt@1\.2\.3 check --isolation kernel /);
  assert.match(node ?? '', /- run: npm ci .*\n *- run: npx train-encrypt check --isolation kernel /);
  assert.match(both ?? '', /setup-python[\s\S]*- run: .*pnpm install.*\n *- run: pip install -r requirements\.txt\n/);
  assert.match(bare ?? '', /sysctl -w kernel\.apparmor_restrict_unprivileged_userns=0/);
  assert.match(ciFile('gitlab', projectOf([])).text, /check --isolation kernel .*--junit reports\/check\.xml/);
  assert.equal(ciFile('gitlab', projectOf([]), true).path, '.gitlab/ci/train-encrypt.yml');
});
