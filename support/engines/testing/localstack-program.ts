import { Failure } from '../../failure.ts';
import type { LocalStackOptions } from '../localstack/options.ts';
import { startLocalStack } from '../localstack/start.ts';

// For tests, run as a program: starts LocalStack as the environment and one argument (options in JSON) say, reports how it
// goes line by line, and ends when its input does.

const options = JSON.parse(process.argv[2] ?? '{}') as LocalStackOptions;

try {
  await using engine = await startLocalStack({ ...options, progress: ({ text }) => console.log(text) });
  console.log(`up at ${engine.reference?.url}`);
  await new Promise((resolve) => process.stdin.resume().once('close', resolve));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.log(`train-encrypt: ${error.message}`);
  process.exitCode = error.exitCode;
}
