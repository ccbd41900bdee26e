import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createMask, type Mask, masked, secretsInFile, secretsOf } from './secrets.ts';

/** Bytes. A file of credentials is small; what is larger is something else. */
const LARGEST = 1024 * 1024;

/**
 * A mask for all that the caller has: the environment, AWS's files of profiles, and what its tools keep
 * beside them.
 */
export function createCallersMask(environment: NodeJS.ProcessEnv = process.env, home = homedir()): Mask {
  const aws = join(home, '.aws');
  const files = [
    environment.AWS_SHARED_CREDENTIALS_FILE ?? join(aws, 'credentials'),
    environment.AWS_CONFIG_FILE ?? join(aws, 'config'),
    ...filesIn(join(aws, 'sso', 'cache')),
    ...filesIn(join(aws, 'cli', 'cache')),
  ];
  const tokens = [environment.AWS_WEB_IDENTITY_TOKEN_FILE, environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE];
  return createMask([
    ...secretsOf(environment),
    ...files.flatMap((file) => secretsInFile(textOf(file))),
    ...tokens.flatMap((file) => (file ? [textOf(file).trim()] : [])),
  ]);
}

let ofThisProcess: Mask | undefined;

/** Masks what is secret to the caller; see `createCallersMask`. Read once. */
export const maskSecrets: Mask = (text) => {
  ofThisProcess ??= createCallersMask();
  return ofThisProcess(text);
};

/** The same for every text in a value, at any depth. */
export const withoutSecrets = <T>(value: T): T => masked(value, maskSecrets);

function textOf(file: string): string {
  try {
    return statSync(file).size > LARGEST ? '' : readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
