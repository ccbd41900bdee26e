import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../failure.ts';
import { PLACEHOLDERS } from '../../wrappers/run/placeholders.ts';
import { checkFillable, fillCommand } from './fill.ts';

const ENVIRONMENT = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  AWS_REGION: 'eu-central-1',
  TRAIN_ENCRYPT_SUBNETS: 'subnet-1,subnet-2',
  TRAIN_ENCRYPT_SECURITY_GROUPS: 'sg-1',
  TRAIN_ENCRYPT_ROLE_ARN: 'arn:role',
};

test('the placeholders of check stand for what serve has', () => {
  const command = [
    'run',
    '--subnets={subnets}',
    '{security_groups}',
    '{role_arn}',
    '{instances}',
    '{endpoint} {region}',
  ];
  const filled = fillCommand(['run', ...command.slice(1)], ENVIRONMENT);
  assert.deepEqual(filled, [
    'run',
    '--subnets=subnet-1,subnet-2',
    'sg-1',
    'arn:role',
    '2',
    'http://127.0.0.1:1 eu-central-1',
  ]);
});

test('others in braces stay as they are', () => {
  const command = ['sh', '-c', 'echo $HOME {name} {constructor} {}'] as const;
  checkFillable(command, false);
  assert.deepEqual(fillCommand(command, ENVIRONMENT), command);
});

test('each placeholder of check is filled in, or refused with what to do', () => {
  for (const name of Object.keys(PLACEHOLDERS)) {
    const command = ['run', `{${name}}`] as const;
    for (const withNetwork of [true, false]) {
      const environment = withNetwork
        ? ENVIRONMENT
        : { AWS_ENDPOINT_URL: ENVIRONMENT.AWS_ENDPOINT_URL, AWS_REGION: ENVIRONMENT.AWS_REGION };
      try {
        checkFillable(command, withNetwork);
      } catch (error) {
        assert.ok(error instanceof Failure);
        assert.equal(error.exitCode, 2);
        assert.match(error.message, withNetwork ? /does not fill in .* Write the value\.$/ : /--with-network|Write/);
        continue;
      }
      assert.notDeepEqual(fillCommand(command, environment), command, name);
    }
  }
});
