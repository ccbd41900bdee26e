import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import type { ServiceRequest } from '../protocol/service.ts';
import type { Engine } from './engine.ts';
import { EngineClients } from './engine-client.ts';

function engine(status: number, body: string | Uint8Array) {
  const requests: ServiceRequest[] = [];
  const answers: Engine = {
    name: 'embedded',
    description: 'canned',
    services: ['ec2'],
    handle: async (_service, request) => {
      requests.push(request);
      return { status, headers: { 'content-type': 'text/xml' }, body, call: {} };
    },
    [Symbol.asyncDispose]: async () => {},
  };
  return { answers, requests };
}
const CALLER = { account: '123456789012', region: 'eu-west-1' };

test('a call reaches the engine with its caller, and without a socket', async () => {
  const xml = '<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>';
  for (const body of [xml, Buffer.from(xml)]) {
    const { answers, requests } = engine(200, body);
    using clients = new EngineClients(answers);
    const { Vpcs } = await clients.of(CALLER).send(new DescribeVpcsCommand({ VpcIds: ['vpc-1'] }));
    assert.deepEqual(Vpcs, [{ VpcId: 'vpc-1' }]);
    assert.deepEqual(requests[0]?.caller, CALLER);
    assert.equal(requests[0]?.method, 'POST');
    assert.match(
      Buffer.from(requests[0]?.body ?? []).toString(),
      /^VpcId\.1=vpc-1&Action=DescribeVpcs|Action=DescribeVpcs/,
    );
    assert.ok(!process.getActiveResourcesInfo().includes('TCPSocketWrap'));
  }
});

test('an error of the engine is an error of the client, once', async () => {
  const xml =
    '<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>no vpc-1</Message></Error></Errors></Response>';
  const { answers, requests } = engine(400, xml);
  using clients = new EngineClients(answers);
  await assert.rejects(clients.of(CALLER).send(new DescribeVpcsCommand()), {
    name: 'InvalidVpcID.NotFound',
    message: 'no vpc-1',
  });
  assert.equal(requests.length, 1);
  const down = engine(503, '');
  using others = new EngineClients(down.answers);
  await assert.rejects(others.of(CALLER).send(new DescribeVpcsCommand()));
  assert.equal(down.requests.length, 1);
});

test('a caller keeps its client', () => {
  using clients = new EngineClients(engine(200, '').answers);
  assert.equal(clients.of(CALLER), clients.of({ ...CALLER }));
  assert.notEqual(clients.of(CALLER), clients.of({ ...CALLER, region: 'us-east-1' }));
});
