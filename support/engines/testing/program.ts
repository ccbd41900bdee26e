import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LocalStackOptions } from '../localstack/options.ts';

export interface LocalStackProgram {
  readonly process: ChildProcess;
  /** All that it has printed so far. */
  readonly output: () => string;
  /** Waits until it has printed something that matches; rejects when it ends first. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<number | null>;
}

/** Milliseconds until what does not print what it should is given up: far more than the slowest start takes. */
const PRINTS_MS = 120_000;

/** For tests: LocalStack started by another process, with variables of its own. */
export function localStackProgram(environment: NodeJS.ProcessEnv, options: LocalStackOptions = {}): LocalStackProgram {
  const script = fileURLToPath(new URL('./localstack-program.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
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
      const deadline = performance.now() + PRINTS_MS;
      for (;;) {
        const match = pattern.exec(output);
        if (match !== null) return match;
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended first:\n${output}`);
        if (performance.now() > deadline) throw new Error(`it never printed ${pattern}:\n${output}`);
        await Promise.race([once(child.stdout, 'data'), ended, sleep(1_000, undefined, { ref: false })]);
      }
    },
  };
}
