import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sdk from '@aws-sdk/client-sagemaker';
import type { HttpRequest } from '@smithy/core/protocols';
import fc from '../../verification/fast-check.ts';
import { type AwsJsonOptions, createAwsJsonService } from './aws-json.ts';
import { operationNames } from './operation-names.ts';
import { type CallRecord, type Service, ServiceError, type ServiceRequest } from './service.ts';

const CREATED = new Date('2026-01-02T03:04:05Z');
const known = operationNames(sdk);

interface Context {
  readonly region: string;
}

function service(overrides: Partial<AwsJsonOptions<Context>> = {}): Service {
  return createAwsJsonService<Context>({
    name: 'sagemaker',
    target: 'SageMaker',
    operations: {
      CreateTrainingJob: {
        schema: sdk.CreateTrainingJob$,
        handle: (input: sdk.CreateTrainingJobRequest, { region }: Context) => {
          if (input.TrainingJobName === 'taken') throw new ServiceError('ResourceInUse', 'taken');
          if (input.TrainingJobName === 'invalid') throw new ServiceError('ValidationException', 'invalid');
          if (input.TrainingJobName === 'broken') throw new TypeError('an internal fault');
          return { TrainingJobArn: `arn:aws:sagemaker:${region}:123456789012:training-job/${input.TrainingJobName}` };
        },
      },
      DescribeTrainingJob: {
        schema: sdk.DescribeTrainingJob$,
        handle: (input: sdk.DescribeTrainingJobRequest) => ({ ...input, CreationTime: CREATED, NotAMember: 1 }),
      },
      ListTrainingJobs: {
        schema: sdk.ListTrainingJobs$,
        handle: (input: sdk.ListTrainingJobsRequest) => ({
          TrainingJobSummaries: [{ TrainingJobName: String(input.CreationTimeAfter?.toISOString()) }],
        }),
      },
      StopTrainingJob: { schema: sdk.StopTrainingJob$, handle: () => undefined },
    },
    exists: (operation) => known.has(operation),
    errors: [sdk.ResourceInUse$],
    validate: (_, input) => {
      if ((input as { TrainingJobName?: string }).TrainingJobName === '')
        throw new ServiceError('Checked', 'by validate');
    },
    context: (request) => ({ region: request.caller.region }),
    ...overrides,
  });
}

function request(body: string | Uint8Array, changes: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    caller: { account: '123456789012', region: 'eu-central-1' },
    requestId: '3a1f0f9e-9f0b-4c53-8d6a-1f7b0a6a1e55',
    method: 'POST',
    path: '/',
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    ...changes,
    headers: {
      'x-amz-target': 'SageMaker.CreateTrainingJob',
      'content-type': 'application/x-amz-json-1.1',
      ...changes.headers,
    },
  };
}

async function send(body: string | Uint8Array, changes: Partial<ServiceRequest> = {}, to = service()) {
  const response = await to.handle(request(body, changes));
  const answer = JSON.parse(String(response.body || '{}')) as { __type?: string; message?: string };
  return { status: response.status, headers: response.headers, call: response.call, answer };
}

/** The real client, whose requests go straight into the service instead of a socket. */
function client(to = service()): sdk.SageMakerClient & { calls: CallRecord[] } {
  const calls: CallRecord[] = [];
  const requestHandler = {
    handle: async ({ method, path, headers, body }: HttpRequest) => {
      const response = await to.handle(request(body, { method, path, headers }));
      calls.push(response.call);
      const stream = new Blob([response.body as string]).stream();
      return { response: { statusCode: response.status, headers: response.headers, body: stream } };
    },
  };
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
  const config = { region: 'eu-central-1', credentials, maxAttempts: 1, requestHandler: requestHandler as never };
  return Object.assign(new sdk.SageMakerClient(config), { calls });
}

const JOB = {
  TrainingJobName: 'job',
  RoleArn: 'arn:aws:iam::123456789012:role/train',
  OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
};

