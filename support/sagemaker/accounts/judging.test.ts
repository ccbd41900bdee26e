import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EC2Client } from '@aws-sdk/client-ec2';
import { Failure } from '../../failure.ts';
import type { Network } from '../../network/model.ts';
import type { Job, RuleOptions, Verdict } from '../../rules/types.ts';
import { refused } from '../testing/stub.ts';
import { type Judging, judgeAll } from './judging.ts';

const job = (name: string, vpc?: Job['vpc']): Job => ({
  operation: 'CreateTrainingJob',
  name,
  path: '',
  encrypted: true,
  flagPath: 'EnableInterContainerTrafficEncryption',
  vpc,
  instances: 2,
  instanceTypes: [],
});

const RULES: RuleOptions = { mode: 'documented', strict: false };

function judging(changes: Partial<Judging> = {}) {
  const recorded: Verdict[] = [];
  const whole: Judging = {
    ec2: new EC2Client({ region: 'eu-central-1' }),
    readNetwork: async (_, { subnets }) => ({ unknownSubnets: subnets }) as unknown as Network,
    judge: (judged, network, options) => ({
      job: judged,
      given: network,
      options,
      findings: [],
      refusals: [],
      stalls: false,
    }),
    rules: () => RULES,
    record: (verdict) => recorded.push(verdict),
    ...changes,
  };
  return { recorded, whole };
}

test('each job is judged with its own network, in order, and recorded', async () => {
  const { recorded, whole } = judging();
  const vpc = { subnets: ['subnet-1'], securityGroups: ['sg-1'] };
  const verdicts = await judgeAll([job('a', vpc), job('b')], whole);
  assert.deepEqual(recorded, verdicts);
  assert.deepEqual(
    verdicts.map((verdict) => ({ ...verdict, job: verdict.job.name })),
    [
      {
        job: 'a',
        given: { unknownSubnets: ['subnet-1'] },
        network: { unknownSubnets: ['subnet-1'] },
        options: RULES,
        findings: [],
        refusals: [],
        stalls: false,
      },
      { job: 'b', given: undefined, options: RULES, findings: [], refusals: [], stalls: false },
    ],
  );
});

test('rules that change while a network is read do not change what is judged', async () => {
  let rules = RULES;
  const { whole } = judging({
    rules: () => rules,
    readNetwork: async () => {
      rules = { mode: 'observed', strict: true };
      return {} as Network;
    },
  });
  const [verdict] = await judgeAll([job('a', { subnets: [], securityGroups: [] })], whole);
  assert.deepEqual((verdict as unknown as { options: RuleOptions }).options, RULES);
});

test('our own failure keeps its own words', async () => {
  const { recorded, whole } = judging({
    readNetwork: async () => {
      throw new Failure('train-encrypt: no ACL is named; use another engine', { exitCode: 3 });
    },
  });
  const answer = judgeAll([job('a'), job('b', { subnets: [], securityGroups: [] })], whole);
  await assert.rejects(answer, {
    code: 'InternalFailure',
    status: 500,
    message:
      'train-encrypt: the network of b could not be read, so the job was not created: no ACL is named; use another engine',
  });
  assert.deepEqual(recorded, []);
});

test('a long or strange error of EC2 is cut short', async () => {
  for (const thrown of ['just text', new Error('x'.repeat(9999))]) {
    const { whole } = judging({ readNetwork: () => Promise.reject(thrown) });
    await assert.rejects(judgeAll([job('a', { subnets: [], securityGroups: [] })], whole), (error: Error) => {
      assert.match(error.message, /EC2 did not answer \((just text|Error: x+)\)\.$/);
      assert.ok(error.message.length < 700);
      return true;
    });
  }
});

test('nothing but a service error comes out of a network that cannot be read', async () => {
  const { whole } = judging({ readNetwork: () => Promise.reject(new TypeError('broken')) });
  await refused(judgeAll([job('a', { subnets: [], securityGroups: [] })], whole), 'ServiceError', /TypeError: broken/);
});
