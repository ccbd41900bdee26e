import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** How a project in a folder is set up, as far as a CI job has to do the same. */
export interface Project {
  /** Commands that install it, in order. */
  readonly install: readonly string[];
  /** How train-encrypt is run in it. */
  readonly program: string;
  readonly python: boolean;
}

/** What installs a project of Node.js, by the file that says so. */
const NODE: readonly (readonly [file: string, install: string, run: string])[] = [
  ['package-lock.json', 'npm ci --no-audit --no-fund', 'npx train-encrypt'],
  ['pnpm-lock.yaml', 'corepack enable && pnpm install --frozen-lockfile', 'pnpm exec train-encrypt'],
  ['yarn.lock', 'corepack enable && yarn install', 'yarn train-encrypt'],
  ['package.json', 'npm install --no-audit --no-fund', 'npx train-encrypt'],
];

const PYTHON: readonly (readonly [file: string, install: string])[] = [
  ['requirements.txt', 'pip install -r requirements.txt'],
  ['pyproject.toml', 'pip install .'],
];

/**
 * @param version of train-encrypt, for a project that does not install it
 * @param exists whether a file of this name is in the folder
 */
export function projectIn(
  folder: string,
  version: string,
  exists = (name: string) => existsSync(join(folder, name)),
): Project {
  const [, node, run] = NODE.find(([file]) => exists(file)) ?? [];
  const [, python] = PYTHON.find(([file]) => exists(file)) ?? [];
  return {
    install: [node, python].filter((one) => one !== undefined),
    program: run ?? `npx --yes train-encrypt@${version}`,
    python: python !== undefined,
  };
}
