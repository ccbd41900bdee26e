import { Failure } from '../../failure.ts';

/**
 * The client of Athena, which is installed beside this package by the user.
 * @throws Failure (exit code 2) that says how to install it
 */
export async function loadAthena(): Promise<typeof import('@aws-sdk/client-athena')> {
  try {
    return await import('@aws-sdk/client-athena');
  } catch (error) {
    throw new Failure(
      'audit --run asks Athena through its SDK client, which is not installed. Install it beside train-encrypt: npm install @aws-sdk/client-athena. ' +
        'Without --run the SQL is printed.',
      { exitCode: 2, cause: error },
    );
  }
}
