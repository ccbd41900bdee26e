import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import type { Browser } from 'playwright-core';
import { startBrowser, withoutBrowser } from '../documentation/site/pictures/testing/browser.ts';
import { type Account, type Harness, startHarness } from '../harness.ts';

const ATTACKER = 'attacker.example';
const REBOUND = 'rebound.example';

/** Listens on 127.0.0.1; resolves to the port. */
async function listening(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** The endpoint as if it did not look at who asks: what tells a browser is taken off on the way. */
const unguarded = (url: string): Server =>
  createServer((asked, answer) => {
    const { 'content-type': type, 'content-length': length } = asked.headers;
    const onward = request(url, {
      method: asked.method,
      path: asked.url ?? '/',
      headers: { ...(type && { 'content-type': type }), ...(length && { 'content-length': length }) },
    });
    onward.on('response', (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    asked.pipe(onward);
  });

const presigned = (account: string, cidr: string) =>
  `?Action=CreateVpc&CidrBlock=${encodeURIComponent(cidr)}&Version=2016-11-15&X-Amz-Algorithm=AWS4-HMAC-SHA256` +
  `&X-Amz-Credential=${account}%2F20261123%2Feu-central-1%2Fec2%2Faws4_request&X-Amz-Date=20261123T000000Z` +
  '&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=00';

/** A page whose script tries everything at once at `endpoint`; how far it came stands in its title. */
const page = (endpoint: string, account: string) => `<!doctype html><title>trying</title>
<iframe name="sink"></iframe>
<form method="post" target="sink" action="${endpoint}/${presigned(account, '10.1.0.0/16')}">
  <input name="Action" value="CreateVpc"><input name="CidrBlock" value="10.1.0.0/16"></form>
<form id="get" method="get" target="sink" action="${endpoint}/">${[
  ...new URLSearchParams(presigned(account, '10.2.0.0/16')),
]
  .map(([name, value]) => `<input name="${name}" value="${value}">`)
  .join('')}</form>
<script>
const read = [];
const image = (src) => new Promise((done) => { const one = new Image(); one.onload = one.onerror = done; one.src = src; });
const get = (url, options) => fetch(url, options).then((got) => got.text()).then((text) => { if (text) read.push(text); }, () => {});
const submit = (form) => new Promise((done) => {
  const sink = document.querySelector('iframe');
  sink.onload = done; form.submit(); setTimeout(done, 5000);
});
(async () => {
  for (const form of document.forms) await submit(form);
  await image('${endpoint}/${presigned(account, '10.3.0.0/16')}');
  await get('${endpoint}/${presigned(account, '10.4.0.0/16')}', { mode: 'no-cors' });
  await get('${endpoint}/${presigned(account, '10.5.0.0/16')}');
  await get('${endpoint}/', { method: 'POST', headers: { authorization: 'AWS4-HMAC-SHA256 Credential=${account}/20261123/eu-central-1/ec2/aws4_request, SignedHeaders=host, Signature=00', 'content-type': 'application/x-www-form-urlencoded' }, body: 'Action=CreateVpc&Version=2016-11-15&CidrBlock=10.6.0.0/16' });
  await get('${endpoint}/_train-encrypt/health');
  await get('${endpoint}/_train-encrypt/calls');
  await get('${endpoint}/_train-encrypt/faults', { method: 'POST', body: '"*:500"', headers: { 'content-type': 'text/plain' } });
  window.read = read.filter((text) => !/BrowserNotAllowed|HostNotAllowed|does not answer/.test(text));
  document.title = 'tried';
})();
</script>`;

describe('a page of another site in a real browser', { skip: withoutBrowser() }, () => {
  let browser: Browser;
  let harness: Harness;
  let account: Account;
  before(async () => {
    harness = await startHarness({ time: 'instant' });
    browser = await startBrowser([`--host-resolver-rules=MAP ${ATTACKER} 127.0.0.1, MAP ${REBOUND} 127.0.0.1`]);
  });
  after(async () => {
    await browser?.close();
    await harness?.stop();
  });

  /** Opens the page at `address`, which tries `endpoint`; reports what it made and what it could read. */
  async function attack(address: (port: number) => string, endpoint: string) {
    account = harness.createAccount();
    const server = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'text/html' }).end(page(endpoint, account.id));
    });
    const port = await listening(server);
    try {
      const opened = await browser.newPage();
      await opened.goto(address(port));
      await opened.waitForFunction(() => document.title === 'tried', undefined, { timeout: 60_000 });
      const read = await opened.evaluate(() => (globalThis as unknown as { read: string[] }).read);
      await opened.close();
      const { Vpcs = [] } = await account.ec2.send(new DescribeVpcsCommand({}));
      const made = Vpcs.filter(({ IsDefault }) => !IsDefault).map(({ CidrBlock = '' }) => CidrBlock);
      return { made: made.sort(), read };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  const attacker = (port: number) => `http://${ATTACKER}:${port}/`;

  test('changes nothing and reads nothing', async () => {
    assert.deepEqual(await attack(attacker, harness.url), { made: [], read: [] });
    assert.deepEqual(harness.faults.list(), []);
  });

  test('nor by the name localhost', async () => {
    const { port } = new URL(harness.url);
    assert.deepEqual(await attack(attacker, `http://localhost:${port}`), { made: [], read: [] });
  });

  test('nor by a name of its own that resolves to this machine', async () => {
    const { port } = new URL(harness.url);
    assert.deepEqual(await attack(attacker, `http://${REBOUND}:${port}`), { made: [], read: [] });
  });

  test('nor as a page of the endpoint itself, by a rebound name', async () => {
    const { port } = new URL(harness.url);
    account = harness.createAccount();
    const opened = await browser.newPage();
    const paths = ['_train-encrypt/health', '_train-encrypt/calls', presigned(account.id, '10.9.0.0/16')];
    for (const path of paths) {
      const answer = await opened.goto(`http://${REBOUND}:${port}/${path}`);
      assert.equal(answer?.status(), 403, path);
      const within = await opened.evaluate(async () => (await fetch('/_train-encrypt/jobs')).status);
      assert.equal(within, 403);
    }
    await opened.close();
    const { Vpcs = [] } = await account.ec2.send(new DescribeVpcsCommand({}));
    assert.deepEqual(
      Vpcs.filter(({ IsDefault }) => !IsDefault),
      [],
    );
  });

  test('the same page has its way with an endpoint that does not look at who asks', async () => {
    const open = unguarded(harness.url);
    const port = await listening(open);
    try {
      const { made } = await attack(attacker, `http://127.0.0.1:${port}`);
      assert.deepEqual(made, ['10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16', '10.4.0.0/16', '10.5.0.0/16']);
    } finally {
      open.closeAllConnections();
      open.close();
    }
  });
});
