import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { DescribeSubnets$, DescribeVpcs$ } from '@aws-sdk/client-ec2';
import { createQueryService } from './query.ts';
import { LIMITS } from './query-form.ts';
import type { QueryOperation, QueryServiceOptions } from './query-options.ts';
import { ServiceError, type ServiceRequest } from './service.ts';

const caller = { account: '111122223333', region: 'eu-central-1' };

function service(handle: QueryOperation<string>['handle'], changes: Partial<QueryServiceOptions<string>> = {}) {
  return createQueryService<string>({
    name: 'ec2',
    title: 'EC2',
    flavour: 'ec2',
    xmlNamespace: 'http://example.org/',
    operations: [{ schema: DescribeVpcs$, handle }],
    knows: (operation) => operation === DescribeSubnets$[2],
    otherEngine: 'LocalStack',
    context: ({ account }) => account,
    ...changes,
  });
}

const request = (body: string, changes: Partial<ServiceRequest> = {}): ServiceRequest => ({
  caller,
  requestId: 'id-1',
  method: 'POST',
  path: '/',
  headers: {},
  body: new TextEncoder().encode(body),
  ...changes,
});

suite('answers', () => {
  test('are in the envelope of EC2', async () => {
    const { status, headers, body, call } = await service(() => ({
      Vpcs: [{ VpcId: 'vpc-1' }],
      NextToken: '<&>',
    })).handle(request('Action=DescribeVpcs&Version=2016-11-15&VpcId.1=vpc-1'));
    assert.equal(status, 200);
    assert.equal(headers['x-amzn-requestid'], 'id-1');
    assert.equal(headers['content-type'], 'text/xml;charset=UTF-8');
    assert.equal(
      body,
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<DescribeVpcsResponse xmlns="http://example.org/"><requestId>id-1</requestId>' +
        '<nextToken>&lt;&amp;&gt;</nextToken><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>',
    );
    assert.deepEqual(call, {
      operation: 'DescribeVpcs',
      input: { VpcIds: ['vpc-1'] },
      output: { Vpcs: [{ VpcId: 'vpc-1' }], NextToken: '<&>' },
    });
  });

  test('are in the envelope of AWS Query', async () => {
    const { body } = await service(() => ({ NextToken: 'a' }), { flavour: 'aws' }).handle(
      request('Action=DescribeVpcs'),
    );
    assert.match(
      String(body),
      /<DescribeVpcsResponse xmlns="[^"]+"><DescribeVpcsResult><nextToken>a<\/nextToken><\/DescribeVpcsResult><ResponseMetadata><RequestId>id-1<\/RequestId><\/ResponseMetadata><\/DescribeVpcsResponse>$/,
    );
  });

  test('hold nothing that XML cannot', async () => {
    const { body } = await service(() => ({ NextToken: 'a\u{0}b' })).handle(request('Action=DescribeVpcs'));
    assert.match(String(body), /<nextToken>a\u{FFFD}b</u);
  });

  test('go to a GET too, whose query string holds the signature', async () => {
    const path = '/?Action=DescribeVpcs&NextToken=a&X-Amz-Signature=s&X-Amz-Credential=c&AWSAccessKeyId=k';
    const { status, call } = await service(() => ({})).handle(request('', { method: 'GET', path }));
    assert.equal(status, 200);
    assert.deepEqual(call.input, { NextToken: 'a' });
  });

  test('are given what the caller’s account is', async () => {
    const { call } = await service((_, account) => ({ NextToken: account })).handle(request('Action=DescribeVpcs'));
    assert.deepEqual(call.output, { NextToken: '111122223333' });
  });
});

suite('errors', () => {
  const handle = (form: string, changes: Partial<ServiceRequest> = {}) =>
    service(() => ({})).handle(request(form, changes));

  test('are in the envelope of EC2, and keep their status', async () => {
    const refusing = service(() => {
      throw new ServiceError('Some.Code', 'a <b>', 412);
    });
    const { status, body, call } = await refusing.handle(request('Action=DescribeVpcs&NextToken=a'));
    assert.equal(status, 412);
    assert.equal(
      body,
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<Response><Errors><Error><Code>Some.Code</Code><Message>a &lt;b&gt;</Message></Error></Errors>' +
        '<RequestID>id-1</RequestID></Response>',
    );
    assert.deepEqual(call, {
      operation: 'DescribeVpcs',
      input: { NextToken: 'a' },
      error: { code: 'Some.Code', message: 'a <b>' },
    });
  });

  test('are in the envelope of AWS Query', async () => {
    const { body } = await service(() => ({}), { flavour: 'aws' }).handle(request('Action=Nothing'));
    assert.match(String(body), /<ErrorResponse xmlns="[^"]+"><Error><Type>Sender<\/Type><Code>InvalidAction<\/Code>/);
    assert.match(String(body), /<\/Error><RequestId>id-1<\/RequestId><\/ErrorResponse>$/);
  });

  test('no action', async () => {
    for (const form of ['', 'Version=1', 'Action=']) {
      const { status, call } = await handle(form);
      assert.equal(status, 400);
      assert.equal(call.error?.code, 'MissingAction');
    }
  });

  test('an unknown action', async () => {
    const { status, call } = await handle('Action=LaunchEverything&Colour=red');
    assert.equal(status, 400);
    assert.equal(call.error?.code, 'InvalidAction');
    assert.equal(call.error?.message, 'The action LaunchEverything is not valid for this web service.');
  });

  test('an action that the service has and this engine does not answer', async () => {
    const { status, call } = await handle('Action=DescribeSubnets');
    assert.equal(status, 501);
    assert.equal(call.error?.code, 'NotImplemented');
    assert.match(
      call.error?.message ?? '',
      /^train-encrypt: EC2 DescribeSubnets .* embedded engine.* LocalStack would/,
    );
    assert.equal(call.operation, 'DescribeSubnets');
  });

  test('a method that is neither GET nor POST', async () => {
    const { status, call } = await handle('Action=DescribeVpcs', { method: 'PUT' });
    assert.equal(status, 400);
    assert.equal(call.error?.code, 'InvalidRequest');
  });

  test('a body that is too large', async () => {
    const { status, call } = await handle(`Action=DescribeVpcs&NextToken=${'a'.repeat(LIMITS.bodyBytes)}`);
    assert.equal(status, 400);
    assert.match(call.error?.message ?? '', /larger than 1048576 bytes/);
  });

  test('bytes that are no text', async () => {
    const { status } = await handle('', { body: Uint8Array.from({ length: 256 }, (_, index) => index) });
    assert.equal(status, 400);
  });

  test('an internal fault is a 500, and says so', async () => {
    const faulty = service(() => {
      throw new TypeError('oh');
    });
    const { status, call } = await faulty.handle(request('Action=DescribeVpcs'));
    assert.equal(status, 500);
    assert.equal(call.error?.code, 'InternalError');
    assert.match(call.error?.message ?? '', /^train-encrypt: a fault of the embedded engine: oh/);
  });
});
