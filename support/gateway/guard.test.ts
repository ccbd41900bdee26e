import assert from 'node:assert/strict';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { LookupFunction } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startHarness } from '../harness.ts';
import { createGuard } from './guard.ts';
import { type GatewayOptions, startGateway } from './index.ts';
import { echo, echoEngine, signed } from './testing/fakes.ts';

const PRESIGNED =
  '/?Action=CreateVpc&CidrBlock=10.0.0.0%2F16&Version=2016-11-15&X-Amz-Algorithm=AWS4-HMAC-SHA256' +
  '&X-Amz-Credential=123456789012%2F20261123%2Feu-central-1%2Fec2%2Faws4_request&X-Amz-Signature=00';
const CHROMIUM = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';

const codeOf = (headers: IncomingHttpHeaders, { url = '/', host = '127.0.0.1', allowed = [] as string[] } = {}) =>
  createGuard(host, allowed)({ headers, url }, 'service')?.code;

test('addresses, loopback names, buckets before them and hosts of AWS need no permission', () => {
  for (const host of [
    '127.0.0.1:4577',
    '[::1]:4577',
    '192.168.1.7:4577',
    'localhost:4577',
    'LOCALHOST.',
    'models.localhost:4577',
    'my.dotted.bucket.localhost',
    'models.127.0.0.1:4577',
    'sagemaker.eu-central-1.amazonaws.com',
    'sts.amazonaws.com',
    'api.sagemaker.cn-north-1.amazonaws.com.cn',
    'models.s3.eu-central-1.amazonaws.com',
    'models.s3.amazonaws.com',
  ]) {
    assert.equal(codeOf({ host }), undefined, host);
  }
  assert.equal(codeOf({}), undefined, 'HTTP/1.0 without a Host');
});

test('any other Host is refused until it is allowed, and then with what is below it', () => {
  for (const host of [
    'rebound.example:4577',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'train-encrypt:4577',
    'evil.elb.amazonaws.com',
    'amazonaws.com.evil.example',
    'localhost@evil.example',
    'evil.example#.localhost',
    'notlocalhost',
    '',
  ]) {
    assert.equal(codeOf({ host }), 'HostNotAllowed', host);
  }
  const allowed = { allowed: ['train-encrypt', 'Stub.ci.example'] };
  for (const host of ['train-encrypt:4577', 'models.train-encrypt', 'stub.ci.example', 'STUB.CI.EXAMPLE:80']) {
    assert.equal(codeOf({ host }, allowed), undefined, host);
  }
  assert.equal(codeOf({ host: 'ci.example' }, allowed), 'HostNotAllowed');
  assert.equal(codeOf({ host: 'eviltrain-encrypt' }, allowed), 'HostNotAllowed');
  assert.equal(codeOf({ host: 'stub:1' }, { host: 'stub' }), undefined, 'the name it listens on');
});

test('the text of a refused Host names it and says what to do', () => {
  const { text = '' } = createGuard('0.0.0.0')({ headers: { host: 'stub:4577' } }, 'service') ?? {};
  assert.match(text, /does not answer as "stub:4577".*--allowed-host/);
});

test('what only browsers send is refused', () => {
  const host = '127.0.0.1:4577';
  for (const headers of [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'https://127.0.0.1:4577' },
    { origin: 'http://127.0.0.1:8080' },
    ...['cross-site', 'same-site', 'same-origin', 'none'].map((site) => ({ 'sec-fetch-site': site })),
  ]) {
    assert.equal(codeOf({ host, ...headers }), 'BrowserNotAllowed', JSON.stringify(headers));
  }
  const agents = ['Boto3/1.43 md/Botocore', 'aws-cli/2.31', 'curl/8.5.0', 'Mozilla/5.0 WindowsPowerShell/5.1', ''];
  for (const agent of agents) {
    assert.equal(codeOf({ host, 'user-agent': agent }, { url: PRESIGNED }), undefined, agent);
  }
  assert.equal(codeOf({ host, 'user-agent': CHROMIUM }), undefined, 'a signed request of whatever calls itself so');
  // What Chromium sends for <img src="http://192.168.1.7:4577/?…">: neither Origin nor Sec-Fetch-Site.
  const lan = { host: '192.168.1.7:4577', 'user-agent': CHROMIUM };
  assert.equal(codeOf(lan, { url: PRESIGNED }), 'BrowserNotAllowed');
});

