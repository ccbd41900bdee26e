import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sts from '@aws-sdk/client-sts';
import { createSts } from './caller-identity.ts';
import { failsWith, requestHandlerFor } from './testing/ec2.ts';

function client(account: string, region = 'eu-central-1') {
  return new sts.STSClient({
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: requestHandlerFor(createSts(), account, region) as never,
  });
}

test('a caller is the root user of its account', async () => {
  const { $metadata, ...identity } = await client('111122223333').send(new sts.GetCallerIdentityCommand({}));
  assert.deepEqual(identity, {
    UserId: '111122223333',
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:root',
  });
  assert.match($metadata.requestId ?? '', /^[0-9a-f-]{36}$/);
});

test('the partition is the region’s', async () => {
  const arnIn = async (region: string) =>
    (await client('111122223333', region).send(new sts.GetCallerIdentityCommand({}))).Arn;
  assert.equal(await arnIn('cn-north-1'), 'arn:aws-cn:iam::111122223333:root');
  assert.equal(await arnIn('us-gov-west-1'), 'arn:aws-us-gov:iam::111122223333:root');
});

test('everything else of STS is named with the engine that would answer it', async () => {
  await assert.rejects(
    client('111122223333').send(new sts.GetSessionTokenCommand({})),
    failsWith('NotImplemented', /^train-encrypt: STS GetSessionToken .* LocalStack/, 501),
  );
  const names = Object.values(sts).flatMap((schema: unknown) =>
    Array.isArray(schema) && schema[0] === 9 ? [String(schema[2])] : [],
  );
  assert.ok(names.length > 5);
  for (const name of names) {
    const { status } = await createSts().handle({
      caller: { account: '111122223333', region: 'eu-central-1' },
      requestId: 'a',
      method: 'POST',
      path: '/',
      headers: {},
      body: new TextEncoder().encode(`Action=${name}`),
    });
    assert.equal(status, name === 'GetCallerIdentity' ? 200 : 501, name);
  }
});
