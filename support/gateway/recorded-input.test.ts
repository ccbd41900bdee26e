import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withInput } from './recorded-input.ts';
import type { Envelope } from './refusal.ts';

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'SageMaker.CreatePipeline' };

function request(body: string, service = 'sagemaker', headers: Record<string, string> = JSON_TYPE): Envelope {
  return { requestId: 'r', method: 'POST', path: '/', headers, body: Buffer.from(body), service };
}

test('keeps what a call that nothing read has sent, without its nulls', () => {
  const sent = request('{"PipelineName":"nightly","Tags":null,"Steps":[{"Name":"train","Vpc":null}]}');
  assert.deepEqual(withInput({ operation: 'CreatePipeline' }, sent), {
    operation: 'CreatePipeline',
    input: { PipelineName: 'nightly', Steps: [{ Name: 'train' }] },
  });
});

test('leaves alone what was understood', () => {
  const call = { operation: 'CreatePipeline', input: { PipelineName: 'read' } };
  assert.equal(withInput(call, request('{"PipelineName":"sent"}')), call);
});

for (const [what, sent] of [
  ['of services that may hold secrets', request('{"SecretString":"s"}', 'secretsmanager')],
  ['that is no JSON', request('{"PipelineName":')],
  ['that is no object', request('7')],
  ['in another form', request('Action=x', 'sagemaker', { 'content-type': 'application/x-www-form-urlencoded' })],
] as const) {
  test(`keeps nothing ${what}`, () => {
    const call = { operation: 'CreatePipeline' };
    assert.equal(withInput(call, sent), call);
  });
}

test('keeps nothing of a request whose types are wrong', () => {
  const call = { error: { code: 'SerializationException', message: 'm' } };
  assert.equal(withInput(call, request('{"VpcConfig":"vpc"}')), call);
});
