import { resolve } from 'node:path';
import type { TestsStream } from 'node:test';

/** What a run of tests came to. Suites are not counted, but for failures that no test of theirs has. */
export interface Outcome {
  readonly passed: number;
  /** Where and what, a line each. */
  readonly failed: readonly string[];
  /** What, and why; a line each. */
  readonly skipped: readonly string[];
}

/** Counts the tests of a run as they end; gives what was counted so far. */
export function counter(stream: TestsStream): () => Outcome {
  let passed = 0;
  const failed: string[] = [];
  const skipped: string[] = [];
  stream.on('test:pass', ({ name, file, skip, todo, details }) => {
    // Node reports a file that holds no test as a test that passed.
    if (file !== undefined && resolve(name) === file) return void failed.push(`${file}: holds no test`);
    const reason = skip || todo;
    if (reason !== undefined && reason !== false) skipped.push(reason === true ? name : `${name}: ${reason}`);
    else if (details.type !== 'suite') passed += 1;
  });
  stream.on('test:fail', ({ name, file, line, details }) => {
    const { cause, failureType } = details.error as Error & { failureType?: string };
    if (failureType === 'subtestsFailed') return;
    const message = cause instanceof Error ? cause.message : `${cause ?? details.error.message}`;
    failed.push(`${file ?? ''}:${line ?? ''} ${name}: ${message.split('\n', 1)[0]}`);
  });
  return () => ({ passed, failed, skipped });
}
