import { writeSync } from 'node:fs';
import { Failure } from '../failure.ts';
import { maskSecrets } from '../text/callers-secrets.ts';
import { shownLines } from '../text/shown.ts';

/** Prints what ended the program, and returns its exit code. Only a fault of our own shows a stack trace. */
export function report(error: unknown): number {
  if (error instanceof Failure) {
    print(`train-encrypt: ${readable(error.message)}\n`);
    return error.exitCode;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  print(
    `train-encrypt: this is a fault of train-encrypt itself. Please report it with these lines:\n${readable(trace)}\n`,
  );
  return 3;
}

/** Messages quote files, requests and output of others. */
const readable = (text: string): string => shownLines(maskSecrets(text));

/**
 * Code of others runs in this process: configurations, steps, hooks. One that calls `process.exit(0)` would end it as if
 * everything had held. Until `done` is called, such an end is reported and becomes exit code 2; afterwards the exit code
 * stays what it is then.
 */
export function holdExitCode(): { readonly done: () => void } {
  let final: typeof process.exitCode;
  process.on('exit', (code) => {
    if (final !== undefined) {
      if (code === 0) process.exitCode = final;
      return;
    }
    // Otherwise others have said why.
    if (![0, NEVER_SETTLED].includes(Number(process.exitCode ?? 0))) return;
    const how = code === 0 ? 'process.exit(0) was called' : 'there was nothing left to wait for';
    print(`train-encrypt: ended before the work was done: ${how}, in a configuration, a step or a hook.\n`);
    process.exitCode = 2;
  });
  return {
    done() {
      final = process.exitCode ?? 0;
    },
  };
}

/** Of Node, when nothing is left to do and a top-level await has not ended. */
const NEVER_SETTLED = 13;

/** Faults that nobody catches end the program with code 3, not with Node's 1, which means `broken` here. */
export function endOnFault(): void {
  process.on('uncaughtException', (error) => {
    // While cucumber runs a step in this thread it listens too, and fails the step.
    if (process.listenerCount('uncaughtException') > 1) return;
    process.exit(report(error));
  });
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader of a pipe, such as `head`, has seen enough, or the terminal was closed; the exit code still counts.
      if (error.code === 'EPIPE' || error.code === 'EIO') return;
      throw error;
    });
  }
}

/** Straight to the terminal: a progress bar may hold back what goes through the stream. */
function print(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    process.stderr.write(text);
  }
}
