import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chances } from './chance.ts';
import { mutate } from './mutate.ts';
import type { WireRequest } from './wire.ts';

const HEADERS = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=123456789012/20261123/eu-central-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0',
};
const JSON_BODY = '{"TrainingJobName":"fraud","VpcConfig":{"Subnets":["subnet-1","subnet-2"]},"Flag":true,"Count":2}';
const RECORDED: readonly WireRequest[] = [
  {
    service: 'sagemaker',
    operation: 'CreateTrainingJob',
    method: 'POST',
    path: '/',
    headers: { ...HEADERS, 'x-amz-target': 'SageMaker.CreateTrainingJob' },
    body: Buffer.from(JSON_BODY),
  },
  {
    service: 'ec2',
    operation: 'DescribeVpcs',
    method: 'POST',
    path: '/',
    headers: HEADERS,
    body: Buffer.from('Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1'),
  },
  {
    service: 's3',
    operation: 'PutObject',
    method: 'PUT',
    path: '/models/fraud?x-id=PutObject',
    headers: { ...HEADERS, 'content-encoding': 'aws-chunked' },
    body: Buffer.from('7\r\nweights\r\n0\r\nx-amz-checksum-crc32:pwhyzg==\r\n\r\n'),
  },
  {
    service: 's3',
    operation: 'DeleteObjects',
    method: 'POST',
    path: '/models?delete',
    headers: HEADERS,
    body: Buffer.from('<Delete><Object><Key>x</Key></Object></Delete>'),
  },
];

const all = (seed: number, count = 2_000) => chances(seed, count).map((chance) => mutate(RECORDED, chance));

test('a seed repeats its requests, another has others', () => {
  const text = (seed: number) =>
    JSON.stringify(all(seed).map(({ mutations, body }) => [mutations, body.toString('hex')]));
  const [first, again, other] = [text(1), text(1), text(2)];
  assert.ok(first === again, 'the same seed');
  assert.ok(first !== other, 'another seed');
});

test('every request says what was done to it, and nearly all differ from what was recorded', () => {
  const requests = all(3);
  assert.ok(requests.every(({ mutations }) => mutations.length >= 1 && mutations.length <= 3));
  const original = (text: string) => RECORDED.some(({ body }) => body.toString() === text);
  const same = requests.filter(({ body, raw, sameHead }) => sameHead && raw === undefined && original(body.toString()));
  assert.ok(same.length < requests.length / 20, `${same.length} of ${requests.length} are as recorded`);
});

/** What must be among them: one that is sought in what is sent, or in what was done. */
const KINDS: readonly [what: string, pattern: RegExp][] = [
  ['nesting beyond what is read', /\[{1000}/],
  ['a key twice', /"Flag":.*,"Flag":/],
  ['the prototype as a key', /"__proto__"/],
  ['the prototype in a form', /__proto__\.polluted=/],
  ['numbers that nothing holds', /:(-?1e999|1E400|1{400})/],
  ['half a surrogate pair', /\\ud800/],
  ['null bytes', /\0/],
  ['text far too long', /x{2000}/],
  ['not JSON', /:(NaN|Infinity|undefined|0x10|01|\+1|\.5)/],
  ['percent signs that encode nothing', /=%zz/],
  ['an index far too high', /\.999999999\./],
  ['another action', /Action=RunInstances/],
  ['another version', /Version=9999-99-99/],
  ['another target', /SageMaker\.CreateModel/],
  ['no content type that is right', /text\/plain/],
  ['another service', /eu-central-1\/s3\/aws4_request/],
  ['lies about the length', /content-length: 1e3/],
  ['another key', /\/models\/%2E%2E/],
  ['a parameter below zero', /[?&][\w-]+=-1 /],
  ['a range that is none', /bytes=\S/],
  ['a chunk of no size', /(-1|zz|f{8}|chunk-signature=\d*)\r\nweights/],
  ['XML nested too deeply', /(<a>){1000}/],
  ['XML with entities', /<!ENTITY/],
  ['chunks', /transfer-encoding: chunked/],
];

test('every kind of damage comes up', () => {
  const texts = all(4, 6_000).map(
    ({ headers, body, raw, path }) => `${path} ${Object.values(headers).join(' ')} ${(raw ?? body).toString()}`,
  );
  for (const [what, pattern] of KINDS)
    assert.ok(
      texts.some((text) => pattern.test(text)),
      what,
    );
});
