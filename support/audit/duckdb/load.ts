import { Failure } from '../../failure.ts';

/**
 * DuckDB, which is installed beside this package by the user: its program is larger than all the rest.
 * @throws Failure (exit code 2) that says how to install it
 */
export async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new Failure(
      `audit reads with DuckDB, which cannot be loaded (${firstLine(error)}). Install it beside train-encrypt: npm install @duckdb/node-api. ` +
        'Or ask Athena: --engine athena.',
      { exitCode: 2, cause: error },
    );
  }
}

const firstLine = (error: unknown): string => String((error as Error).message ?? error).split('\n')[0] ?? '';
