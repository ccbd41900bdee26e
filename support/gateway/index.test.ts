import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { EC2Client, EC2ServiceException, StartInstancesCommand } from '@aws-sdk/client-ec2';
import { Failure } from '../failure.ts';
import { version } from '../package.ts';
import { type GatewayOptions, type JournalEntry, startGateway } from './index.ts';
import { echo, echoEngine, signed } from './testing/fakes.ts';

const start = (options: Partial<GatewayOptions> = {}) =>
  startGateway({
    services: [echo('sagemaker').service],
    engine: echoEngine('ec2', 'sts'),
    health: () => ({ rules: 'documented', strict: false }),
    ...options,
  });

const post = (url: string, headers: Record<string, string>, body: RequestInit['body'] = '{}', path = '/') =>
  fetch(url + path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);

/** Resolves once so many requests have reached a service. */
async function arrived({ requests }: ReturnType<typeof echo>, count: number): Promise<void> {
  while (requests.length < count) await setImmediate();
}

/** Sends bytes as they are; resolves to all that came back until the other side closed. */
async function raw(url: string, bytes: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
  socket.on('error', () => {});
  socket.write(bytes);
  return text(socket);
}

test('requests go by the service in their scope, with account and region of the caller', async () => {
  await using gateway = await start();
  for (const service of ['sagemaker', 'ec2', 'sts']) {
    const answer = await post(
      gateway.url,
      signed(service, { account: '210987654321', region: 'us-gov-west-1' }),
      'hello',
    );
    assert.equal(answer.status, 200);
    assert.deepEqual(await answer.json(), {
      from: service,
      caller: { account: '210987654321', region: 'us-gov-west-1' },
      text: 'hello',
    });
  }
});

test('an access key id that is no account belongs to the shared one', async () => {
  await using gateway = await start();
  const answer = await post(gateway.url, signed('ec2', { account: 'AKIAIOSFODNN7EXAMPLE' }));
  assert.equal(((await answer.json()) as { caller: { account: string } }).caller.account, '000000000000');
});

test('a presigned request is read from its query', async () => {
  await using gateway = await start();
  const credential = encodeURIComponent('123456789012/20261123/eu-west-1/sts/aws4_request');
  const answer = await fetch(`${gateway.url}/?Action=GetCallerIdentity&X-Amz-Credential=${credential}`);
  assert.equal(((await answer.json()) as { from: string }).from, 'sts');
});

test('an unsigned request is refused in the form its client reads', async () => {
  await using gateway = await start();
  const json = await post(gateway.url, { 'x-amz-target': 'SageMaker.ListTrainingJobs' });
  assert.equal(json.status, 403);
  const error = (await json.json()) as { __type: string; message: string };
  assert.equal(error.__type, 'MissingAuthenticationToken');
  assert.match(error.message, /^train-encrypt: the request is not signed, .* a key id of 12 digits is the account\.$/);

  const typed = await post(gateway.url, { 'content-type': 'application/json' });
  assert.equal(((await typed.json()) as { __type: string }).__type, 'MissingAuthenticationToken');

  const xml = await fetch(gateway.url);
  assert.equal(xml.status, 403);
  assert.match(await xml.text(), /^<\?xml .*\n<Error><Code>MissingAuthenticationToken<\/Code><Message>train-encrypt: /);

  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const ec2 = await post(gateway.url, form, 'Action=DescribeVpcs&Version=2016-11-15');
  assert.match(await ec2.text(), /<Response><Errors><Error><Code>MissingAuthenticationToken</);
  const sts = await post(gateway.url, form, 'Action=GetCallerIdentity&Version=2011-06-15');
  assert.match(await sts.text(), /<ErrorResponse><Error><Type>Sender<\/Type><Code>MissingAuthenticationToken</);
});

for (const authorization of [
  'Bearer abc',
  'AWS4-HMAC-SHA256 Credential=123456789012/20261123/eu-central-1/sagemaker, SignedHeaders=host',
  'AWS4-HMAC-SHA256 Credential=123456789012/20261123/eu-central-1/../aws4_request',
  `AWS4-HMAC-SHA256 ${'Credential='.repeat(500)}`,
]) {
  test(`a signature that cannot be read is refused: ${authorization.slice(0, 50)}`, async () => {
    await using gateway = await start();
    const answer = await post(gateway.url, { authorization, 'x-amz-target': 'SageMaker.ListTrainingJobs' });
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /a signature that cannot be read/);
  });
}

