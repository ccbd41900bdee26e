import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { type GatewayOptions, startGateway } from '../index.ts';
import { echo, echoEngine, signed } from '../testing/fakes.ts';
import { Content } from './content.ts';

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const home = () => new Content('text/html', '<p>home', { 'content-security-policy': "default-src 'none'" });

const start = (options: Partial<GatewayOptions> = {}) =>
  startGateway({
    services: [echo('sagemaker').service, echo('s3').service],
    engine: echoEngine('ec2'),
    health: () => ({}),
    home,
    ...options,
  });

/** As `fetch`, but the headers are those that are given. */
function ask(url: string, path: string, headers: Record<string, string>, method = 'GET') {
  const { hostname, port } = new URL(url);
  return new Promise<{ status: number | undefined; type: string | undefined; body: string }>((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false });
    sent.once('error', reject);
    sent.once('response', async (answer) => {
      resolve({ status: answer.statusCode, type: answer.headers['content-type'], body: await text(answer) });
    });
    sent.end();
  });
}

test('a browser that opens the address is shown the page, and the journal knows nothing of it', async () => {
  await using gateway = await start();
  assert.deepEqual(await ask(gateway.url, '/', HTML), { status: 200, type: 'text/html', body: '<p>home' });
  assert.deepEqual(await ask(gateway.url, '/', HTML, 'HEAD'), { status: 200, type: 'text/html', body: '' });
  assert.equal((await ask(gateway.url, '/favicon.ico', { 'sec-fetch-site': 'same-origin' })).type, 'image/svg+xml');
  for (const path of ['/apple-touch-icon.png', '/.well-known/appspecific/com.chrome.devtools.json']) {
    assert.equal((await ask(gateway.url, path, { 'sec-fetch-site': 'same-origin' })).status, 404, path);
  }
  assert.deepEqual(gateway.journal.entries(), []);
});

test('clients are answered as if there were no page', async () => {
  await using gateway = await start();
  const listBuckets = await ask(gateway.url, '/', { ...signed('s3'), ...HTML });
  assert.equal(listBuckets.status, 200);
  assert.notEqual(listBuckets.body, '<p>home');
  const post = await fetch(gateway.url, { method: 'POST', headers: signed('sagemaker'), body: 'x' });
  assert.equal(post.status, 200);
  for (const [path, headers, method] of [
    ['/', { accept: '*/*' }, 'GET'],
    ['/', {}, 'GET'],
    ['/bucket', HTML, 'GET'],
    ['/?X-Amz-Credential=x', HTML, 'GET'],
    ['/', HTML, 'POST'],
    ['/', HTML, 'PUT'],
  ] as const) {
    assert.equal((await ask(gateway.url, path, headers, method)).status, 403, `${method} ${path}`);
  }
  assert.equal(gateway.journal.entries().length, 8);
});

test('a name that resolves to this machine, and a page of another site, are refused', async () => {
  await using gateway = await start();
  for (const headers of [
    { host: 'rebound.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'http://evil.example' },
  ]) {
    const { status, body } = await ask(gateway.url, '/', { ...HTML, ...headers } as Record<string, string>);
    assert.equal(status, 403, JSON.stringify(headers));
    assert.doesNotMatch(body, /<p>home/);
  }
});

test('without a page, a browser is answered as any unsigned request', async () => {
  await using gateway = await startGateway({ services: [], engine: echoEngine('ec2'), health: () => ({}) });
  assert.equal((await ask(gateway.url, '/', HTML)).status, 403);
  assert.equal(gateway.journal.entries().length, 1);
});
