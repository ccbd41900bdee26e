import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { devNull } from 'node:os';
import { afterEach, test } from 'node:test';
import * as sdk from '@aws-sdk/client-ec2';
import { startHarness } from '../../harness.ts';
import { operationNames } from '../../protocol/operation-names.ts';
import { DOCUMENTED, privateVpc } from '../../wrappers/situations/private-vpc.ts';
import { linted, training } from '../testing/lint.ts';
import { networkOfAws, readOnly } from './aws.ts';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

/** An environment without any credentials, and with these variables. */
function surroundings(variables: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) if (/^AWS_/.test(name)) delete process.env[name];
  const none = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull, AWS_EC2_METADATA_DISABLED: 'true' };
  Object.assign(process.env, none, { AWS_MAX_ATTEMPTS: '1' }, variables);
}

/** Something that answers every call as EC2 refuses one. */
async function refusing(code: string) {
  const server = createServer((_, response) => {
    response.writeHead(403, { 'content-type': 'text/xml' });
    response.end(
      `<Response><Errors><Error><Code>${code}</Code><Message>You may not.</Message></Error></Errors></Response>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => server.close() };
}

const KEYS = { AWS_ACCESS_KEY_ID: '123456789012', AWS_SECRET_ACCESS_KEY: 'train-encrypt', AWS_REGION: 'eu-central-1' };
const VPC = { subnets: ['subnet-1'], securityGroups: ['sg-1'] };

async function read(): Promise<unknown> {
  using source = await networkOfAws({});
  return source.read(VPC);
}

test('judges by the network that EC2 reports, and only looks', async () => {
  await using harness = await startHarness();
  const account = harness.createAccount();
  const { subnets, securityGroups } = await privateVpc(account, { between: DOCUMENTED });
  const bad = await privateVpc(account, { cidr: '10.61.0.0/16', between: ['IKE'] });
  const made = harness.journal.entries(account.id).length;
  surroundings(account.environment);
  using source = await networkOfAws({});
  assert.equal(source.title, 'EC2 in eu-central-1');

  const [right] = await linted(training({ VpcConfig: { Subnets: subnets, SecurityGroupIds: securityGroups } }), source);
  assert.deepEqual([right?.answered.answer, right?.notLookedAt], ['encrypted', []]);
  const VpcConfig = { Subnets: bad.subnets, SecurityGroupIds: bad.securityGroups };
  const [wrong] = await linted(training({ VpcConfig }), source);
  assert.deepEqual(
    wrong?.findings.map(({ id }) => id),
    ['between-instances', 'inbound-rules', 'outbound-rules'],
  );
  const [unknown] = await linted(training(), source);
  assert.match(unknown?.findings[0]?.text ?? '', /which are no subnets of this account and region\.$/);

  const looks = harness.journal.entries(account.id).slice(made);
  assert.ok(looks.length >= 6);
  assert.deepEqual(
    looks.filter(({ operation = '' }) => !/^(Describe|Get)/.test(operation)),
    [],
  );
});

test('no other command of EC2 gets as far as the wire', async () => {
  let sent = 0;
  const client = readOnly(
    new sdk.EC2Client({
      region: 'eu-central-1',
      credentials: { accessKeyId: '1', secretAccessKey: '2' },
      requestHandler: {
        handle: async () => {
          sent += 1;
          throw new Error('sent');
        },
      },
      maxAttempts: 1,
    }),
  );
  const commands = sdk as unknown as Record<string, new (input: object) => sdk.DescribeVpcsCommand>;
  const names = [...operationNames(sdk as unknown as Record<string, unknown>)];
  const others = names.filter((name) => !/^(Describe|Get)[A-Z]/.test(name));
  assert.ok(others.length > 400 && others.includes('AuthorizeSecurityGroupEgress') && others.includes('CreateSubnet'));
  for (const name of others) {
    const Command = commands[`${name}Command`];
    assert.ok(Command, name);
    await assert.rejects(client.send(new Command({})), {
      message: `train-encrypt: lint only looks at EC2, and ${name}Command is no Describe or Get`,
    });
  }
  assert.equal(sent, 0);
  await assert.rejects(client.send(new sdk.DescribeVpcsCommand({})), { message: 'sent' });
  assert.equal(sent, 1);
});

test('no credentials', async () => {
  surroundings({ AWS_REGION: 'eu-central-1' });
  await assert.rejects(read(), {
    name: 'Failure',
    exitCode: 3,
    message:
      /^no AWS credentials can be had \(CredentialsProviderError: .*\)\. Sign in, or name a profile with --profile\.$/,
  });
});

test('a profile that does not exist', async () => {
  surroundings(KEYS);
  using source = await networkOfAws({ profile: 'nobody', region: 'eu-central-1' });
  await assert.rejects(source.read(VPC), {
    exitCode: 3,
    message: /^no AWS credentials can be had from the profile nobody \(/,
  });
});

test('no region', async () => {
  const { AWS_REGION: _, ...keys } = KEYS;
  surroundings(keys);
  await assert.rejects(networkOfAws({}), {
    exitCode: 2,
    message: '--aws needs to know the region. Give --region, or set AWS_REGION.',
  });
  using named = await networkOfAws({ region: 'eu-west-1' });
  assert.equal(named.title, 'EC2 in eu-west-1');
});

const REFUSALS: readonly [code: string, message: RegExp][] = [
  [
    'UnauthorizedOperation',
    /does not allow the credentials to look at the network \(UnauthorizedOperation: You may not\.\)\. It takes ec2:DescribeSubnets/,
  ],
  ['AuthFailure', /does not accept the credentials \(AuthFailure: You may not\.\)\. Sign in again/],
  ['ExpiredToken', /does not accept the credentials/],
  ['Whatever', /could not be asked \(Whatever: You may not\.\)\. Try again/],
];
for (const [code, message] of REFUSALS) {
  test(`EC2 answers ${code}`, async () => {
    using server = await refusing(code);
    surroundings({ ...KEYS, AWS_ENDPOINT_URL: server.url });
    await assert.rejects(read(), { name: 'Failure', exitCode: 3, message });
  });
}

test('nobody answers', async () => {
  surroundings({ ...KEYS, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
  await assert.rejects(read(), {
    exitCode: 3,
    message: /^EC2 in eu-central-1 could not be asked \(.*ECONNREFUSED.*\)\. Try again/,
  });
});
