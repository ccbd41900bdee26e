import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { version } from '../../package.ts';
import type { Provenance } from './types.ts';

const LOCK_FILES = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'uv.lock',
  'poetry.lock',
  'Pipfile.lock',
  'requirements.txt',
];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Who makes an audit, of what, and with what: as git and the CI's variables say it.
 * @param folder the working folder; lock files are looked for there and in the folders above, up to the repository's top
 */
export function provenanceOf(folder: string, environment: Environment = process.env): Provenance {
  const git = (...args: readonly string[]): string | undefined => {
    try {
      return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      return undefined;
    }
  };
  const top = git('rev-parse', '--show-toplevel');
  const commit = git('rev-parse', 'HEAD') ?? environment.GITHUB_SHA ?? environment.CI_COMMIT_SHA;
  const own = git('rev-parse', '--abbrev-ref', 'HEAD');
  const branch =
    environment.GITHUB_HEAD_REF ||
    environment.GITHUB_REF_NAME ||
    environment.CI_COMMIT_REF_NAME ||
    (own === 'HEAD' ? undefined : own);
  const status = git('status', '--porcelain', '--untracked-files=no');
  const ci = ciRun(environment);
  return {
    tool: `train-encrypt ${version}`,
    node: process.versions.node,
    ...(commit !== undefined && { commit }),
    ...(branch !== undefined && { branch }),
    ...(status !== undefined && { changed: status !== '' }),
    ...(ci !== undefined && { ci }),
    who: environment.GITHUB_ACTOR ?? environment.GITLAB_USER_LOGIN ?? nameOfUser(),
    lockFiles: lockFiles(folder, top),
  };
}

function ciRun(environment: Environment): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, CI_PIPELINE_URL, CI_JOB_URL, BUILD_URL } = environment;
  if (GITHUB_RUN_ID !== undefined) return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  return CI_JOB_URL ?? CI_PIPELINE_URL ?? BUILD_URL;
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** In the nearest folder that has any. */
function lockFiles(folder: string, top: string | undefined): Provenance['lockFiles'] {
  for (let here = folder; ; here = dirname(here)) {
    const found = LOCK_FILES.map((name) => join(here, name)).filter((file) => existsSync(file));
    if (found.length > 0) {
      return found.map((file) => ({ file: relative(folder, file), sha256: sha256(readFileSync(file)) }));
    }
    if (top === undefined || here === top || here === dirname(here)) return [];
  }
}

/** Hexadecimal. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
