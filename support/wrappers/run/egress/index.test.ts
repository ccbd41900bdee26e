import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, Agent as HttpAgent, type IncomingMessage, request } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as secure } from 'node:tls';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startHarness } from '../../../harness.ts';
import { type Egress, startEgress } from './index.ts';

/** An endpoint that reports what it was asked. */
async function startEcho() {
  const server = createServer((incoming, response) => {
    let bytes = 0;
    incoming.on('data', (chunk) => {
      bytes += chunk.length;
    });
    incoming.on('end', () => {
      const { method, url, headers } = incoming;
      const body = JSON.stringify({ method, url, headers, bytes });
      response.writeHead(200, 'Fine', { 'content-type': 'application/json', 'x-two': ['a', 'b'] }).end(body);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.close().closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close };
}

/** What a client trusts: the authority of this run, or what the machine trusts. */
type Trust = 'authority' | 'machine';

const proxyAgent = (egress: Egress, trust: Trust = 'authority') =>
  new Agent({
    proxyEnv: { HTTPS_PROXY: egress.url },
    ...(trust === 'authority' && { ca: readFileSync(egress.certificate) }),
  });

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingMessage['headers'];
}

async function textOf(answer: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString(), headers: answer.headers };
}

/** A GET over TLS through the proxy. Rejects where the client does. */
async function get(egress: Egress, url: string, trust: Trust = 'authority', body?: Buffer): Promise<Answer> {
  const agent = proxyAgent(egress, trust);
  try {
    const sent = secureRequest(url, { agent, method: body ? 'PUT' : 'GET', headers: { 'x-asked': 'yes' } });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return await textOf(answer);
  } finally {
    agent.destroy();
  }
}

/** A GET of a whole URL, as plain HTTP is asked of a proxy. */
async function plain(egress: Egress, url: string): Promise<Answer> {
  const { hostname, port } = new URL(egress.url);
  const sent = request({ host: hostname, port, path: url, headers: { host: new URL(url).host }, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return textOf(answer);
}

/** Says something to the proxy and gives back all that it says, until one side is done. */
async function say(egress: Egress, text: string, hangUp = false): Promise<string> {
  const socket = connect(Number(new URL(egress.url).port), '127.0.0.1');
  socket.write(text);
  let said = '';
  socket.on('data', (chunk) => {
    said += String(chunk);
    if (hangUp) socket.end();
  });
  await once(socket, 'close');
  return said;
}

const seen = ({ calls }: Egress) => calls.map(({ host, what, count }) => `${what} ${host} ${count}`);

/** The server learns of a closed connection a moment after the client. */
async function eventually(egress: Egress, expected: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 100 && seen(egress).length < expected.length; tries += 1) await sleep(10);
  assert.deepEqual(seen(egress), expected);
}

describe("AWS's hosts", () => {
  test('are answered by the endpoint, over TLS', async () => {
    await using echo = await startEcho();
    await using egress = await startEgress({ endpoint: echo.url });
    const answer = await get(egress, 'https://sts.eu-central-1.amazonaws.com/some/path?x=%20y');
    const asked = JSON.parse(answer.text);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['x-two'], 'a, b');
    assert.equal(asked.url, '/some/path?x=%20y');
    assert.equal(asked.headers['x-asked'], 'yes');
    assert.equal(asked.headers.host, new URL(echo.url).host);
    assert.deepEqual(seen(egress), ['answered sts.eu-central-1.amazonaws.com 1']);
  });

  test('are answered over plain HTTP, in a tunnel or not', async () => {
    await using echo = await startEcho();
    await using egress = await startEgress({ endpoint: echo.url });
    assert.equal(JSON.parse((await plain(egress, 'http://sts.amazonaws.com/a?b')).text).url, '/a?b');
    assert.equal(JSON.parse((await plain(egress, 'http://sts.amazonaws.com?b')).text).url, '/?b');
    const tunnel = 'CONNECT sts.amazonaws.com:80 HTTP/1.1\r\nHost: sts.amazonaws.com:80\r\n\r\n';
    const said = await say(
      egress,
      `${tunnel}GET /within HTTP/1.1\r\nHost: sts.amazonaws.com\r\nConnection: close\r\n\r\n`,
    );
    assert.match(said, /^HTTP\/1\.1 200 Connection Established\r\n\r\nHTTP\/1\.1 200 Fine\r\n/);
    assert.match(said, /"url":"\/within"/);
    assert.deepEqual(seen(egress), ['answered sts.amazonaws.com 3']);
  });

  test('take large bodies', async () => {
    await using echo = await startEcho();
    await using egress = await startEgress({ endpoint: echo.url });
    const answer = await get(egress, 'https://models.s3.amazonaws.com/key', 'authority', Buffer.alloc(20_000_000));
    assert.deepEqual([JSON.parse(answer.text).bytes, JSON.parse(answer.text).url], [20_000_000, '/models/key']);
  });

  test('are SageMaker, STS and S3 to an SDK that has hard-coded them', async () => {
    await using harness = await startHarness();
    await using egress = await startEgress({ endpoint: harness.url });
    const { id, region } = harness.createAccount();
    const agent = proxyAgent(egress);
    const settings = {
      region,
      credentials: { accessKeyId: id, secretAccessKey: 'test' },
      requestHandler: { httpsAgent: agent },
      maxAttempts: 1,
    };
    const sts = new STSClient({ ...settings, endpoint: `https://sts.${region}.amazonaws.com` });
    assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Account, id);
    const s3 = new S3Client({ ...settings, endpoint: `https://s3.${region}.amazonaws.com` });
    const object = { Bucket: 'models-of-mine', Key: 'a b/ü' };
    const configuration = { LocationConstraint: 'eu-central-1' } as const;
    await s3.send(new CreateBucketCommand({ Bucket: object.Bucket, CreateBucketConfiguration: configuration }));
    await s3.send(new PutObjectCommand({ ...object, Body: 'content' }));
    assert.equal(await (await s3.send(new GetObjectCommand(object))).Body?.transformToString(), 'content');
    agent.destroy();
    assert.deepEqual(seen(egress), [
      `answered sts.${region}.amazonaws.com 1`,
      `answered models-of-mine.s3.${region}.amazonaws.com 3`,
    ]);
    assert.deepEqual(
      harness.journal.entries(id).map(({ operation }) => operation),
      ['GetCallerIdentity', 'CreateBucket', 'PutObject', 'GetObject'],
    );
  });

  test('are asked by the account, whatever keys a command has of its own', async () => {
    await using echo = await startEcho();
    await using egress = await startEgress({ endpoint: echo.url, account: '111122223333' });
    const credential = 'Credential=AKIAEXAMPLE/20261123/eu-central-1/sts/aws4_request';
    const said = await say(
      egress,
      `GET http://sts.amazonaws.com/?X-Amz-${credential.replaceAll('/', '%2F')}&a=Credential=b HTTP/1.1\r\n` +
        `Host: sts.amazonaws.com\r\nAuthorization: AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=00\r\n` +
        'Connection: close\r\n\r\n',
    );
    assert.match(said, /X-Amz-Credential=111122223333%2F20261123.*&a=Credential=b"/);
    assert.match(said, /Credential=111122223333\/20261123\/eu-central-1\/sts\/aws4_request, SignedHeaders=host/);
    assert.doesNotMatch(said, /AKIAEXAMPLE/);
  });

  test('say so when the endpoint has gone', async () => {
    const echo = await startEcho();
    await echo[Symbol.asyncDispose]();
    await using egress = await startEgress({ endpoint: echo.url });
    const answer = await get(egress, 'https://sts.amazonaws.com/');
    assert.equal(answer.status, 502);
    assert.match(answer.text, /^train-encrypt: its endpoint did not answer: /);
  });
});

describe('everybody else', () => {
  test('is refused and named, the metadata service too', async () => {
    await using echo = await startEcho();
    await using egress = await startEgress({ endpoint: echo.url });
    await assert.rejects(get(egress, 'https://example.com/'), /403|tunnel/i);
    await assert.rejects(get(egress, 'https://sts.amazonaws.com.evil.example/'), /403|tunnel/i);
    for (const url of ['http://169.254.169.254/latest/meta-data', 'http://169.254.169.254/', 'http://localhost:9/']) {
      const answer = await plain(egress, url);
      assert.equal(answer.status, 403);
      assert.match(answer.text, /^train-encrypt refused a call to (169\.254\.169\.254|localhost:9): /);
    }
    const said = await say(egress, 'CONNECT [fd00:ec2::254]:80 HTTP/1.1\r\nHost: x\r\n\r\n');
    assert.match(said, /^HTTP\/1\.1 403 [\s\S]*train-encrypt refused a call to \[fd00:ec2::254\]:80: /);
    assert.deepEqual(seen(egress), [
      'refused example.com 1',
      'refused sts.amazonaws.com.evil.example 1',
      'refused 169.254.169.254 2',
      'refused localhost:9 1',
      'refused [fd00:ec2::254]:80 1',
    ]);
  });

  test('is not a client that reaches the endpoint through the proxy', async () => {
    await using echo = await startEcho();
    await using egress = await startEgress({ endpoint: echo.url });
    assert.equal(JSON.parse((await plain(egress, `${echo.url}/a`)).text).url, '/a');
    assert.equal(JSON.parse((await plain(egress, `${echo.url.replace('127.0.0.1', 'localhost')}/a`)).text).url, '/a');
    const { host } = new URL(echo.url);
    const tunnelled = `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\nGET /b HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    assert.match(await say(egress, tunnelled), /"url":"\/b"/);
    assert.deepEqual(seen(egress), []);
  });

  test('is told what a proxy is for', async () => {
    await using egress = await startEgress({ endpoint: 'http://127.0.0.1:1' });
    const said = await say(egress, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    assert.match(said, /^HTTP\/1\.1 400 [\s\S]*this is a proxy\. The endpoint is at AWS_ENDPOINT_URL\./);
    assert.match(await say(egress, 'CONNECT no/host HTTP/1.1\r\nHost: x\r\n\r\n'), /^HTTP\/1\.1 403 /);
    assert.deepEqual(seen(egress), ['refused no/host 1']);
  });
});

describe('a client that does not accept the certificate', () => {
  test('is told of, whether it says why or hangs up', async () => {
    await using echo = await startEcho();
    await using egress = await startEgress({ endpoint: echo.url });
    await assert.rejects(get(egress, 'https://sts.amazonaws.com/', 'machine'), /certificate/);
    await eventually(egress, ['untrusted sts.amazonaws.com 1']);
    for (const host of ['broken.amazonaws.com', 'silent.amazonaws.com']) {
      const socket = await tunnelTo(egress, host);
      // One breaks the handshake off, the other takes the certificate and is gone.
      if (host.startsWith('broken')) {
        socket.write(Buffer.from([0x16, 3, 1, 0, 5, 2, 0, 0, 1, 0]));
        await once(socket, 'close');
      } else {
        const client = secure({ socket, servername: host, rejectUnauthorized: false });
        await once(client, 'secureConnect');
        client.destroy();
      }
    }
    await eventually(egress, [
      'untrusted sts.amazonaws.com 1',
      'untrusted broken.amazonaws.com 1',
      'untrusted silent.amazonaws.com 1',
    ]);
  });

  test('is another than one that opens a way and says nothing', async () => {
    await using egress = await startEgress({ endpoint: 'http://127.0.0.1:1' });
    await say(egress, 'CONNECT sts.amazonaws.com:443 HTTP/1.1\r\nHost: x\r\n\r\n', true);
    await eventually(egress, ['refused sts.amazonaws.com 1']);
  });

  test('speaks HTTP/1.1 if it can choose', async () => {
    await using egress = await startEgress({ endpoint: 'http://127.0.0.1:1' });
    const socket = await tunnelTo(egress, 'sts.amazonaws.com');
    const ca = readFileSync(egress.certificate);
    const client = secure({ socket, ca, servername: 'sts.amazonaws.com', ALPNProtocols: ['h2', 'http/1.1'] });
    await once(client, 'secureConnect');
    assert.equal(client.authorized, true);
    assert.equal(client.alpnProtocol, 'http/1.1');
    assert.equal(client.getPeerCertificate().subjectaltname, 'DNS:sts.amazonaws.com');
    client.destroy();
  });
});

describe('a run', () => {
  const parent = mkdtempSync(join(tmpdir(), 'train-encrypt-egress-'));
  after(() => rmSync(parent, { recursive: true }));

  test('has an authority of its own, whose key is nowhere', async () => {
    await using one = await startEgress({ endpoint: 'http://127.0.0.1:1', folder: parent });
    await using other = await startEgress({ endpoint: 'http://127.0.0.1:1', folder: parent });
    const [first, second] = [one, other].map(({ certificate }) => new X509Certificate(readFileSync(certificate)));
    assert.ok(first && second);
    assert.notEqual(first.fingerprint256, second.fingerprint256);
    assert.equal(first.ca, true);
    assert.equal(first.verify(first.publicKey), true);
    assert.equal(first.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
    const folder = dirname(one.certificate);
    assert.deepEqual(readdirSync(folder).sort(), ['authority.jks', 'authority.pem']);
    for (const name of readdirSync(folder)) assert.ok(!readFileSync(join(folder, name)).includes('PRIVATE'), name);
    assert.ok(readFileSync(one.trustStore).includes(first.raw));
  });

  test('ends with nothing left of it', async () => {
    await using echo = await startEcho();
    const egress = await startEgress({ endpoint: echo.url, folder: parent });
    const agent = new HttpAgent({ keepAlive: true });
    const idle = await tunnelTo(egress, 'sts.amazonaws.com');
    const closed = once(idle, 'close');
    await egress[Symbol.asyncDispose]();
    await closed;
    agent.destroy();
    assert.equal(existsSync(dirname(egress.certificate)), false);
    assert.deepEqual(seen(egress), []);
    await assert.rejects(say(egress, ''), { code: 'ECONNREFUSED' });
  });

  test('has a key that is quickly made', async () => {
    await using egress = await startEgress({ endpoint: 'http://127.0.0.1:1', folder: parent });
    const { publicKey } = new X509Certificate(readFileSync(egress.certificate));
    assert.equal(publicKey.asymmetricKeyType, 'ec');
  });

  test('that cannot have its folder says why', async () => {
    const folder = join(parent, 'none');
    const message = /^cannot write the certificate of this run below .*none: ENOENT/;
    await assert.rejects(startEgress({ endpoint: 'http://127.0.0.1:1', folder }), {
      name: 'Failure',
      exitCode: 3,
      message,
    });
  });

  test('remembers a thousand different hosts, and how often each', async () => {
    await using egress = await startEgress({ endpoint: 'http://127.0.0.1:1' });
    const ask = (host: string) => say(egress, `CONNECT ${host}:443 HTTP/1.1\r\nHost: x\r\n\r\n`);
    for (let from = 0; from < 1_010; from += 101) {
      await Promise.all(Array.from({ length: 101 }, (_, index) => ask(`host-${from + index}.example`)));
    }
    await ask('host-0.example');
    assert.equal(egress.calls.length, 1_000);
    assert.equal(egress.calls.find(({ host }) => host === 'host-0.example')?.count, 2);
  });
});

async function tunnelTo(egress: Egress, host: string): Promise<Socket> {
  const socket = connect(Number(new URL(egress.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
  assert.match(String((await once(socket, 'data'))[0]), /^HTTP\/1\.1 200 /);
  return socket;
}
