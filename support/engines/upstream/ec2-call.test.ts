import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServiceError, type ServiceRequest } from '../../protocol/service.ts';
import { errorXml, outputXml, readCall, readError, readOutput, redacted } from './ec2-call.ts';

const request = (body: string, more: Partial<ServiceRequest> = {}): ServiceRequest => ({
  caller: { account: '123456789012', region: 'eu-central-1' },
  requestId: 'R',
  method: 'POST',
  path: '/',
  headers: {},
  body: Buffer.from(body),
  ...more,
});

test('a call is read with its input, from a form or a query', () => {
  const form = 'Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-1';
  const Filters = [{ Name: 'vpc-id', Values: ['vpc-1'] }];
  const posted = readCall(request(form));
  assert.equal(posted.operation, 'DescribeVpcs');
  assert.deepEqual(posted.input, { Filters });
  const asked = readCall(request('', { method: 'GET', path: `/?${form}&X-Amz-Credential=x&X-Amz-Signature=y` }));
  assert.deepEqual(asked.input, { Filters });
});

test('what cannot be read is left to the upstream', () => {
  for (const [body, operation] of [
    ['', undefined],
    ['Action=<script>', undefined],
    ['Action=NotOfEc2', 'NotOfEc2'],
    ['Action=constructor', 'constructor'],
    ['Action=DescribeVpcs&Colour=blue', 'DescribeVpcs'],
  ] as const) {
    const call = readCall(request(body));
    assert.equal(call.operation, operation);
    assert.equal(call.input, undefined);
  }
});

test('an answer is read, and written again as it was', () => {
  const call = readCall(request('Action=DescribeVpcs&Version=2016-11-15'));
  const xml =
    '<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>R</requestId><vpcSet><item>' +
    '<vpcId>vpc-1</vpcId><isDefault>true</isDefault></item></vpcSet></DescribeVpcsResponse>';
  const output = readOutput(call, Buffer.from(xml));
  assert.deepEqual(output, { Vpcs: [{ VpcId: 'vpc-1', IsDefault: true }] });
  assert.ok(call.schema);
  assert.deepEqual(readOutput(call, Buffer.from(outputXml(call.schema, output, 'R'))), output);
  assert.equal(readOutput(call, Buffer.from('<html>Internal Server Error</html>')), undefined);
  assert.equal(readOutput(call, Buffer.from('<DescribeVpcsResponse><vpcSet>')), undefined);
  assert.equal(readOutput(readCall(request('Action=NotOfEc2')), Buffer.from(xml)), undefined);
});

test('an error is read, with its text as it was meant', () => {
  const error = new ServiceError('InvalidParameterValue', `'<&>"`, 400);
  for (const flavour of ['ec2', 'aws'] as const) {
    assert.deepEqual(readError(Buffer.from(errorXml(error, 'R', flavour))), {
      code: 'InvalidParameterValue',
      message: `'<&>"`,
    });
  }
  assert.equal(readError(Buffer.from('<!doctype html><title>500</title>')), undefined);
});

test('what the API model calls sensitive is not kept', () => {
  const { schema } = readCall(request('Action=CreateKeyPair&KeyName=k'));
  assert.ok(schema);
  const output = { KeyName: 'k', KeyMaterial: '-----BEGIN RSA PRIVATE KEY-----', Tags: [{ Key: 'a', Value: 'b' }] };
  assert.deepEqual(redacted(schema[5], output), { ...output, KeyMaterial: '***' });
  const run = readCall(request('Action=RunInstances&MinCount=1&MaxCount=1&UserData=c2VjcmV0'));
  assert.deepEqual(run.input, { MinCount: 1, MaxCount: 1, UserData: '***' });
});