test('the SDK gets what the operation returned, timestamps included, and the request id', async () => {
  const created = await client().send(new sdk.CreateTrainingJobCommand(JOB));
  assert.equal(created.TrainingJobArn, 'arn:aws:sagemaker:eu-central-1:123456789012:training-job/job');
  assert.equal(created.$metadata.requestId, '3a1f0f9e-9f0b-4c53-8d6a-1f7b0a6a1e55');
  const described = await client().send(new sdk.DescribeTrainingJobCommand({ TrainingJobName: 'job' }));
  assert.deepEqual(described.CreationTime, CREATED);
  const listed = await client().send(new sdk.ListTrainingJobsCommand({ CreationTimeAfter: CREATED }));
  assert.equal(listed.TrainingJobSummaries?.[0]?.TrainingJobName, CREATED.toISOString());
});

test('an operation without output answers 200', async () => {
  const stopped = await client().send(new sdk.StopTrainingJobCommand({ TrainingJobName: 'job' }));
  assert.equal(stopped.$metadata.httpStatusCode, 200);
  const { body } = await service().handle(request('{}', { headers: { 'x-amz-target': 'SageMaker.StopTrainingJob' } }));
  assert.equal(body, '');
});

test('the SDK reads code and message of modelled and other errors', async () => {
  const create = (name: string) => client().send(new sdk.CreateTrainingJobCommand({ ...JOB, TrainingJobName: name }));
  await assert.rejects(create('taken'), (error) => {
    assert.ok(error instanceof sdk.ResourceInUse);
    assert.equal(error.message, 'taken');
    assert.equal(error.$metadata.httpStatusCode, 400);
    return true;
  });
  await assert.rejects(create('invalid'), { name: 'ValidationException', message: 'invalid' });
});

test('only a modelled error names its text Message', async () => {
  const taken = await send('{"TrainingJobName":"taken"}');
  assert.deepEqual(taken.answer, { __type: 'ResourceInUse', Message: 'taken' });
  const invalid = await send('{"TrainingJobName":"invalid"}');
  assert.deepEqual(invalid.answer, { __type: 'ValidationException', message: 'invalid' });
});

test('further members of an error go over the wire', async () => {
  const validate = () => {
    throw new ServiceError('ConflictException', 'changed meanwhile', 409, { ResourceArn: 'arn' });
  };
  const { status, answer } = await send('{}', {}, service({ validate }));
  assert.equal(status, 409);
  assert.deepEqual(answer, { __type: 'ConflictException', message: 'changed meanwhile', ResourceArn: 'arn' });
});

test('the call holds the operation, what went in, and what came out or why not', async () => {
  const answered = client();
  await answered.send(new sdk.DescribeTrainingJobCommand({ TrainingJobName: 'job' }));
  assert.deepEqual(answered.calls, [
    {
      operation: 'DescribeTrainingJob',
      input: { TrainingJobName: 'job' },
      output: { TrainingJobName: 'job', CreationTime: CREATED },
    },
  ]);
  const refused = await send('{"TrainingJobName":""}');
  const error = { code: 'Checked', message: 'by validate' };
  assert.deepEqual(refused.call, { operation: 'CreateTrainingJob', input: { TrainingJobName: '' }, error });
});

test('headers carry the content type and the request id, of answers and of errors', async () => {
  for (const body of ['{"TrainingJobName":"job"}', '{"TrainingJobName":"taken"}', '{']) {
    const { headers } = await send(body);
    assert.equal(headers['content-type'], 'application/x-amz-json-1.1');
    assert.equal(headers['x-amzn-requestid'], '3a1f0f9e-9f0b-4c53-8d6a-1f7b0a6a1e55');
  }
});

test('an unknown operation is 400, one that is not simulated is 501 and says so', async () => {
  const unknown = await send('{}', { headers: { 'x-amz-target': 'SageMaker.LaunchRocket' } });
  assert.equal(unknown.status, 400);
  assert.deepEqual(unknown.answer, {
    __type: 'UnknownOperationException',
    message: 'SageMaker has no operation LaunchRocket',
  });
  const missing = await send('{}', { headers: { 'x-amz-target': 'SageMaker.CreateDomain' } });
  assert.equal(missing.status, 501);
  assert.equal(missing.call.operation, 'CreateDomain');
  assert.match(String(missing.answer.message), /^train-encrypt: CreateDomain of sagemaker is not simulated/);
});

