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
    const answered = ['GetCallerIdentity', 'AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];
    assert.equal(status === 501, !answered.includes(name), name);
  }
});

const ROLE = 'arn:aws:iam::999988887777:role/path/training';

test('a role is assumed with a web identity, whose claims come back', async () => {
  const claims = Buffer.from(JSON.stringify({ sub: 'repo:a/b', aud: ['sts'], iss: 'https://example.com' }));
  const WebIdentityToken = `e30.${claims.toString('base64url')}.none`;
  const answer = await client('111122223333').send(
    new sts.AssumeRoleWithWebIdentityCommand({ RoleArn: ROLE, RoleSessionName: 'ci', WebIdentityToken }),
  );
  assert.equal(answer.AssumedRoleUser?.Arn, 'arn:aws:sts::999988887777:assumed-role/training/ci');
  assert.deepEqual(
    [answer.SubjectFromWebIdentityToken, answer.Audience, answer.Provider],
    ['repo:a/b', 'sts', 'https://example.com'],
  );
});

test('a role is assumed with SAML under the name that the assertion gives', async () => {
  const assertion =
    '<Response><Assertion><Issuer>idp</Issuer><Subject><NameID>me</NameID></Subject><Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName"><AttributeValue>me@example.com</AttributeValue></Attribute></Assertion></Response>';
  const send = (text: string) =>
    client('111122223333').send(
      new sts.AssumeRoleWithSAMLCommand({
        RoleArn: ROLE,
        PrincipalArn: 'arn:aws:iam::999988887777:saml-provider/idp',
        SAMLAssertion: Buffer.from(text).toString('base64'),
      }),
    );
  const answer = await send(assertion);
  assert.equal(answer.AssumedRoleUser?.Arn, 'arn:aws:sts::999988887777:assumed-role/training/me@example.com');
  assert.deepEqual([answer.Issuer, answer.Subject], ['idp', 'me']);
  await assert.rejects(send('<Response/>'), failsWith('InvalidIdentityTokenException', 'RoleSessionName'));
});

test('what is no role cannot be assumed, nor for longer than twelve hours', async () => {
  const assume = (input: object) =>
    client('111122223333').send(new sts.AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'ci', ...input }));
  await assert.rejects(
    assume({ RoleArn: 'arn:aws:iam::999988887777:user/me' }),
    failsWith('AccessDenied', 'is not authorized to perform: sts:AssumeRole', 403),
  );
  await assert.rejects(
    assume({ DurationSeconds: 43_201 }),
    failsWith('ValidationError', 'less than or equal to 43200'),
  );
  await assert.rejects(assume({ DurationSeconds: 899 }), failsWith('ValidationError', 'greater than or equal to 900'));
  await assert.rejects(
    assume({ RoleSessionName: 'x' }),
    failsWith('ValidationError', "Value 'x' at 'roleSessionName'"),
  );
});
