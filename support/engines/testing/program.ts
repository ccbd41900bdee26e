import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LocalStackOptions } from '../localstack/start.ts';

export interface LocalStackProgram {
  readonly process: ChildProcess;
  /** All that it has printed so far. */
  readonly output: () => string;
  /** Waits until it has printed something that matches; rejects when it ends first. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<number | null>;
}

/** For tests: LocalStack started by another process, with variables of its own. */
export function localStackProgram(environment: NodeJS.ProcessEnv, options: LocalStackOptions = {}): LocalStackProgram {
  const script = fileURLToPath(new URL('./localstack-program.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    process: child,
    output: () => output,
    ended,
    async prints(pattern) {
      for (;;) {
        const match = pattern.exec(output);
        if (match !== null) return match;
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended first:\n${output}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
  };
}
