import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, type RequestListener, request } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UpstreamKind } from '../engines/engine.ts';
import { deadUrl, serve } from '../engines/testing/servers.ts';
import { UpstreamEngine } from '../engines/upstream/engine.ts';
import { startGateway } from './index.ts';
import { echo, signed } from './testing/fakes.ts';

/** A gateway in front of a server of a few lines. */
async function gatewayTo(listener: RequestListener | string, kind: UpstreamKind = 'other') {
  const stack = new AsyncDisposableStack();
  const url = typeof listener === 'string' ? listener : stack.use(await serve(listener)).url;
  const engine = stack.use(new UpstreamEngine({ name: 'endpoint', url, kind, description: 'an emulator' }));
  const services = [echo('sagemaker').service];
  const gateway = stack.use(await startGateway({ services, engine, health: () => ({}) }));
  return {
    url: gateway.url,
    journal: gateway.journal,
    engine,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function put(url: string, headers: IncomingHttpHeaders, path = '/bucket/key') {
  return request(url + path, { method: 'PUT', headers: { ...signed('s3'), ...headers } });
}

const answerTo = async (outgoing: ReturnType<typeof request>) =>
  (await once(outgoing, 'response'))[0] as IncomingMessage;

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; !condition(); i += 1) {
    if (i > 500) throw new Error('it did not come about within five seconds');
    await sleep(10);
  }
}

test('a body streams both ways: its end is not waited for', async () => {
  await using gateway = await gatewayTo((incoming, outgoing) => incoming.pipe(outgoing));
  const outgoing = put(gateway.url, { 'transfer-encoding': 'chunked' });
  outgoing.write('one');
  const answer = await answerTo(outgoing);
  assert.equal(String((await once(answer, 'data'))[0]), 'one');
  outgoing.write('two');
  assert.equal(String((await once(answer, 'data'))[0]), 'two');
  outgoing.end();
  await once(answer.resume(), 'end');
  await until(() => gateway.journal.entries().length === 1);
  const [entry] = gateway.journal.entries();
  assert.equal(entry?.service, 's3');
  assert.equal(entry?.operation, 'PUT /bucket/key');
  assert.equal(entry?.status, 200);
});

test('a body larger than the gateway holds in memory goes through', async () => {
  await using gateway = await gatewayTo(async (incoming, outgoing) => {
    let size = 0;
    for await (const chunk of incoming) size += (chunk as Buffer).length;
    outgoing.end(String(size));
  });
  const size = 64 * 1024 * 1024;
  const outgoing = put(gateway.url, { 'content-length': String(size) });
  const answer = answerTo(outgoing);
  const chunk = Buffer.alloc(1024 * 1024);
  for (let sent = 0; sent < size; sent += chunk.length) {
    if (!outgoing.write(chunk)) await once(outgoing, 'drain');
  }
  outgoing.end();
  assert.equal(await text(await answer), String(size));
});

