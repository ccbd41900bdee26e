import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type GatewayOptions, startGateway } from '../index.ts';
import { echo, echoEngine, signed } from '../testing/fakes.ts';

const start = (options: Partial<GatewayOptions> = {}) =>
  startGateway({ services: [echo('sagemaker').service], engine: echoEngine('ec2'), health: () => ({}), ...options });

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** As `fetch`, but the headers are those that are given, Host and Origin too. */
async function ask(url: string, { method = 'GET', path = 'faults', headers = {}, body = '' }: Asked) {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, method, path: `/_train-encrypt/${path}`, headers, agent: false });
  sent.end(body);
  return new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      sent.once('error', reject);
      sent.once('response', async (answer) => {
        resolve({ status: answer.statusCode, headers: answer.headers, body: await text(answer) });
      });
    },
  );
}

const JSON_TYPE = { 'content-type': 'application/json' };

test('answers by the addresses and names of this machine alone', async () => {
  await using gateway = await start();
  const { port } = new URL(gateway.url);
  for (const host of [
    `127.0.0.1:${port}`,
    `localhost:${port}`,
    'LOCALHOST',
    `[::1]:${port}`,
    '192.168.1.7',
    'a.localhost',
  ]) {
    assert.equal((await ask(gateway.url, { headers: { host } })).status, 200, host);
  }
  for (const host of [
    `evil.example:${port}`,
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
  ]) {
    const { status, body } = await ask(gateway.url, { headers: { host } });
    assert.equal(status, 403, host);
    assert.match(body, /does not answer as .*--allowed-host/);
    const post = { method: 'POST', headers: { host, ...JSON_TYPE }, body: '"ListTags:500"' };
    assert.equal((await ask(gateway.url, post)).status, 403, host);
    assert.equal((await ask(gateway.url, { path: 'health', headers: { host } })).status, 403, host);
  }
  assert.deepEqual(gateway.faults.list(), []);
});

test('answers by the name that it listens on', async () => {
  await using gateway = await start({ host: 'localhost' });
  assert.equal((await ask(gateway.url, { headers: { host: 'localhost:1' } })).status, 200);
});

