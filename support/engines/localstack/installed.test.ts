import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInstalled, notInstalled } from './installed.ts';

const without =
  (...missing: string[]) =>
  (name: string) => {
    if (missing.includes(name)) throw new Error(`Cannot find package '${name}'`);
  };

test('with Testcontainers installed, LocalStack can be started', () => {
  assert.equal(notInstalled(), undefined);
  assert.doesNotThrow(() => checkInstalled());
});

test('without Testcontainers, what to install is printed', () => {
  assert.throws(() => checkInstalled(without('testcontainers', '@testcontainers/localstack')), {
    name: 'Failure',
    exitCode: 3,
    message:
      'LocalStack is started by Testcontainers, and testcontainers and @testcontainers/localstack are not installed: ' +
      'npm install --save-dev testcontainers @testcontainers/localstack. Or use --engine embedded.',
  });
  assert.match(
    notInstalled(without('@testcontainers/localstack')) ?? '',
    /@testcontainers\/localstack is not installed/,
  );
});
