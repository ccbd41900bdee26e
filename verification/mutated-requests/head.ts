import { deflateSync, gzipSync } from 'node:zlib';
import type { Chance } from './chance.ts';
import type { WireRequest } from './wire.ts';

/** Ways to damage what stands before a body: method, path and headers, as far as an HTTP client would send them. */

type Damage = (request: WireRequest, chance: Chance) => { readonly request: WireRequest; readonly what: string };

const withHeader = (request: WireRequest, name: string, value: string | undefined): WireRequest => {
  const { [name]: _gone, ...rest } = request.headers;
  return { ...request, headers: value === undefined ? rest : { ...rest, [name]: value } };
};

const header =
  (name: string, values: readonly (string | undefined)[]): Damage =>
  (request, chance) => {
    const value = chance.pick(values);
    return { request: withHeader(request, name, value), what: `${name}: ${value?.slice(0, 60) ?? 'not sent'}` };
  };

const target = header('x-amz-target', [
  undefined,
  '',
  'SageMaker',
  'SageMaker.',
  '.CreateTrainingJob',
  'sagemaker.CreateTrainingJob',
  'SageMaker.CreateTrainingJob.x',
  'SageMaker.createtrainingjob',
  'SageMaker.CreateModel',
  'SageMaker.CreateEndpoint',
  'SageMaker.NoSuchOperation',
  'SageMaker.__proto__',
  'SageMaker.constructor',
  'SageMaker.toString',
  'DynamoDB_20120810.GetItem',
  `SageMaker.${'X'.repeat(4_000)}`,
  'SageMaker.CreateTrainingJob, SageMaker.StopTrainingJob',
  'SageMaker.<a>',
  'SageMaker.ListTrainingJobs',
]);

const contentType = header('content-type', [
  undefined,
  '',
  'text/plain',
  'application/json',
  'application/x-amz-json-1.0',
  'application/x-amz-json-1.1; charset=utf-16',
  'APPLICATION/X-AMZ-JSON-1.1',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'multipart/form-data; boundary=x',
  'application/xml',
  ';',
  'x'.repeat(4_000),
]);

const encoding = header('content-encoding', [
  'gzip',
  'br',
  'deflate',
  'identity',
  'gzip, gzip',
  'aws-chunked',
  'GZIP',
  ' ',
  'x'.repeat(500),
]);

const authorization: Damage = (request, chance) => {
  const sent = request.headers.authorization ?? '';
  const [credential = ''] = /Credential=[^,]+/.exec(sent) ?? [];
  const parts = credential.split('/');
  const changed = (index: number, part: string) => parts.map((old, at) => (at === index ? part : old)).join('/');
  const to = chance.pick([
    undefined,
    '',
    'Bearer x',
    'AWS4-HMAC-SHA256',
    sent.replace(credential, 'Credential='),
    sent.replace(credential, changed(3, 's3')),
    sent.replace(credential, changed(3, 'lambda')),
    sent.replace(credential, changed(3, 'sagemaker')),
    sent.replace(credential, changed(3, 'ec2')),
    sent.replace(credential, changed(3, 'sts')),
    sent.replace(credential, changed(3, '__proto__')),
    sent.replace(credential, changed(3, 'constructor')),
    sent.replace(credential, changed(2, 'moon-1')),
    sent.replace(credential, changed(2, '')),
    sent.replace(credential, changed(1, 'today')),
    sent.replace(credential, changed(0, 'Credential=AKIAIOSFODNN7EXAMPLE')),
    sent.replace(credential, changed(0, `Credential=${'9'.repeat(200)}`)),
    `${sent}${', Credential=x'.repeat(300)}`,
    sent.replace(/, SignedHeaders.*/, ''),
    credential,
  ]);
  return {
    request: withHeader(request, 'authorization', to),
    what: `authorization: ${to?.slice(0, 90) ?? 'not sent'}`,
  };
};

const method: Damage = (request, chance) => {
  const to = chance.pick(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND', 'TRACE']);
  return { request: { ...request, method: to }, what: `method ${to}` };
};

const path: Damage = (request, chance) => {
  const to = chance.pick([
    '//',
    '/../../etc/passwd',
    '/%00',
    '/%zz?%zz=%',
    `/${'x'.repeat(6_000)}`,
    '/?',
    '/?Action=DescribeVpcs&Version=2016-11-15',
    '/?Action=DescribeVpcs&Action=DeleteVpc',
    '/_train-encrypt/health',
    '/_train-encrypt/__proto__',
    '/_train-encrypt',
    '/_train-encrypt/../x',
    '/bucket/key',
    '*',
    'http://169.254.169.254/latest/meta-data',
    '/?X-Amz-Credential=a/b/c/d',
  ]);
  return { request: { ...request, path: to }, what: `path ${to.slice(0, 60)}` };
};

/** As a query string, which is how the Query protocol may be spoken too. */
const bodyInPath: Damage = (request) => ({
  request: {
    ...request,
    method: 'GET',
    path: `/?${request.body
      .toString('latin1')
      .slice(0, 8_000)
      .replace(/[^\x21-\x7e]/g, '%20')}`,
    body: Buffer.alloc(0),
  },
  what: 'the body as query string',
});

const compressed: Damage = (request, chance) => {
  const [bytes, what] = chance.pick([
    [() => gzipSync(request.body), 'gzip'],
    [() => gzipSync(gzipSync(request.body)), 'gzip of gzip'],
    [() => deflateSync(request.body), 'deflate that says it is gzip'],
    [() => gzipSync(request.body).subarray(0, 20), 'gzip cut off'],
    [() => gzipSync(Buffer.alloc(9 * 1024 * 1024)), 'gzip of more than is read'],
  ] as const);
  return { request: { ...withHeader(request, 'content-encoding', 'gzip'), body: bytes() }, what };
};

const further = header('x-further', ['', 'a'.repeat(10_000), 'é', '\t']);
const expect = header('expect', ['100-continue', '100-Continue']);
const accept = header('accept-encoding', ['', 'gzip', '*;q=0']);

const DAMAGES: readonly (readonly [number, Damage])[] = [
  [5, target],
  [4, contentType],
  [2, encoding],
  [6, authorization],
  [2, method],
  [2, path],
  [2, bodyInPath],
  [2, compressed],
  [1, further],
  [1, expect],
  [1, accept],
];

export const damageHead: Damage = (request, chance) => chance.weighted(DAMAGES)(request, chance);
