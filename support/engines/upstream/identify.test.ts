import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test } from 'node:test';
import { Failure } from '../../failure.ts';
import { deadUrl, serve } from '../testing/servers.ts';
import { identify } from './identify.ts';

const VPCS = '<?xml version="1.0"?><DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>';

/** A server with pages about itself, that answers EC2 with one document. */
function emulator(pages: Readonly<Record<string, unknown>>, ec2 = VPCS, status = 200): RequestListener {
  return (request, response) => {
    const page = pages[request.url ?? ''];
    if (request.method === 'POST') response.writeHead(status).end(ec2);
    else if (page === undefined) response.writeHead(404).end('<Error><Code>NoSuchBucket</Code></Error>');
    else response.end(typeof page === 'string' ? page : JSON.stringify(page));
  };
}

async function refused(url: string): Promise<string> {
  const failure = await identify(new URL(url)).catch((error: unknown) => error);
  assert.ok(failure instanceof Failure);
  assert.equal(failure.exitCode, 3);
  return failure.message.replace(url, 'URL');
}

test('emulators are known by their pages about themselves', async () => {
  for (const [pages, kind, description] of [
    [
      { '/_localstack/health': { services: { ec2: 'available' }, version: '4.14.0' } },
      'localstack',
      'LocalStack 4.14.0',
    ],
    [
      { '/_ministack/health': { version: '1.5.33' }, '/_localstack/health': { version: '1.5.33' } },
      'ministack',
      'ministack 1.5.33',
    ],
    [{ '/moto-api/config': {} }, 'moto', 'moto_server'],
    [{ '/_localstack/health': { version: '<b>4</b>' } }, 'localstack', 'LocalStack'],
    [{ '/_localstack/health': 'OK' }, 'other', 'an EC2 endpoint that does not say what it is'],
  ] as const) {
    await using server = await serve(emulator(pages));
    assert.deepEqual(await identify(new URL(server.url)), { kind, description });
  }
});

test('nothing answers', async () => {
  assert.equal(
    await refused(await deadUrl()),
    'nothing answers EC2 at URL: the connection is refused: nothing listens there. Start what should answer there, or correct --ec2-endpoint.',
  );
  assert.match(await refused('http://nobody.invalid:4566'), /no such host is known|could not be looked up/);
});

test('a web server that knows nothing of EC2', async () => {
  await using server = await serve((_, response) => response.end('<html>It works!</html>'));
  assert.equal(
    await refused(server.url),
    "an EC2 endpoint that does not say what it is at URL does not answer EC2 (DescribeVpcs: status 200, not in EC2's words). " +
      'Give --ec2-endpoint the address of an EC2 emulator, such as http://127.0.0.1:4566.',
  );
});

test('LocalStack without EC2, and an EC2 that refuses us', async () => {
  await using without = await serve(
    emulator({ '/_localstack/health': { services: { ec2: 'disabled' }, version: '4.14.0' } }),
  );
  assert.match(await refused(without.url), /^LocalStack 4\.14\.0 was started without EC2\. Add ec2 to its SERVICES/);
  const denied = '<Response><Errors><Error><Code>AuthFailure</Code><Message>no</Message></Error></Errors></Response>';
  await using refusing = await serve(emulator({}, denied, 401));
  assert.match(await refused(refusing.url), /\(DescribeVpcs: AuthFailure, no\)/);
});

test('a server that takes the connection and says nothing', { timeout: 20_000 }, async () => {
  await using silent = await serve(() => {});
  assert.match(await refused(silent.url), /^nothing answers EC2 at URL: no answer within 10 s\./);
});
