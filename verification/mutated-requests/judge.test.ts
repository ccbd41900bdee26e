import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaint } from './judge.ts';
import type { MutatedRequest, WireAnswer } from './wire.ts';

const request = (more: Partial<MutatedRequest> = {}): MutatedRequest => ({
  service: 'sagemaker',
  operation: 'CreateTrainingJob',
  method: 'POST',
  path: '/',
  headers: { 'x-amz-target': 'SageMaker.CreateTrainingJob' },
  body: Buffer.from(''),
  mutations: [],
  sameHead: true,
  ...more,
});
const QUERY = { headers: {}, operation: 'CreateVpc' };
const RAW = { raw: Buffer.from('') };

const answer = (status: number, type: string, body: string, headers: Record<string, string> = {}): WireAnswer => ({
  status,
  headers: { 'content-type': type, 'x-amzn-requestid': 'id', ...headers },
  body,
  milliseconds: 1,
});
const json = (status: number, body: unknown) => answer(status, 'application/x-amz-json-1.1', JSON.stringify(body));
const xml = (status: number, body: string) => answer(status, 'text/xml;charset=UTF-8', body);
const ec2Error = (code: string) =>
  `<Response><Errors><Error><Code>${code}</Code><Message>m</Message></Error></Errors><RequestID>id</RequestID></Response>`;

test('answers that a client can read', () => {
  assert.equal(complaint(request(), json(200, {})), undefined);
  assert.equal(complaint(request(), answer(200, 'application/x-amz-json-1.1', '')), undefined);
  assert.equal(complaint(request(), json(400, { __type: 'ValidationException', message: 'm' })), undefined);
  assert.equal(complaint(request(), json(400, { __type: 'ResourceInUse', Message: 'm' })), undefined);
  assert.equal(complaint(request(), json(501, { __type: 'NotImplemented', message: 'm' })), undefined);
  assert.equal(complaint(request(QUERY), xml(200, '<r><requestId>id</requestId></r>')), undefined);
  assert.equal(complaint(request(QUERY), xml(400, ec2Error('InvalidAction'))), undefined);
  assert.equal(complaint(request(QUERY), xml(501, ec2Error('NotImplemented'))), undefined);
  assert.equal(complaint(request({ ...QUERY, sameHead: false }), json(403, { __type: 'a', message: 'm' })), undefined);
  assert.equal(complaint(request({ method: 'HEAD' }), answer(405, '', '')), undefined);
  assert.equal(complaint(request({ ...RAW }), answer(400, 'text/plain', 'train-encrypt: this is not HTTP')), undefined);
  const noHttp = answer(400, 'text/plain', 'train-encrypt: this is not an HTTP request.');
  assert.equal(
    complaint(request({ path: 'http:/%2E%2E/latest' }), noHttp),
    undefined,
    'no form of target that HTTP has',
  );
  assert.equal(complaint(request(), answer(431, 'text/plain', 'train-encrypt: too large')), undefined);
  const s3 = answer(200, 'application/xml', '<r/>', { 'x-amz-request-id': 'id' });
  assert.equal(complaint(request({ ...QUERY, sameHead: false }), s3), undefined);
  const object = answer(200, 'text/plain', 'weights', { 'x-amz-request-id': 'id' });
  assert.equal(complaint(request({ ...QUERY, service: 's3' }), object), undefined);
  assert.equal(
    complaint(request({ ...QUERY, service: 's3' }), answer(204, '', '', { 'x-amz-request-id': 'id' })),
    undefined,
  );
  assert.equal(complaint(request({ path: '/_train-encrypt/health' }), answer(200, 'application/json', '')), undefined);
});

const HTML = '<html><body>Internal Server Error</body></html>';
const BAD: readonly [what: string, MutatedRequest, WireAnswer, RegExp][] = [
  ['a fault', request(), json(500, { __type: 'InternalFailure', message: 'm' }), /^status 500 with InternalFailure$/],
  ['another 501', request(), json(501, { __type: 'InternalFailure', message: 'm' }), /^status 501/],
  ['a 503 of NotImplemented', request(), json(503, { __type: 'NotImplemented', message: 'm' }), /^status 503/],
  ['a fault in XML', request(QUERY), xml(500, ec2Error('InternalError')), /^status 500 with InternalError$/],
  ['a fault of HEAD', request({ method: 'HEAD' }), answer(500, '', ''), /^status 500/],
  ['a page of its own', request({ path: '/_train-encrypt/health' }), answer(500, '', ''), /page/],
  ['HTML', request(QUERY), answer(400, 'text/html', HTML), /^an answer in text\/html$/],
  ['no type', request({ sameHead: false }), { ...answer(400, '', ''), headers: {} }, /no content type/],
  ['XML to a client of JSON', request(), xml(400, ec2Error('a')), /^an answer in text\/xml$/],
  ['JSON to a client of XML', request(QUERY), json(400, { __type: 'a', message: 'm' }), /^an answer in application/],
  ['plain text', request(), answer(400, 'text/plain', 'train-encrypt: x'), /^an answer in text\/plain$/],
  [
    'plain text for a whole URL',
    request({ path: 'http://a/b' }),
    answer(400, 'text/plain', 'train-encrypt: x'),
    /plain$/,
  ],
  ['plain text of another server', request({ ...RAW }), answer(400, 'text/plain', 'oh'), /plain text/],
  ['broken JSON', request(), answer(400, 'application/x-amz-json-1.1', '{'), /^not JSON$/],
  ['an empty error', request(), answer(400, 'application/x-amz-json-1.1', ''), /^not JSON$/],
  ['JSON that is no object', request(), json(400, null), /no object/],
  ['no code', request(), json(400, { message: 'm' }), /without code/],
  ['no message', request(), json(400, { __type: 'a' }), /without code or message/],
  [
    'no request id',
    request(),
    { ...json(400, { __type: 'a', message: 'm' }), headers: { 'content-type': 'application/x-amz-json-1.1' } },
    /request id/,
  ],
  ['broken XML', request(QUERY), xml(400, ec2Error('a & b')), /well-formed/],
  [
    'XML without code',
    request(QUERY),
    xml(400, '<r><Message>m</Message><RequestId>id</RequestId></r>'),
    /without code/,
  ],
  ['XML without message', request(QUERY), xml(400, '<r><Code>c</Code><RequestId>id</RequestId></r>'), /message/],
  ['XML without request id', request(QUERY), xml(200, '<r/>'), /request id/],
  [
    'an error of S3 that is none of XML',
    request({ ...QUERY, service: 's3' }),
    answer(400, 'text/plain', 'no', { 'x-amz-request-id': 'id' }),
    /text\/plain/,
  ],
  [
    'an object for a client of EC2',
    request(QUERY),
    answer(200, 'text/plain', '', { 'x-amz-request-id': 'id' }),
    /plain/,
  ],
  ['a fault of S3', request({ ...QUERY, service: 's3' }), xml(500, ec2Error('InternalError')), /^status 500/],
  ['a huge error', request(), json(400, { __type: 'a', message: 'm'.repeat(600_000) }), /characters/],
];

for (const [what, sent, got, wanted] of BAD) {
  test(`answers that it cannot: ${what}`, () => assert.match(complaint(sent, got) ?? '', wanted));
}
