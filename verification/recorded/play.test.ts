import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../../support/engines/testing/servers.ts';
import type { Fact, RecordedCall } from './fact.ts';
import { play } from './play.ts';
import { embeddedStage } from './stages.ts';

const fact = (...calls: readonly RecordedCall[]): Fact => ({
  service: 'ec2',
  what: 'made up',
  source: 'this test',
  date: '2026-11-28',
  calls,
});
const CREATE: RecordedCall = {
  operation: 'CreateVpc',
  input: { CidrBlock: '10.0.0.0/16' },
  saves: { vpc: 'Vpc.VpcId' },
};
const UNKNOWN = { operation: 'DeleteVpc', input: { VpcId: 'vpc-00000000' } };
const MESSAGE = "The vpc ID 'vpc-00000000' does not exist";

test('what was recorded otherwise is found, in words', async () => {
  await using stage = await embeddedStage();
  const wrongly = async (...calls: readonly RecordedCall[]) => (await play(fact(...calls), stage)).join('; ');
  assert.equal(await wrongly({ ...CREATE, answer: { Vpc: { CidrBlock: '10.0.0.0/16' } } }), '');
  assert.match(
    await wrongly({ ...CREATE, answer: { Vpc: { CidrBlock: '10.0.0.0/8' } } }),
    /call 1, CreateVpc: answer\.Vpc/,
  );
  assert.match(await wrongly({ ...CREATE, error: { code: 'Any' } }), /answered, instead of Any/);
  assert.equal(
    await wrongly({ ...UNKNOWN, error: { code: 'InvalidVpcID.NotFound', message: MESSAGE, status: 400 } }),
    '',
  );
  assert.match(await wrongly(UNKNOWN), /failed: InvalidVpcID\.NotFound/);
  assert.match(await wrongly({ ...UNKNOWN, error: { code: 'Other' } }), /not Other/);
  assert.match(await wrongly({ ...UNKNOWN, error: { code: 'InvalidVpcID.NotFound', message: 'x' } }), /the message is/);
  assert.match(
    await wrongly({ ...UNKNOWN, error: { code: 'InvalidVpcID.NotFound', status: 404 } }),
    /the status is 400/,
  );
  assert.match(
    await wrongly(CREATE, { operation: 'DeleteVpc', input: { VpcId: '<gone>' } }),
    /no earlier call gave <gone>/,
  );
  assert.match(await wrongly({ ...CREATE, saves: { vpc: 'Vpc.Nothing' } }), /the answer has no Vpc\.Nothing/);
});

test('a call to what does not answer is a difference, not a fault', async () => {
  await using server = await serve((_, response) => response.writeHead(500).end('no'));
  const stage = { url: server.url, newAccount: () => '111122223333', headers: () => ({}) };
  assert.match((await play(fact(CREATE), stage)).join(), /call 1, CreateVpc: failed/);
});
