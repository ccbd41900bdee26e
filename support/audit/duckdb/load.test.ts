import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import { Failure } from '../../failure.ts';
import { loadAthena } from '../athena/load.ts';
import { loadDuckDb } from './load.ts';

/** As where the packages are not installed. */
const hooks = registerHooks({
  resolve(specifier, context, next) {
    if (!/^@duckdb\/|client-athena$/.test(specifier)) return next(specifier, context);
    throw Object.assign(new Error(`Cannot find package '${specifier}'`), { code: 'ERR_MODULE_NOT_FOUND' });
  },
});

test('where an optional package is missing, the error says how to install it', async () => {
  const fails = (text: RegExp) => (error: unknown) =>
    error instanceof Failure && error.exitCode === 2 && text.test(error.message);
  try {
    await assert.rejects(loadDuckDb(), fails(/npm install @duckdb\/node-api\. Or ask Athena: --engine athena\./));
    await assert.rejects(
      loadAthena(),
      fails(/npm install @aws-sdk\/client-athena\. Without --run the SQL is printed\./),
    );
  } finally {
    hooks.deregister();
  }
});
