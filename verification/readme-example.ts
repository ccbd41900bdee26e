/**
 * Regenerates the example of README.md from what `check` prints:
 *
 *   node verification/readme-example.ts
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../support/package.ts';

const MARKS = ['<!-- example: written by verification/readme-example.ts -->', '<!-- /example -->'] as const;
const WORDS = ['node', 'forgets-the-flag.js', '{subnets}', '{security_groups}', '{role_arn}', '{instances}'];

export interface Example {
  readonly code: number | null;
  readonly text: string;
}

/** Runs the example, and returns it as the README shows it. */
export function runExample(): Example {
  const main = join(packageRoot, 'support', 'main.ts');
  const { CI: _ci, GITHUB_ACTIONS: _actions, FORCE_COLOR: _color, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [main, 'check', '--', ...WORDS], {
    cwd: join(packageRoot, 'examples', 'team-features', 'wrapper'),
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return {
    code: status,
    text: `\`\`\`console\n$ npx train-encrypt check -- ${WORDS.join(' ')}\n${stdout.trimEnd()}\n\`\`\``,
  };
}

/** The example of a README; empty when it has none. */
export function exampleIn(readme: string): string {
  const [start, end] = [readme.indexOf(MARKS[0]), readme.indexOf(MARKS[1])];
  return start < 0 || end < start ? '' : readme.slice(start + MARKS[0].length, end).trim();
}

/** Without what is other at every run: names, times, durations, and the tool that this machine has for a sandbox. */
export const comparable = (text: string): string =>
  text
    .replace(/\d{13}/g, '<number>')
    .replace(/^(Isolation: kernel, by) (bubblewrap|unshare) /m, '$1 <tool> ')
    .replace(/\b(subnet|sg|vpc)-[0-9a-f]{17}\b/g, '$1-<id>')
    .replace(/\d+\.\d s\b/g, '<seconds>');

/** The same README with this example. */
const withExample = (readme: string, text: string): string => {
  const [before = '', rest = ''] = readme.split(MARKS[0]);
  const [, after = ''] = rest.split(MARKS[1]);
  return `${before}${MARKS[0]}\n${text}\n${MARKS[1]}${after}`;
};

if (import.meta.main) {
  const file = join(packageRoot, 'README.md');
  writeFileSync(file, withExample(readFileSync(file, 'utf8'), runExample().text));
}
