import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CreatePipelineCommand, SageMakerClient, UpdatePipelineCommand } from '@aws-sdk/client-sagemaker';
import { startHarness } from '../harness.ts';
import { DefinedNames, takenIn } from './definitions.ts';
import type { Envelope } from './refusal.ts';

const ACCOUNT = '123456789012';
const CALLER = { account: ACCOUNT, region: 'eu-central-1' };

function request(operation: string, body: string, service = 'states'): Envelope {
  const target = service === 'states' ? 'AWSStepFunctions' : 'SageMaker';
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${target}.${operation}` };
  return { requestId: 'r', method: 'POST', path: '/', headers, body: Buffer.from(body), service };
}

const bodyOf = (answer: ReturnType<typeof takenIn>) => JSON.parse(String(answer?.body ?? 'null'));

suite('definitions are taken in', () => {
  test('pipelines, as a real SDK sends them; the journal keeps what they define', async () => {
    await using harness = await startHarness();
    const client = new SageMakerClient({
      endpoint: harness.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'any' },
    });
    const pipeline = { PipelineName: 'Nightly', PipelineDefinition: '{"Steps":[]}' };
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/training`;
    const created = await client.send(
      new CreatePipelineCommand({ ...pipeline, RoleArn, ClientRequestToken: 'x'.repeat(32) }),
    );
    assert.equal(created.PipelineArn, `arn:aws:sagemaker:eu-central-1:${ACCOUNT}:pipeline/nightly`);
    const updated = await client.send(new UpdatePipelineCommand(pipeline));
    assert.equal(updated.PipelineArn, created.PipelineArn);
    const calls = harness.journal.entries(ACCOUNT);
    assert.deepEqual(
      calls.map(({ operation, status, input }) => [operation, status, (input as typeof pipeline).PipelineDefinition]),
      [
        ['CreatePipeline', 200, '{"Steps":[]}'],
        ['UpdatePipeline', 200, '{"Steps":[]}'],
      ],
    );
    client.destroy();
  });

  test('a second pipeline of one name is refused, as clients that update it then expect', async () => {
    const names = new DefinedNames();
    const create = (caller = CALLER) =>
      takenIn(request('CreatePipeline', '{"PipelineName":"Nightly"}', 'sagemaker'), caller, names);
    assert.equal(create()?.status, 200);
    const { status, call } = create() ?? {};
    assert.deepEqual([status, call?.error?.code], [400, 'ValidationException']);
    assert.match(call?.error?.message ?? '', /Pipeline names must be unique within an AWS account and region/);
    assert.equal(create({ ...CALLER, region: 'us-east-1' })?.status, 200);
    assert.equal(create({ ...CALLER, account: '210987654321' })?.status, 200);
    const update = request('UpdatePipeline', '{"PipelineName":"Nightly"}', 'sagemaker');
    assert.equal(takenIn(update, CALLER, names)?.status, 200);
    names.forget(ACCOUNT);
    assert.equal(create()?.status, 200, 'a reset forgets it');
    assert.equal(create({ ...CALLER, account: '210987654321' })?.status, 400, 'but not those of others');
  });

  test('state machines', () => {
    const created = bodyOf(takenIn(request('CreateStateMachine', '{"name":"Nightly"}'), CALLER, new DefinedNames()));
    assert.equal(created.stateMachineArn, `arn:aws:states:eu-central-1:${ACCOUNT}:stateMachine:Nightly`);
    assert.equal(typeof created.creationDate, 'number');
    const update = JSON.stringify({ stateMachineArn: created.stateMachineArn });
    assert.equal(
      typeof bodyOf(takenIn(request('UpdateStateMachine', update), CALLER, new DefinedNames())).updateDate,
      'number',
    );
  });
});

for (const [what, sent] of [
  ['other operations', request('StartExecution', '{"name":"Nightly"}')],
  ['calls that name nothing', request('CreateStateMachine', '{}')],
  ['bodies that are no JSON', request('CreateStateMachine', '{"name":')],
  ['the same name of another service', request('CreatePipeline', '{"PipelineName":"p"}', 'codepipeline')],
] as const) {
  test(`nothing else: ${what}`, () => {
    assert.equal(takenIn(sent, CALLER, new DefinedNames()), undefined);
  });
}
