import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DescribeVpcsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { Failure } from '../../failure.ts';
import type { ServiceRequest } from '../../protocol/service.ts';
import type { EngineReference } from '../engine.ts';
import { EngineClients } from '../engine-client.ts';
import { deadUrl, serve } from '../testing/servers.ts';
import { UpstreamEngine, type UpstreamOptions } from './engine.ts';

const caller = { account: '123456789012', region: 'eu-west-3' };

const reference = (url: string, kind: EngineReference['kind'] = 'other'): EngineReference => ({
  name: 'endpoint',
  url,
  kind,
  description: 'an emulator',
});

const posted = (body: string): ServiceRequest => ({
  caller,
  requestId: 'R',
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '3' },
  body: Buffer.from(body),
});

async function withClient<Value>(engine: UpstreamEngine, use: (ec2: EC2Client) => Promise<Value>): Promise<Value> {
  using clients = new EngineClients(engine);
  return use(clients.of(caller));
}

test('a request of this process tells the upstream whose it is', async () => {
  const seen: unknown[] = [];
  await using server = await serve((request, response) => {
    seen.push([request.headers.authorization?.split('/').slice(2, 4), request.headers['x-moto-account-id']]);
    seen.push(/Credential=(\d+)/.exec(request.headers.authorization ?? '')?.[1], request.headers.host);
    response.end('<DescribeVpcsResponse/>');
  });
  await using engine = new UpstreamEngine(reference(server.url, 'moto'));
  await withClient(engine, (ec2) => ec2.send(new DescribeVpcsCommand({})));
  assert.deepEqual(seen, [[['eu-west-3', 'ec2'], '123456789012'], '123456789012', new URL(server.url).host]);
});

test('an error page becomes an error that a client can read, with its first words', async () => {
  await using server = await serve((_, response) => {
    response
      .writeHead(500)
      .end('<!doctype html><title>500</title><h1>Internal Server Error</h1><p>The server &hellip;');
  });
  await using engine = new UpstreamEngine(reference(server.url));
  await assert.rejects(
    withClient(engine, (ec2) => ec2.send(new DescribeVpcsCommand({}))),
    {
      name: 'InternalError',
      message:
        "train-encrypt: an emulator answered with status 500, and not in EC2's words: 500 Internal Server Error The server &hellip;",
    },
  );
});

test('calls are recorded with input and output, or error; those of other services by name', async () => {
  await using server = await serve((request, response) => {
    request.on('data', (chunk: Buffer) => {
      if (String(chunk).includes('DeleteVpc')) {
        const error = '<Error><Code>InvalidVpcID.NotFound</Code><Message>no such VPC</Message></Error>';
        response.writeHead(400).end(`<Response><Errors>${error}</Errors></Response>`);
      } else
        response.end('<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>');
    });
  });
  await using engine = new UpstreamEngine(reference(server.url));
  const call = async (service: string, body: string) => (await engine.handle(service, posted(body))).call;
  assert.deepEqual(await call('ec2', 'Action=DescribeVpcs&VpcId.1=vpc-1'), {
    operation: 'DescribeVpcs',
    input: { VpcIds: ['vpc-1'] },
    output: { Vpcs: [{ VpcId: 'vpc-1' }] },
  });
  assert.deepEqual(await call('ec2', 'Action=DeleteVpc&VpcId=vpc-2'), {
    operation: 'DeleteVpc',
    input: { VpcId: 'vpc-2' },
    error: { code: 'InvalidVpcID.NotFound', message: 'no such VPC' },
  });
  assert.deepEqual(await call('sts', 'Action=AssumeRole&RoleArn=r'), { operation: 'AssumeRole' });
});

test('one that is gone reports that to every client, and once to `gone`', async () => {
  const url = await deadUrl();
  await using engine = new UpstreamEngine(reference(url));
  const { status, call } = await engine.handle('ec2', posted('Action=DescribeVpcs'));
  assert.equal(status, 503);
  assert.equal(call.operation, 'DescribeVpcs');
  const message = `an emulator no longer answers at ${url} (the connection is refused: nothing listens there). Start it again, then repeat the run.`;
  assert.deepEqual(call.error, { code: 'ServiceUnavailable', message: `train-encrypt: ${message}` });
  assert.equal((await engine.gone).message, message);
});

test('one that a run started itself is started by the next run', async () => {
  await using engine = new UpstreamEngine({ ...reference(await deadUrl()), name: 'localstack' });
  await engine.handle('ec2', posted('Action=DescribeVpcs'));
  assert.match((await engine.gone).message, /nothing listens there\)\. Run the same again\.$/);
});

test('the reason why it is gone comes from its owner', async () => {
  const known = new Failure('the container stopped', { exitCode: 3 });
  const options: UpstreamOptions = { whyLost: async () => known };
  await using engine = new UpstreamEngine(reference(await deadUrl()), options);
  await engine.handle('ec2', posted('Action=DescribeVpcs'));
  assert.equal(await engine.gone, known);
});

test('it is closed once', async () => {
  let closed = 0;
  const close = async () => {
    closed += 1;
  };
  const engine = new UpstreamEngine(reference(await deadUrl()), { close });
  await Promise.all([engine[Symbol.asyncDispose](), engine[Symbol.asyncDispose]()]);
  assert.equal(closed, 1);
});
