import { writeSync } from 'node:fs';
import { Failure } from '../failure.ts';

/** Prints what ended the program, and returns its exit code. Only a fault of our own shows a stack trace. */
export function report(error: unknown): number {
  if (error instanceof Failure) {
    print(`train-encrypt: ${error.message}\n`);
    return error.exitCode;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  print(`train-encrypt: this is a fault of train-encrypt itself. Please report it with these lines:\n${trace}\n`);
  return 3;
}

/** Uncaught faults end the program with code 3, not with Node's 1, which means `broken` here. */
export function endOnFault(): void {
  process.on('uncaughtException', (error) => {
    // While cucumber runs a step in this thread it listens too, and fails the step.
    if (process.listenerCount('uncaughtException') > 1) return;
    process.exit(report(error));
  });
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader of a pipe, such as `head`, has seen enough; the exit code still counts.
      if (error.code === 'EPIPE') return;
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
