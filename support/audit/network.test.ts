import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkOfTexts } from '../lint/network/files.ts';
import { networkAnswers } from './network.ts';

const source = networkOfTexts([
  [
    'network.yaml',
    `subnets:
  subnet-1: { cidr: 10.0.1.0/24, zone: eu-central-1a, acl: default }
securityGroups:
  sg-1:
    inbound: [UDP 500 from itself, ESP from itself]
    outbound: [all traffic to 0.0.0.0/0]
  sg-2:
    inbound: [UDP 500 from itself]
    outbound: [all traffic to 0.0.0.0/0]
`,
  ],
]);

const answerFor = async (groups: readonly string[]) =>
  (await networkAnswers(source)(JSON.stringify({ subnets: ['subnet-1'], securitygroupids: groups }))).answer;

test('a network decides: it lets the traffic pass, it lacks a rule, or it does not have the group', async () => {
  assert.equal(await answerFor(['sg-1']), 'encrypted');
  assert.equal(await answerFor(['sg-2']), 'blocked');
  assert.equal(await answerFor(['sg-3']), 'not shown');
});

test('each VPC is judged once', async () => {
  let reads = 0;
  const answers = networkAnswers({ title: 'counted', read: (vpc) => (reads++, source.read(vpc)) });
  const vpc = '{"subnets":["subnet-1"],"securitygroupids":["sg-1"]}';
  assert.deepEqual(await answers(vpc), await answers(vpc));
  assert.equal(reads, 1);
});