test('does not answer web pages of other sites, and allows none to read it', async () => {
  await using gateway = await start();
  const { host } = new URL(gateway.url);
  for (const headers of [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: `https://${host}` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    const { status, body } = await ask(gateway.url, { headers: { host, ...headers } as Record<string, string> });
    assert.equal(status, 403, JSON.stringify(headers));
    assert.match(body, /does not answer web pages of another site/);
  }
  for (const headers of [{ origin: gateway.url, 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }]) {
    const { status, headers: got } = await ask(gateway.url, {
      headers: { host, ...headers } as Record<string, string>,
    });
    assert.equal(status, 200, JSON.stringify(headers));
    assert.deepEqual(
      Object.keys(got).filter((name) => name.startsWith('access-control')),
      [],
    );
  }
  const preflight = await ask(gateway.url, {
    method: 'OPTIONS',
    headers: { host, 'access-control-request-method': 'POST' },
  });
  assert.equal(preflight.status, 405);
  assert.deepEqual(
    Object.keys(preflight.headers).filter((name) => name.startsWith('access-control')),
    [],
  );
});

test('a body is JSON, and says so', async () => {
  await using gateway = await start();
  const post = (headers: Record<string, string>, body: string | Uint8Array) =>
    ask(gateway.url, { method: 'POST', headers, body });
  for (const [headers, body, status, message] of [
    [{}, '"ListTags:500"', 415, /send JSON, with the header Content-Type/],
    [{ 'content-type': 'text/plain' }, '"ListTags:500"', 415, /send JSON/],
    [{ 'content-type': 'application/jsonlines' }, '"ListTags:500"', 415, /send JSON/],
    [{}, '', 400, /there is no such fault/],
    [JSON_TYPE, '{', 400, /the body is not JSON/],
    [JSON_TYPE, `"${'x'.repeat(1024 * 1024)}"`, 413, /the body is larger than 1048576 bytes/],
    [{ ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync('x'.repeat(2 * 1024 * 1024)), 413, /larger/],
    [{ ...JSON_TYPE, 'content-encoding': 'br' }, 'x', 415, /cannot be decoded/],
  ] as const) {
    const answer = await post({ ...headers }, body);
    assert.equal(answer.status, status, answer.body);
    assert.match((JSON.parse(answer.body) as { error: string }).error, message);
  }
  assert.equal((await post({ 'content-type': 'application/json; charset=utf-8' }, '"ListTags:500"')).status, 200);
  assert.equal((await post({ ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync('"ListTags:500"'))).status, 200);
});

test('an unknown method is answered with those the page knows', async () => {
  await using gateway = await start();
  const put = await ask(gateway.url, { method: 'PUT' });
  assert.deepEqual([put.status, put.headers.allow], [405, 'GET, HEAD, POST, DELETE']);
  const post = await ask(gateway.url, { method: 'POST', path: 'calls', headers: JSON_TYPE, body: '{}' });
  assert.deepEqual([post.status, post.headers.allow], [405, 'GET, HEAD']);
});

test('faults are added, listed, and deleted', async () => {
  await using gateway = await start();
  const faults = (answer: { body: string }) =>
    (JSON.parse(answer.body) as { faults: { id: string; text: string }[] }).faults;
  const post = (body: unknown) => ask(gateway.url, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) });
  const ids = async () => faults(await ask(gateway.url, {})).map(({ id }) => id);

  assert.deepEqual(await ids(), []);
  assert.deepEqual(faults(await post('*:500:times=1')), [
    { id: 'fault-1', text: '*:500:times=1', fault: { operation: '*', fault: '500', times: 1 }, seen: 0, struck: 0 },
  ]);
  await post([{ operation: '*', fault: 'slow', ms: 1 }, 'ListTags:500']);
  const answer = await fetch(gateway.url, { method: 'POST', headers: signed('sagemaker'), body: '{}' });
  assert.equal(answer.status, 500);
  assert.deepEqual(
    (JSON.parse((await ask(gateway.url, {})).body) as { faults: { seen: number; struck: number }[] }).faults.map(
      ({ seen, struck }) => [seen, struck],
    ),
    [
      [1, 1],
      [0, 0],
      [0, 0],
    ],
  );
  assert.deepEqual(
    faults(await ask(gateway.url, { path: 'faults/fault-2' })).map(({ id }) => id),
    ['fault-2'],
  );

  const wrong = await post(['ListTags:500', 'ListTags:boom']);
  assert.equal(wrong.status, 400);
  assert.match(wrong.body, /train-encrypt: fault 2: \\"ListTags:boom\\": fault: there is no such fault/);
  for (const [method, path, status] of [
    ['DELETE', 'faults/fault-9', 404],
    ['DELETE', 'faults/', 404],
    ['DELETE', 'faults?account=123456789012', 400],
    ['GET', 'faults/none', 404],
    ['POST', 'faults/fault-1', 404],
    ['GET', 'calls/1', 404],
  ] as const) {
    const headers = method === 'POST' ? JSON_TYPE : {};
    assert.equal(
      (await ask(gateway.url, { method, path, headers, body: method === 'POST' ? '{}' : '' })).status,
      status,
      `${method} ${path}`,
    );
  }
  assert.deepEqual(await ids(), ['fault-1', 'fault-2', 'fault-3']);
  await ask(gateway.url, { method: 'DELETE', path: 'faults/fault-2' });
  assert.deepEqual(await ids(), ['fault-1', 'fault-3']);
  await ask(gateway.url, { method: 'DELETE' });
  assert.deepEqual(await ids(), []);
});

test('a page that fails is an internal fault: 500, reported on standard error, and the gateway goes on', async (t) => {
  const written: string[] = [];
  t.mock.method(process.stderr, 'write', (chunk: string) => written.push(chunk) > 0);
  const pages = () => ({
    broken: { text: 'broken', GET: () => assert.fail('oops') },
    big: { text: 'big', GET: () => ({ n: 7n, bytes: Buffer.from('a') }) },
  });
  await using gateway = await start({ pages });
  const answer = await ask(gateway.url, { path: 'broken' });
  assert.equal(answer.status, 500);
  assert.match(answer.body, /a fault of train-encrypt itself/);
  assert.match(written.join(''), /fault while answering \/_train-encrypt\/broken: .*oops/);
  assert.deepEqual(JSON.parse((await ask(gateway.url, { path: 'big' })).body), {
    n: '7',
    bytes: 'YQ==',
  });
});