test('names of the object prototype are no operations', async () => {
  for (const name of ['constructor', 'toString', '__proto__']) {
    const { status, answer } = await send('{}', { headers: { 'x-amz-target': `SageMaker.${name}` } });
    assert.deepEqual([status, answer.__type], [400, 'UnknownOperationException']);
  }
});

test('a wrong method, target or content type is the protocol’s own error', async () => {
  const cases: [Partial<ServiceRequest>, number, string][] = [
    [{ method: 'GET' }, 405, 'UnknownOperationException'],
    [{ headers: { 'x-amz-target': '' } }, 400, 'UnknownOperationException'],
    [{ headers: { 'x-amz-target': 'SageMaker' } }, 400, 'UnknownOperationException'],
    [{ headers: { 'x-amz-target': 'DynamoDB.CreateTrainingJob' } }, 400, 'UnknownOperationException'],
    [{ headers: { 'x-amz-target': 'SageMaker.CreateTrainingJob.2' } }, 400, 'UnknownOperationException'],
    [{ headers: { 'content-type': 'text/plain' } }, 415, 'UnsupportedMediaTypeException'],
    [{ headers: { 'content-type': '' } }, 415, 'UnsupportedMediaTypeException'],
  ];
  for (const [changes, status, code] of cases) {
    const got = await send('{}', changes);
    assert.deepEqual([got.status, got.answer.__type], [status, code], JSON.stringify(changes));
    assert.equal(got.call.error?.code, code);
  }
  const charset = { headers: { 'content-type': 'Application/X-Amz-Json-1.1; charset=utf-8' } };
  assert.equal((await send('{"TrainingJobName":"job"}', charset)).status, 200);
});

test('bodies that are no JSON objects are SerializationExceptions', async () => {
  const deep = '['.repeat(2_000_000);
  const nested = `{"a":`.repeat(1_000_000);
  for (const body of [
    '{',
    'nonsense',
    '[]',
    '"x"',
    '1',
    'true',
    '{"a":1}x',
    new Uint8Array([0x7b, 0xff, 0x7d]),
    deep,
    nested,
  ]) {
    const { status, answer, call } = await send(body);
    assert.deepEqual([status, answer.__type], [400, 'SerializationException'], String(body).slice(0, 20));
    assert.equal(call.operation, 'CreateTrainingJob');
    assert.ok(String(answer.message).length < 300);
  }
});

test('what stands side by side does not count as nesting', async () => {
  const InputDataConfig = Array.from({ length: 500 }, () => ({}));
  const { status } = await send(JSON.stringify({ TrainingJobName: 'job', InputDataConfig }));
  assert.equal(status, 200);
});

test('brackets inside of strings do not count as nesting', async () => {
  const { status } = await send(JSON.stringify({ TrainingJobName: `\\"${'[{'.repeat(500)}` }));
  assert.equal(status, 200);
});

test('an empty body, null, and null members are as if nothing was sent', async () => {
  for (const body of ['', 'null', '{}', '{"TrainingJobName":null,"VpcConfig":null}']) {
    const { status, call } = await send(body);
    assert.deepEqual([status, call.input], [200, {}]);
  }
});

