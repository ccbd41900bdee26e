import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../support/package.ts';

const run = promisify(execFile);

/** A validator of CI files that others wrote and keep. */
export interface Validator {
  readonly name: string;
  /** Why it cannot be asked here; false where it can. In CI nothing is skipped. */
  readonly missing: string | false;
  /** What it says against a file; empty when nothing. */
  readonly complaints: (file: string) => Promise<string>;
}

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');

/** @param variable names its path, where it is not on the PATH */
function validator(name: string, variable: string, args: readonly string[]): Validator {
  const program = process.env[variable] ?? onPath(name);
  return {
    name,
    missing: program !== undefined || inCi ? false : `${name} is not on the PATH: set ${variable}`,
    complaints: async (file) => {
      try {
        await run(program ?? name, [...args, file]);
        return '';
      } catch (error) {
        const { stdout, stderr, code } = error as { stdout?: string; stderr?: string; code?: unknown };
        // One that did not run has found nothing right.
        if (typeof code !== 'number') throw error;
        return `${stdout}${stderr}` || `exit code ${code}`;
      }
    },
  };
}

const onPath = (name: string): string | undefined =>
  [join(packageRoot, 'node_modules', '.bin'), ...(process.env.PATH ?? '').split(delimiter)]
    .map((folder) => join(folder, name))
    .find(existsSync);

/** Workflows and actions of GitHub, by the schemas of SchemaStore: https://github.com/mpalmer/action-validator. */
export const actionValidator = validator('action-validator', 'TRAIN_ENCRYPT_ACTION_VALIDATOR', []);

/** Workflows of GitHub, expressions and shell scripts in them: https://github.com/rhysd/actionlint. */
export const actionlint = validator('actionlint', 'TRAIN_ENCRYPT_ACTIONLINT', []);

/** The schemas that SchemaStore lists: https://github.com/python-jsonschema/check-jsonschema. */
export const checkJsonschema = (schema: 'github-workflows' | 'github-actions' | 'gitlab-ci'): Validator =>
  validator('check-jsonschema', 'TRAIN_ENCRYPT_CHECK_JSONSCHEMA', ['--builtin-schema', `vendor.${schema}`]);