test('what nothing here answers is named, with what would answer it', async () => {
  await using gateway = await start();
  const json = await post(gateway.url, {
    ...signed('ecr'),
    'x-amz-target': 'AmazonEC2ContainerRegistry.DescribeImages',
  });
  assert.equal(json.status, 501);
  assert.deepEqual(await json.json(), {
    __type: 'NotImplemented',
    message:
      'train-encrypt: ecr DescribeImages is not answered by the embedded engine, only sagemaker, ec2, sts. ' +
      'LocalStack would answer it: give the client of ecr an endpoint of its own there.',
  });
  const s3 = await fetch(`${gateway.url}/bucket/key?secret=1`, { method: 'PUT', headers: signed('s3'), body: 'x' });
  assert.equal(s3.status, 501);
  assert.match(
    await s3.text(),
    /<Error><Code>NotImplemented<\/Code><Message>train-encrypt: s3 PUT \/bucket\/key is not/,
  );
  const form = { ...signed('iam'), 'content-type': 'application/x-www-form-urlencoded' };
  const iam = await post(gateway.url, form, 'Action=GetRole&Version=2010-05-08');
  assert.match(await iam.text(), /<ErrorResponse>.*train-encrypt: iam GetRole is not answered/);
  const lambda = await fetch(`${gateway.url}/functions`, { headers: signed('lambda') });
  assert.equal(lambda.headers.get('x-amzn-errortype'), 'NotImplemented');
  assert.deepEqual(
    gateway.journal.entries().map(({ service, operation, status }) => [service, operation, status]),
    [
      ['ecr', 'DescribeImages', 501],
      ['s3', 'PUT /bucket/key', 501],
      ['iam', 'GetRole', 501],
      ['lambda', 'GET /functions', 501],
    ],
  );
});

test('a real SDK reads the gateway’s own errors', async () => {
  await using gateway = await start({ engine: echoEngine('sts') });
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'any' };
  const client = new EC2Client({ endpoint: gateway.url, region: 'eu-central-1', credentials, maxAttempts: 1 });
  await assert.rejects(client.send(new StartInstancesCommand({ InstanceIds: ['i-1'] })), (error) => {
    assert.ok(error instanceof EC2ServiceException);
    assert.equal(error.name, 'NotImplemented');
    assert.equal(error.$metadata.httpStatusCode, 501);
    assert.match(error.message, /^train-encrypt: ec2 StartInstances is not answered/);
    return true;
  });
  client.destroy();
});

test('a body over the limit is refused, and its client reads so', async () => {
  await using gateway = await start({ limits: { bodyBytes: 1_000_000 } });
  const body = 'x'.repeat(3_000_000);
  const target = { ...signed('sagemaker'), 'x-amz-target': 'SageMaker.CreateTrainingJob' };
  const known = await post(gateway.url, target, body);
  assert.equal(known.status, 413);
  assert.match(await known.text(), /"RequestEntityTooLarge".*larger than 1000000 bytes/);
  const chunked = await post(gateway.url, target, new Blob([body]).stream());
  assert.equal(chunked.status, 413);
  assert.match(await chunked.text(), /RequestEntityTooLarge/);
  assert.equal((await post(gateway.url, target, 'x'.repeat(1_000_000))).status, 200);
});

test('chunked and gzip bodies arrive whole', async () => {
  const { service, requests } = echo('sagemaker');
  await using gateway = await start({ services: [service], limits: { bodyBytes: 1000 } });
  await post(gateway.url, signed('sagemaker'), new Blob(['one ', 'two']).stream());
  const gzip = { ...signed('sagemaker'), 'content-encoding': 'gzip' };
  await post(gateway.url, gzip, gzipSync('three'));
  assert.deepEqual(
    requests.map(({ body }) => Buffer.from(body).toString()),
    ['one two', 'three'],
  );
  assert.equal(requests[1]?.headers['content-encoding'], undefined);
  assert.equal(requests[1]?.headers['content-length'], '5');

  const bomb = await post(gateway.url, gzip, gzipSync('x'.repeat(100_000)));
  assert.equal(bomb.status, 413);
  const broken = await post(gateway.url, gzip, 'not gzip');
  assert.equal(broken.status, 400);
  assert.match(await broken.text(), /SerializationException/);
  const brotli = await post(gateway.url, { ...signed('sagemaker'), 'content-encoding': 'br' }, 'x');
  assert.equal(brotli.status, 415);
  assert.equal(requests.length, 2);
});

