// Runs a pipeline with the AWS SDK for JavaScript, encrypted.

import { definitionOf } from './definition.ts';
import { run } from './run.ts';

try {
  await run(definitionOf(true));
} catch (error) {
  console.error(`refused: ${error}`);
  process.exitCode = 1;
}
