import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../failure.ts';
import { containerEnvironment, localStackSettings } from './settings.ts';

test('the pinned image is used unless another is named', () => {
  assert.equal(localStackSettings({}).image, 'localstack/localstack:4.14.0');
  assert.equal(localStackSettings({ LOCALSTACK_IMAGE: '' }).image, 'localstack/localstack:4.14.0');
  const image = 'registry.example.com:5000/mirror/localstack:latest';
  assert.equal(localStackSettings({ LOCALSTACK_IMAGE: image }).image, image);
});

test('a licence token reaches the container when there is one, and only then', () => {
  const environment = (variables: NodeJS.ProcessEnv) => containerEnvironment(localStackSettings(variables), false);
  assert.equal(environment({ LOCALSTACK_AUTH_TOKEN: 'ls-1' }).LOCALSTACK_AUTH_TOKEN, 'ls-1');
  assert.equal('LOCALSTACK_AUTH_TOKEN' in environment({ LOCALSTACK_AUTH_TOKEN: '' }), false);
  assert.equal(environment({}).SERVICES, 'ec2,sts,s3,iam');
});

test('what makes no sense is refused before anything starts', () => {
  for (const [variables, name] of [
    [{ LOCALSTACK_IMAGE: 'no image' }, 'LOCALSTACK_IMAGE'],
    [{ LOCALSTACK_START_SECONDS: 'soon' }, 'LOCALSTACK_START_SECONDS'],
    [{ LOCALSTACK_START_SECONDS: '0' }, 'LOCALSTACK_START_SECONDS'],
  ] as const) {
    assert.throws(
      () => localStackSettings(variables),
      (error) => error instanceof Failure && error.exitCode === 2 && error.message.startsWith(`${name} is "`),
    );
  }
  assert.equal(localStackSettings({ LOCALSTACK_START_SECONDS: '30' }).startSeconds, 30);
});
