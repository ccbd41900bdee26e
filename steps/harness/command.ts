import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MAIN } from '../../support/commands/testing/main.ts';

/** A command that has ended: its exit code, and all that it printed on both streams. */
export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** A command that runs. */
export interface Running {
  /** All that it has printed so far. */
  readonly output: string;
  /** Waits until it has printed something that matches. Rejects when it ends first. */
  prints(pattern: RegExp): Promise<void>;
  /** Sends a signal, unless it has ended, and waits for its end. */
  stop(signal: NodeJS.Signals): Promise<Finished>;
  readonly ended: Promise<Finished>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts `train-encrypt` with these arguments, from the checkout. */
export function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Running {
  return startProgram(process.execPath, [MAIN, ...args], environment);
}

/** Runs `train-encrypt` to its end. */
export function run(args: readonly string[]): Promise<Finished> {
  return start(args).ended;
}

/** Starts any program in the project's folder. */
export function startProgram(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A run inside a run: what cucumber tells its workers is not for this one.
    env: { ...process.env, NO_COLOR: '1', CUCUMBER_PARALLEL: '', CUCUMBER_WORKER_ID: '', ...environment },
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = once(child, 'close').then(([code]): Finished => ({ code: code as number | null, output }));
  return {
    get output() {
      return output;
    },
    ended,
    async prints(pattern) {
      let finished = false;
      void ended.finally(() => {
        finished = true;
      });
      while (!pattern.test(output)) {
        if (finished) throw new Error(`it ended before it printed ${pattern}:\n${output}`);
        await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended]);
      }
    },
    async stop(signal) {
      if (child.exitCode === null) child.kill(signal);
      return ended;
    },
  };
}
