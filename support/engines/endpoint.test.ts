import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { CreateVpcCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { signed } from '../gateway/testing/fakes.ts';
import { type Harness, startHarness } from '../harness.ts';
import { connectEngine, startEndpoint } from './endpoint.ts';
import type { Engine } from './engine.ts';
import { startLocalStack } from './localstack/start.ts';
import { type Emulator, startEmulator, withoutDocker, withoutEmulator } from './testing/emulators.ts';

// The whole way, client to gateway to emulator, with every emulator that is here.

type Started = AsyncDisposable & { readonly url: string };

const EMULATORS: Readonly<Record<string, { skip: string | false; start(): Promise<Started>; name: RegExp }>> = {
  localstack: {
    skip: await withoutDocker(),
    start: async () => {
      const engine = await startLocalStack({ lean: true });
      return Object.assign(engine, { url: engine.reference?.url ?? '' });
    },
    name: /^LocalStack 4\.14\.0$/,
  },
  moto: { skip: withoutEmulator('moto'), start: () => startEmulator('moto'), name: /^moto_server$/ },
  ministack: {
    skip: withoutEmulator('ministack'),
    start: () => startEmulator('ministack'),
    name: /^ministack [\d.]+$/,
  },
};

for (const [kind, { skip, start, name }] of Object.entries(EMULATORS)) {
  describe(`the endpoint ${kind}`, { skip }, () => {
    let emulator: Started;
    let engine: Engine;
    let harness: Harness;

    before(async () => {
      emulator = await start();
      engine = await startEndpoint(new URL(emulator.url));
      assert.ok(engine.reference);
      // As another thread would: by what survives JSON.
      harness = await startHarness({ engine: JSON.parse(JSON.stringify(engine.reference)) });
    });
    after(async () => {
      await harness[Symbol.asyncDispose]();
      await engine[Symbol.asyncDispose]();
      await emulator[Symbol.asyncDispose]();
    });

    test('says what it is', () => {
      assert.match(engine.description, name);
      assert.equal(engine.reference?.kind, kind);
    });

    test('keeps accounts and regions apart', async () => {
      const [one, other] = [harness.createAccount(), harness.createAccount()];
      await one.ec2.send(new CreateVpcCommand({ CidrBlock: '10.77.0.0/16' }));
      const count = async ({ ec2 }: typeof one) => {
        const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
        return Vpcs.filter(({ CidrBlock }) => CidrBlock === '10.77.0.0/16').length;
      };
      assert.deepEqual([await count(one), await count(other)], [1, 0]);
      assert.equal(await vpcsElsewhere(harness, one.id), 0);
    });

    test('answers STS for the account of the client', async () => {
      const account = harness.createAccount();
      const answer = await fetch(harness.url, {
        method: 'POST',
        headers: {
          ...signed('sts', { account: account.id }),
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        },
        body: 'Action=GetCallerIdentity&Version=2011-06-15',
      });
      assert.match(await answer.text(), new RegExp(`<Account>${account.id}</Account>`));
    });

    test('stores an object of 20 MB in S3 and gives it back', async () => {
      const headers = signed('s3', { account: harness.createAccount().id });
      const bucket = `${harness.url}/training-${randomBytes(4).toString('hex')}`;
      const location =
        '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
      assert.equal((await fetch(bucket, { method: 'PUT', headers, body: location })).status, 200);
      const object = randomBytes(20 * 1024 * 1024);
      assert.equal((await fetch(`${bucket}/data`, { method: 'PUT', headers, body: object })).status, 200);
      const back = await fetch(`${bucket}/data`, { headers });
      assert.ok(Buffer.from(await back.arrayBuffer()).equals(object));
      const missing = await fetch(`${bucket}/none`, { headers });
      assert.equal(missing.status, 404);
      assert.match(await missing.text(), /<Code>NoSuchKey</);
    });
  });
}

/** How many of those VPCs the same account has in another region. */
async function vpcsElsewhere(harness: Harness, account: string): Promise<number> {
  const answer = await fetch(harness.url, {
    method: 'POST',
    headers: {
      ...signed('ec2', { account, region: 'us-east-1' }),
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: 'Action=DescribeVpcs&Version=2016-11-15',
  });
  return [...(await answer.text()).matchAll(/10\.77\.0\.0\/16/g)].length;
}

describe('an endpoint that dies during the run', { skip: withoutEmulator('ministack') }, () => {
  test('is reported to clients and to the harness, by every connection', async () => {
    const emulator: Emulator = await startEmulator('ministack');
    await using engine = await startEndpoint(new URL(emulator.url));
    await using worker = connectEngine(engine.reference as NonNullable<Engine['reference']>);
    let tell: (text: string) => void = () => {};
    const gone = new Promise<string>((resolve) => {
      tell = resolve;
    });
    await using harness = await startHarness({
      engine: worker.reference as NonNullable<Engine['reference']>,
      onEngineGone: (failure) => tell(`${failure.exitCode}: ${failure.message}`),
    });
    const { ec2 } = harness.createAccount();
    await ec2.send(new DescribeVpcsCommand({}));
    await emulator[Symbol.asyncDispose]();
    const text =
      /ministack [\d.]+ no longer answers at http:\/\/127\.0\.0\.1:\d+ \(.*\)\. Start it again, then repeat the run\.$/;
    await assert.rejects(ec2.send(new DescribeVpcsCommand({})), { name: 'ServiceUnavailable', message: text });
    assert.match(await gone, /^3: /);
  });
});