test('health reports engine, versions and rules', async () => {
  await using gateway = await start();
  const answer = await fetch(`${gateway.url}/_train-encrypt/health`);
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), {
    status: 'ok',
    version,
    engine: { name: 'embedded', description: 'echoes' },
    services: ['sagemaker', 'ec2', 'sts'],
    node: process.version,
    rules: 'documented',
    strict: false,
  });
  const head = await fetch(`${gateway.url}/_train-encrypt/health`, { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(await head.text(), '');
  const put = await post(gateway.url, {}, 'x', '/_train-encrypt/health');
  assert.equal(put.status, 405);
  assert.equal(put.headers.get('allow'), 'GET, HEAD');
});

for (const path of ['/_train-encrypt', '/_train-encrypt/']) {
  test(`${path} lists what is there, with a line each`, async () => {
    await using gateway = await start();
    const answer = await fetch(gateway.url + path);
    assert.equal(answer.status, 200);
    const { pages } = (await answer.json()) as { pages: { path: string; methods: string[]; text: string }[] };
    assert.deepEqual(
      pages.map(({ path, methods }) => [path, methods.join()]),
      [
        ['/_train-encrypt/health', 'GET,HEAD'],
        ['/_train-encrypt/faults', 'GET,HEAD,POST,DELETE'],
        ['/_train-encrypt/calls', 'GET,HEAD'],
      ],
    );
    assert.ok(pages.every(({ text }) => text.length > 10));
  });
}

for (const path of ['/_train-encrypt/x?y=1', '/_train-encrypt/toString', '/_train-encrypt/calls/1']) {
  test(`${path} is no page, and the answer lists those that are`, async () => {
    await using gateway = await start();
    const answer = await fetch(gateway.url + path);
    assert.equal(answer.status, 404);
    const { pages } = (await answer.json()) as { pages: string[] };
    assert.deepEqual(pages, ['/_train-encrypt/health', '/_train-encrypt/faults', '/_train-encrypt/calls']);
  });
}

test('the journal keeps calls in order of arrival, without credentials', async () => {
  const { promise: release, resolve: releaseFirst } = Promise.withResolvers<void>();
  const slow = echo('sagemaker', () => release);
  const reported: JournalEntry[] = [];
  await using gateway = await start({ services: [slow.service], onCall: (entry) => reported.push(entry) });
  const first = post(gateway.url, signed('sagemaker'), 'first');
  await arrived(slow, 1);
  await post(gateway.url, signed('ec2', { account: '111111111111' }), 'second');
  releaseFirst();
  await first;
  const entries = gateway.journal.entries();
  assert.deepEqual(
    entries.map(({ sequence, service, operation, input, status }) => [sequence, service, operation, input, status]),
    [
      [1, 'sagemaker', 'Echo', 'first', 200],
      [2, 'ec2', 'Echo', 'second', 200],
    ],
  );
  assert.deepEqual(
    reported.map(({ input }) => input),
    ['second', 'first'],
  );
  assert.deepEqual(
    gateway.journal.entries('111111111111').map(({ input }) => input),
    ['second'],
  );
  assert.ok((entries[0]?.durationMs ?? 0) > 0);
  assert.ok(!JSON.stringify(entries).includes('0123abcd'));
  assert.ok(!JSON.stringify(entries).includes('Credential'));
});