const start = (options: Partial<GatewayOptions> = {}) => {
  const ec2 = echo('ec2');
  const services = [echo('sagemaker').service, ec2.service];
  return { ec2, started: startGateway({ services, engine: echoEngine('s3'), health: () => ({}), ...options }) };
};

/** As `fetch`, but every header is the one given. */
function ask(url: string, path: string, headers: Record<string, string>, body = '') {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path, headers, method: body === '' ? 'GET' : 'POST', agent: false });
  sent.end(body);
  return new Promise<{ status?: number; type: string; body: string }>((resolve, reject) => {
    sent.once('error', reject);
    sent.once('response', async (answer) => {
      const { statusCode, headers } = answer;
      const type = headers['content-type'] ?? '';
      resolve({ ...(statusCode !== undefined && { status: statusCode }), type, body: await text(answer) });
    });
  });
}

test('a rebound name reaches no service, in the form that its client reads', async () => {
  const { ec2, started } = start();
  await using gateway = await started;
  const host = 'rebound.example';
  const target = { 'x-amz-target': 'SageMaker.ListTrainingJobs', 'content-type': 'application/x-amz-json-1.1' };
  const json = await ask(gateway.url, '/', { host, ...signed('sagemaker'), ...target }, '{}');
  assert.deepEqual([json.status, json.type], [403, 'application/x-amz-json-1.1']);
  assert.match(json.body, /"__type":"HostNotAllowed","message":"train-encrypt: .*rebound\.example/);
  const xml = await ask(gateway.url, PRESIGNED, { host });
  assert.equal(xml.status, 403);
  assert.match(xml.body, /<Code>HostNotAllowed<\/Code>/);
  assert.equal(ec2.requests.length, 0);
  assert.deepEqual(
    gateway.journal.entries().map(({ caller, status, error }) => [caller.account, status, error?.code]),
    [
      ['', 403, 'HostNotAllowed'],
      ['', 403, 'HostNotAllowed'],
    ],
  );
});

test('a form, a fetch and an image with a presigned address reach no service', async () => {
  const { ec2, started } = start();
  await using gateway = await started;
  const { host } = new URL(gateway.url);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const [headers, body] of [
    [{ ...form, origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }, 'Action=CreateVpc'],
    [{ ...form, origin: 'null' }, 'Action=CreateVpc'],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }, ''],
    [{ 'user-agent': CHROMIUM }, ''],
  ] as const) {
    const answer = await ask(gateway.url, PRESIGNED, { host, ...headers }, body);
    assert.equal(answer.status, 403, JSON.stringify(headers));
    assert.match(answer.body, /BrowserNotAllowed/);
  }
  assert.equal(ec2.requests.length, 0);
  assert.equal((await ask(gateway.url, PRESIGNED, { host })).status, 200, 'a client with the same address is answered');
  assert.equal(ec2.requests.length, 1);
});

test('a name that is allowed reaches services and pages', async () => {
  const { started } = start({ allowedHosts: ['train-encrypt'] });
  await using gateway = await started;
  const host = 'train-encrypt:4577';
  assert.equal((await ask(gateway.url, '/', { host, ...signed('ec2') }, 'Action=DescribeVpcs')).status, 200);
  assert.equal((await ask(gateway.url, '/_train-encrypt/health', { host })).status, 200);
  assert.equal((await ask(gateway.url, '/_train-encrypt/health', { host: 'other' })).status, 403);
});

test('SDKs notice nothing, buckets before the name of the host included', async () => {
  await using harness = await startHarness({ allowedHosts: ['train-encrypt'] });
  const { port } = new URL(harness.url);
  const { id } = harness.createAccount();
  // Names are looked up nowhere: what is asked for is what stands in the Host header.
  const lookup: LookupFunction = (_, options, done) =>
    options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
  for (const [endpoint, forcePathStyle] of [
    [`http://127.0.0.1:${port}`, true],
    [`http://localhost:${port}`, false],
    [`http://train-encrypt:${port}`, true],
  ] as const) {
    const httpAgent = new Agent({ lookup });
    const s3 = new S3Client({
      endpoint,
      forcePathStyle,
      region: 'us-east-1',
      credentials: { accessKeyId: id, secretAccessKey: 'train-encrypt' },
      requestHandler: { httpAgent },
    });
    const Bucket = `models-${forcePathStyle}-${new URL(endpoint).hostname.replaceAll('.', '-')}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'b' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    assert.equal(await Body?.transformToString(), 'b', endpoint);
    s3.destroy();
    httpAgent.destroy();
  }
});