test('values of a wrong type are SerializationExceptions', async () => {
  const cases: [unknown, string][] = [
    [{ TrainingJobName: 1 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ TrainingJobName: true }, 'TRUE_VALUE can not be converted to a String'],
    [{ TrainingJobName: {} }, 'Start of structure or map found where not expected'],
    [{ TrainingJobName: [] }, 'Start of list found where not expected'],
    [{ EnableInterContainerTrafficEncryption: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
    [{ EnableInterContainerTrafficEncryption: 1 }, 'NUMBER_VALUE can not be converted to a Boolean'],
    [{ ResourceConfig: { InstanceCount: '2' } }, 'STRING_VALUE can not be converted to a Number'],
    [{ ResourceConfig: { InstanceCount: false } }, 'FALSE_VALUE can not be converted to a Number'],
    [{ VpcConfig: 'vpc' }, 'Expected structure or null'],
    [{ VpcConfig: [] }, 'Start of list found where not expected'],
    [{ VpcConfig: { Subnets: 'subnet-1' } }, 'Expected list or null'],
    [{ VpcConfig: { Subnets: {} } }, 'Start of structure or map found where not expected'],
    [{ VpcConfig: { Subnets: [1] } }, 'NUMBER_VALUE can not be converted to a String'],
    [{ HyperParameters: 'a=b' }, 'Expected map or null'],
    [{ HyperParameters: { a: 1 } }, 'NUMBER_VALUE can not be converted to a String'],
  ];
  for (const [body, message] of cases) {
    const { status, answer } = await send(JSON.stringify(body));
    assert.deepEqual([status, answer], [400, { __type: 'SerializationException', message }]);
  }
});

test('timestamps are seconds since the epoch, within what a date can hold', async () => {
  const changes = { headers: { 'x-amz-target': 'SageMaker.ListTrainingJobs' } };
  const list = (time: string) => send(`{"CreationTimeAfter":${time}}`, changes);
  assert.deepEqual((await list('1.5')).call.input, { CreationTimeAfter: new Date(1500) });
  const text = await list('"2026-01-01T00:00:00Z"');
  assert.equal(text.answer.message, 'STRING_VALUE can not be converted to milliseconds since epoch');
  assert.equal((await list('1e300')).answer.message, 'Timestamp is out of range');
  assert.equal((await list('1e999')).status, 400);
});

test('a number that no double can hold is refused', async () => {
  const { answer } = await send('{"ResourceConfig":{"InstanceCount":1e999}}');
  assert.equal(answer.message, 'Number is out of range');
});

test('unknown members, __proto__ and __type are ignored and reach no prototype', async () => {
  const body =
    '{"TrainingJobName":"job","__type":"x","Nope":1,"__proto__":{"RoleArn":"r"},"constructor":{"prototype":{"p":1}}}';
  const { call } = await send(body);
  assert.deepEqual(call.input, { TrainingJobName: 'job' });
  assert.equal((call.input as { RoleArn?: string }).RoleArn, undefined);
  assert.equal(({} as { p?: number }).p, undefined);
});

test('a map may have a key called __proto__', async () => {
  const { status, call } = await send('{"HyperParameters":{"__proto__":"x","constructor":"y"}}');
  const { HyperParameters } = call.input as { HyperParameters: Record<string, string> };
  assert.equal(status, 200);
  assert.deepEqual(Object.entries(HyperParameters), [
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
  assert.equal(Object.getPrototypeOf(HyperParameters), Object.prototype);
});

test('an internal fault is a 500 without details, and shows in the log and the call', async () => {
  const logged: string[] = [];
  const to = service({ log: (text) => void logged.push(text) });
  const { status, answer, call } = await send('{"TrainingJobName":"broken"}', {}, to);
  assert.equal(status, 500);
  const message = 'train-encrypt: the stub itself failed; its log says how.';
  assert.deepEqual(answer, { __type: 'InternalFailure', message });
  assert.deepEqual(call.error, { code: 'InternalFailure', message: 'an internal fault' });
  assert.equal(logged.length, 1);
  assert.match(
    logged[0] as string,
    /^train-encrypt: sagemaker failed to answer CreateTrainingJob: TypeError: an internal fault\n +at /,
  );
});

test('no body makes it fail or answer a 5xx', async () => {
  const to = service();
  const target = fc.constantFrom('CreateTrainingJob', 'DescribeTrainingJob', 'ListTrainingJobs', 'StopTrainingJob');
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.json({ maxDepth: 6 }).map((text) => new TextEncoder().encode(text)),
    fc
      .dictionary(
        fc.constantFrom('TrainingJobName', 'VpcConfig', 'HyperParameters', 'InputDataConfig', 'CreationTimeAfter'),
        fc.jsonValue(),
      )
      .map((value) => new TextEncoder().encode(JSON.stringify(value))),
  );
  await fc.assert(
    fc.asyncProperty(target, body, async (name, bytes) => {
      const { status } = await send(bytes, { headers: { 'x-amz-target': `SageMaker.${name}` } }, to);
      assert.ok(status === 200 || status === 400);
    }),
    { numRuns: 1000 },
  );
});