test('a service that breaks its promise and rejects: 500, and the gateway goes on', async (t) => {
  const errors: string[] = [];
  t.mock.method(process.stderr, 'write', (chunk: string) => errors.push(chunk) > 0);
  const broken = echo('sagemaker', () => Promise.reject(new Error('oops')));
  await using gateway = await start({ services: [broken.service] });
  const answer = await post(gateway.url, { ...signed('sagemaker'), 'x-amz-target': 'SageMaker.X' });
  assert.equal(answer.status, 500);
  assert.match(await answer.text(), /"InternalFailure","message":"train-encrypt: this is a fault of train-encrypt/);
  assert.match(errors.join(''), /fault while answering sagemaker: Error: oops/);
  assert.equal((await post(gateway.url, signed('ec2'))).status, 200);
});

test('what is not HTTP gets 400, and the gateway goes on', async () => {
  await using gateway = await start();
  for (const bytes of [
    'hello\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
    '\u0016\u0003\u0001\u0002\r\n',
  ]) {
    const answer = await raw(gateway.url, bytes);
    assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*train-encrypt: this is not an HTTP request\.\n$/);
  }
  const head = await raw(gateway.url, 'HEAD http:/%2E%2E/169.254.169.254/latest HTTP/1.1\r\nHost: localhost\r\n\r\n');
  assert.match(head, /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*\r\n\r\n$/);
  const large = await raw(gateway.url, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`);
  assert.match(
    large,
    /^HTTP\/1\.1 431 [\s\S]*train-encrypt: the first line and the headers are larger than is read here\.\n$/,
  );
  assert.equal((await post(gateway.url, signed('ec2'))).status, 200);
});

test('an unknown expectation is ignored', async () => {
  await using gateway = await start();
  const { authorization } = signed('ec2');
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nConnection: close\r\n`;
  const answer = await raw(gateway.url, `${head}Content-Length: 5\r\nExpect: something\r\n\r\nhello`);
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[\s\S]*"text":"hello"/);
});

test('headers and bodies that trickle in are cut off', async () => {
  await using gateway = await start({ limits: { headersMs: 100, requestMs: 200 } });
  assert.match(await raw(gateway.url, 'POST / HTTP/1.1\r\nHost: localhost\r\nX-'), /^HTTP\/1\.1 408 /);
  const body = `POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${signed('ec2').authorization}\r\nContent-Length: 100\r\n\r\nabc`;
  assert.match(await raw(gateway.url, body), /^HTTP\/1\.1 408 /);
});

test('a client that goes away in mid-request is not served', async () => {
  const { service, requests } = echo('sagemaker');
  await using gateway = await start({ services: [service] });
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(gateway.url).port) });
  socket.write(
    `POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${signed('sagemaker').authorization}\r\nContent-Length: 9\r\n\r\nabc`,
  );
  while (gateway.journal.latest < 1) await setImmediate();
  socket.destroy();
  await gateway.journal.settled(10_000);
  assert.equal(requests.length, 0);
  assert.equal((await post(gateway.url, signed('sagemaker'))).status, 200);
});

test('closing lets a request under way finish, and takes no new one', async () => {
  const { promise: release, resolve } = Promise.withResolvers<void>();
  const slow = echo('sagemaker', () => release);
  const gateway = await start({ services: [slow.service], limits: { closeMs: 60_000 } });
  const under = post(gateway.url, signed('sagemaker'), 'under way');
  await arrived(slow, 1);
  const closed = gateway[Symbol.asyncDispose]();
  resolve();
  await closed;
  assert.equal((await under).status, 200);
  await assert.rejects(fetch(gateway.url));
  await gateway[Symbol.asyncDispose]();
});

// Without its limit, closing would never end.
test('closing does not wait for ever', { timeout: 30_000 }, async () => {
  const stuck = echo('sagemaker', () => new Promise(() => {}));
  const gateway = await start({ services: [stuck.service], limits: { closeMs: 50 } });
  const under = assert.rejects(post(gateway.url, signed('sagemaker')));
  await arrived(stuck, 1);
  await gateway[Symbol.asyncDispose]();
  await under;
});

test('a port in use, and a host that is not here, are failures that say what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  await assert.rejects(start({ port }), (error) => {
    assert.ok(error instanceof Failure);
    assert.equal(error.exitCode, 3);
    assert.match(
      error.message,
      new RegExp(`^port ${port} on 127\\.0\\.0\\.1 is in use by another program\\. Stop that one, or`),
    );
    return true;
  });
  other.close();
  await assert.rejects(
    start({ host: '203.0.113.1' }),
    /^Failure: cannot listen on host 203\.0\.113\.1: this machine has no such/,
  );
  await assert.rejects(start({ port: 70_000 }), /^Failure: 70000 is not a port\./);
});

test('every network is one address to connect to', async () => {
  await using gateway = await start({ host: '0.0.0.0' });
  assert.match(gateway.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal((await fetch(`${gateway.url}/_train-encrypt/health`)).status, 200);
});
