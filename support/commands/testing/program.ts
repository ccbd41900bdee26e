/** Runs the command line as people do, for tests. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { MAIN } from './main.ts';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param env beside the environment of this process, less what CI services set */
export async function runProgram(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const { FORCE_COLOR: _, CI: __, GITHUB_ACTIONS: ___, GITHUB_STEP_SUMMARY: ____, ...own } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...own, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}