test('account, region, host and all headers of its own reach the upstream; those of the connection do not', async () => {
  const seen: IncomingHttpHeaders[] = [];
  await using gateway = await gatewayTo((incoming, outgoing) => {
    seen.push(incoming.headers);
    outgoing.setHeader('x-amz-request-id', 'R');
    outgoing.setHeader('connection', 'close, x-hop');
    outgoing.setHeader('x-hop', '1');
    outgoing.end();
  }, 'moto');
  const outgoing = put(gateway.url, {
    ...signed('s3', { account: '210987654321', region: 'eu-west-3' }),
    host: 'bucket.s3.eu-west-3.amazonaws.com',
    'x-amz-meta-colour': 'blue',
    expect: '100-continue',
    'content-length': '2',
  });
  const continued = once(outgoing, 'continue');
  await continued;
  outgoing.end('ok');
  const answer = await answerTo(outgoing);
  assert.equal(answer.headers['x-amz-request-id'], 'R');
  assert.equal(answer.headers['x-hop'], undefined);
  const [headers] = seen;
  assert.match(headers?.authorization ?? '', /Credential=210987654321\/\d{8}\/eu-west-3\/s3\//);
  assert.equal(headers?.host, 'bucket.s3.eu-west-3.amazonaws.com');
  assert.equal(headers?.['x-amz-meta-colour'], 'blue');
  assert.equal(headers?.['content-length'], '2');
  assert.equal(headers?.expect, undefined);
  assert.equal(headers?.['x-moto-account-id'], '210987654321');
  await buffer(answer);
});

test('an error keeps its status and form, and its code is in the journal', async () => {
  await using gateway = await gatewayTo((incoming, outgoing) => {
    outgoing.statusCode = 404;
    if (incoming.method === 'HEAD') outgoing.end();
    else if (incoming.url === '/json') outgoing.end('{"__type":"ResourceNotFoundException","message":"no such table"}');
    else outgoing.end('<Error><Code>NoSuchKey</Code><Message>There is no such key</Message></Error>');
  });
  const get = await fetch(`${gateway.url}/bucket/key?X-Amz-Expires=60`, { headers: signed('s3') });
  assert.equal(get.status, 404);
  assert.match(await get.text(), /<Code>NoSuchKey</);
  const head = await fetch(`${gateway.url}/bucket/key`, { method: 'HEAD', headers: signed('s3') });
  assert.equal(head.status, 404);
  const target = { 'x-amz-target': 'DynamoDB_20120810.DescribeTable', 'content-type': 'application/x-amz-json-1.0' };
  await fetch(`${gateway.url}/json`, { method: 'POST', headers: { ...signed('dynamodb'), ...target }, body: '{}' });
  await until(() => gateway.journal.entries().length === 3);
  assert.deepEqual(
    gateway.journal.entries().map(({ operation, error }) => [operation, error?.code, error?.message]),
    [
      ['GET /bucket/key', 'NoSuchKey', 'There is no such key'],
      ['HEAD /bucket/key', '404', ''],
      ['DescribeTable', 'ResourceNotFoundException', 'no such table'],
    ],
  );
});

test('an upstream that is gone is a clear error, in the form of the service, for a client still sending', async () => {
  await using gateway = await gatewayTo(await deadUrl());
  const body = Buffer.alloc(5 * 1024 * 1024);
  const s3 = await fetch(`${gateway.url}/bucket/key`, { method: 'PUT', headers: signed('s3'), body });
  assert.equal(s3.status, 503);
  const document = await s3.text();
  assert.match(
    document,
    /<Error><Code>ServiceUnavailable<\/Code><Message>train-encrypt: an emulator no longer answers/,
  );
  assert.match(document, /nothing listens there\)\. Start it again/);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const sts = await fetch(gateway.url, {
    method: 'POST',
    headers: { ...signed('sts'), ...form },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });
  assert.match(await sts.text(), /<ErrorResponse.*<Code>ServiceUnavailable<\/Code>/s);
  const ec2 = await fetch(gateway.url, {
    method: 'POST',
    headers: { ...signed('ec2'), ...form },
    body: 'Action=DescribeVpcs&Version=2016-11-15',
  });
  assert.equal(ec2.status, 503);
  assert.match(await ec2.text(), /<Response><Errors><Error><Code>ServiceUnavailable</);
  assert.deepEqual(
    gateway.journal.entries().map(({ operation, error }) => [operation, error?.code]),
    [
      ['PUT /bucket/key', 'ServiceUnavailable'],
      ['GetCallerIdentity', 'ServiceUnavailable'],
      ['DescribeVpcs', 'ServiceUnavailable'],
    ],
  );
  const failure = await gateway.engine.gone;
  assert.equal(failure.exitCode, 3);
});

test('an answer that breaks off does so for the client too', async () => {
  await using gateway = await gatewayTo((_, outgoing) => {
    outgoing.setHeader('content-length', '1000');
    outgoing.write('half', () => outgoing.destroy());
  });
  const answer = await fetch(`${gateway.url}/bucket/key`, { headers: signed('s3') });
  await assert.rejects(answer.text());
  await until(() => gateway.journal.entries().length === 1);
  assert.equal(gateway.journal.entries()[0]?.error?.code, 'ServiceUnavailable');
});

test('a client that goes away takes its request with it, and is no loss of the upstream', async () => {
  let broken = false;
  await using gateway = await gatewayTo((incoming) => {
    incoming.resume().once('close', () => {
      broken = !incoming.complete;
    });
  });
  const outgoing = put(gateway.url, { 'content-length': '1000' });
  outgoing.on('error', () => {});
  outgoing.write('a little');
  await sleep(100);
  outgoing.destroy();
  await until(() => broken);
  assert.deepEqual(gateway.journal.entries(), []);
  const lost = await Promise.race([gateway.engine.gone, sleep(50, 'not lost')]);
  assert.equal(lost, 'not lost');
});

test('what a service of this process answers is not forwarded, nor are forms streamed', async () => {
  let asked = 0;
  await using gateway = await gatewayTo((_, outgoing) => {
    asked += 1;
    outgoing.end('<GetCallerIdentityResponse/>');
  });
  await fetch(gateway.url, { method: 'POST', headers: signed('sagemaker'), body: '{}' });
  assert.equal(asked, 0);
  const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  await fetch(gateway.url, { method: 'POST', headers: { ...signed('sts'), ...form }, body });
  assert.equal(asked, 1);
  assert.equal(gateway.journal.entries()[1]?.operation, 'GetCallerIdentity');
});
