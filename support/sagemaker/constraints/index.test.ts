import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sdk from '@aws-sdk/client-sagemaker';
import type { HttpRequest } from '@smithy/core/protocols';
import { createAwsJsonService } from '../../protocol/aws-json.ts';
import { operationNames } from '../../protocol/operation-names.ts';
import { ServiceError } from '../../protocol/service.ts';
import { CONSTRAINED_OPERATIONS } from './generator/operations.ts';
import { check, validateInput } from './index.ts';
import { InputSchemas } from './schema.ts';
import { type ConstraintTable, type Shape, TABLE } from './table.ts';
import { LONGEST_PRINTED } from './value.ts';

const JOB = {
  TrainingJobName: 'job',
  RoleArn: 'arn:aws:iam::123456789012:role/train',
  OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
};

/** The text of the ValidationException, or undefined when the input is accepted. */
function refusal(input: unknown, operation = 'CreateTrainingJob'): string | undefined {
  return thrown(() => validateInput(operation, input), 'ValidationException');
}

function thrown(run: () => void, code: string): string | undefined {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof ServiceError, String(error));
    assert.equal(error.code, code);
    assert.equal(error.status, 400);
    return error.message;
  }
  return undefined;
}

function one(clause: string): string {
  return `1 validation error detected: ${clause}`;
}

/** For what SageMaker's own shapes do not have: a table of one operation `Run` with one member `It`. */
function against(shapes: Readonly<Record<string, Shape>>, value: unknown, code = 'ValidationException') {
  const root: Shape = { type: 'structure', members: { It: 'It' } };
  const table: ConstraintTable = { ...TABLE, operations: { Run: 'Root' }, shapes: { Root: root, ...shapes } };
  return thrown(() => check(table, new InputSchemas(table), 'Run', { It: value }), code);
}

test('an input that breaks nothing is accepted', () => {
  assert.equal(refusal(JOB), undefined);
  assert.equal(refusal({ ...JOB, NotAMember: 1 }), undefined);
});

test('length of a list', () => {
  const withGroups = (groups: string[]) => ({ ...JOB, VpcConfig: { SecurityGroupIds: groups, Subnets: ['subnet-1'] } });
  assert.equal(
    refusal(withGroups([])),
    one(
      "Value '[]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ),
  );
  assert.equal(
    refusal(withGroups(['sg-1', 'sg-2', 'sg-3', 'sg-4', 'sg-5', 'sg-6'])),
    one(
      "Value '[sg-1, sg-2, sg-3, sg-4, sg-5, sg-6]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must have length less than or equal to 5",
    ),
  );
  assert.equal(refusal(withGroups(['sg-1', 'sg-2', 'sg-3', 'sg-4', 'sg-5'])), undefined);
});

test('a pattern, and two constraints broken by one value', () => {
  const pattern = '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}';
  assert.equal(
    refusal({ ...JOB, TrainingJobName: 'my_job' }),
    one(
      `Value 'my_job' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    ),
  );
  const name = '_'.repeat(64);
  const head = `Value '${name}' at 'trainingJobName' failed to satisfy constraint: `;
  assert.equal(
    refusal({ ...JOB, TrainingJobName: name }),
    `2 validation errors detected: ${head}Member must satisfy regular expression pattern: ${pattern}; ${head}Member must have length less than or equal to 63`,
  );
});

test('an enum', () => {
  assert.equal(
    refusal({ ...JOB, AlgorithmSpecification: { TrainingInputMode: 'Stream' } }),
    one(
      "Value 'Stream' at 'algorithmSpecification.trainingInputMode' failed to satisfy constraint: Member must satisfy enum value set: [Pipe, File, FastFile]",
    ),
  );
});

test('the value of a number', () => {
  assert.equal(
    refusal({ MaxResults: 0 }, 'ListTrainingJobs'),
    one("Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1"),
  );
  assert.equal(
    refusal({ MaxResults: 101 }, 'ListTrainingJobs'),
    one("Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100"),
  );
});

test('required members, in the order of the model', () => {
  assert.equal(
    refusal({}),
    "3 validation errors detected: Value null at 'trainingJobName' failed to satisfy constraint: Member must not be null; Value null at 'roleArn' failed to satisfy constraint: Member must not be null; Value null at 'outputDataConfig' failed to satisfy constraint: Member must not be null",
  );
  assert.equal(
    refusal({ ...JOB, VpcConfig: { Subnets: ['subnet-1'] } }),
    one("Value null at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must not be null"),
  );
});

test('elements of a list of scalars: one clause for the list, with all that is asked of an element', () => {
  const asked =
    'Member must satisfy constraint: [Member must have length less than or equal to 32, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: [-0-9a-zA-Z]+]';
  const withSubnets = (...Subnets: unknown[]) => ({ ...JOB, VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets } });
  assert.equal(
    refusal(withSubnets('bad id')),
    one(`Value '[bad id]' at 'vpcConfig.subnets' failed to satisfy constraint: ${asked}`),
  );
  assert.equal(
    refusal(withSubnets('subnet-1', 'bad id', 'b@d')),
    one(`Value '[subnet-1, bad id, b@d]' at 'vpcConfig.subnets' failed to satisfy constraint: ${asked}`),
  );
  assert.equal(
    refusal(withSubnets(null)),
    one(
      "Value '[null]' at 'vpcConfig.subnets' failed to satisfy constraint: Member must satisfy constraint: [Member must not be null]",
    ),
  );
});

test('keys and values of a map', () => {
  const key = 'k'.repeat(257);
  const of = (most: number) =>
    `Member must have length less than or equal to ${most}, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: .*`;
  assert.equal(
    refusal({ ...JOB, HyperParameters: { a: 'b', [key]: 'v' } }),
    one(
      `Value '{a=b, ${key}=v}' at 'hyperParameters' failed to satisfy constraint: Map keys must satisfy constraint: [${of(256)}]`,
    ),
  );
  assert.equal(
    refusal({ ...JOB, HyperParameters: { a: 'b\n' } }),
    one(
      `Value '{a=b\n}' at 'hyperParameters' failed to satisfy constraint: Map value must satisfy constraint: [${of(2500)}]`,
    ),
  );
  assert.equal(
    refusal({ ...JOB, HyperParameters: { a: null } }),
    one(
      "Value '{a=null}' at 'hyperParameters' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]",
    ),
  );
});

test('a key __proto__ is checked like any other', () => {
  const Environment = JSON.parse(`{"__proto__":"${'v'.repeat(513)}"}`) as unknown;
  assert.match(String(refusal({ ...JOB, Environment })), /^1 .*'environment' .*Map value must satisfy constraint/);
});

test('structures in a list are counted from one', () => {
  const good = { ChannelName: 'train', DataSource: {} };
  const pattern = 'Member must satisfy regular expression pattern: [A-Za-z0-9\\.\\-_]+';
  assert.equal(
    refusal({ ...JOB, InputDataConfig: [{ ...good, ChannelName: 'a b' }] }),
    one(`Value 'a b' at 'inputDataConfig.1.member.channelName' failed to satisfy constraint: ${pattern}`),
  );
  assert.equal(
    refusal({ ...JOB, InputDataConfig: [good, good, { DataSource: {} }] }),
    one("Value null at 'inputDataConfig.3.member.channelName' failed to satisfy constraint: Member must not be null"),
  );
  assert.equal(
    refusal({ ...JOB, InputDataConfig: [null] }),
    one("Value null at 'inputDataConfig.1.member' failed to satisfy constraint: Member must not be null"),
  );
});

test('several at once: in the order of the model, a list before what is in it', () => {
  const message = refusal({
    ...JOB,
    TrainingJobName: '',
    VpcConfig: { SecurityGroupIds: [], Subnets: ['bad id'] },
    InputDataConfig: [{ DataSource: {} }, ...Array.from({ length: 20 }, () => ({ ChannelName: 'a', DataSource: {} }))],
  });
  const places = [...String(message).matchAll(/ at '([^']*)' failed/g)].map(([, place]) => place);
  assert.match(String(message), /^6 validation errors detected: /);
  assert.deepEqual(places, [
    'trainingJobName',
    'trainingJobName',
    'inputDataConfig',
    'inputDataConfig.1.member.channelName',
    'vpcConfig.securityGroupIds',
    'vpcConfig.subnets',
  ]);
});

test('characters are code points', () => {
  const shapes = { It: { type: 'string', min: 2, max: 3 } } as const;
  assert.equal(against(shapes, '\u{1f600}\u{1f600}\u{1f600}'), undefined);
  assert.match(String(against(shapes, '\u{1f600}')), /greater than or equal to 2$/);
  assert.match(String(against(shapes, '\u{1f600}'.repeat(4))), /less than or equal to 3$/);
});

test('a shape may contain itself', () => {
  const shapes: Record<string, Shape> = {
    It: { type: 'structure', members: { Next: 'It', Name: 'Name' }, required: ['Name'] },
    Name: { type: 'string', min: 1 },
  };
  assert.equal(against(shapes, { Name: 'a', Next: { Name: 'b' } }), undefined);
  assert.equal(
    against(shapes, { Name: 'a', Next: { Name: 'b', Next: { Name: '' } } }),
    one(
      "Value '' at 'it.next.next.name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ),
  );
});

test('of a union exactly one member is given, and what it gives is looked into', () => {
  const shapes: Record<string, Shape> = {
    It: { type: 'structure', union: true, members: { One: 'Box', Other: 'Box' } },
    Box: { type: 'structure', members: { Lid: 'Name' }, required: ['Lid'] },
    Name: { type: 'string' },
  };
  const demand = 'Member must give exactly one of: [One, Other] (worded by train-encrypt)';
  assert.equal(against(shapes, { One: { Lid: 'a' } }), undefined);
  assert.equal(against(shapes, {}), one(`Value 'It()' at 'it' failed to satisfy constraint: ${demand}`));
  assert.equal(
    against(shapes, { One: { Lid: 'a' }, Other: {} }),
    `2 validation errors detected: Value 'It(one=Box(lid=a), other=Box())' at 'it' failed to satisfy constraint: ${demand}; ` +
      "Value null at 'it.other.lid' failed to satisfy constraint: Member must not be null",
  );
});

test('structures in a map are named by their key', () => {
  const shapes: Record<string, Shape> = {
    It: { type: 'map', key: 'Name', value: 'Box' },
    Name: { type: 'string' },
    Box: { type: 'structure', members: { Lid: 'Name' }, required: ['Lid'] },
  };
  assert.equal(
    against(shapes, { Big: {} }),
    one("Value null at 'it.Big.member.lid' failed to satisfy constraint: Member must not be null"),
  );
});

test('structures and fractions as they are printed', () => {
  const shapes: Record<string, Shape> = {
    It: { type: 'list', max: 0, member: 'Pair' },
    Pair: { type: 'structure', members: { Key: 'Text', Share: 'Share' } },
    Text: { type: 'string' },
    Share: { type: 'float' },
  };
  assert.equal(
    against(shapes, [{ Key: 'a', Share: 1 }, { Share: 0.5 }]),
    one(
      "Value '[Pair(key=a, share=1.0), Pair(share=0.5)]' at 'it' failed to satisfy constraint: Member must have length less than or equal to 0",
    ),
  );
});

test('a number that is not whole, or too large, does not fit its type', () => {
  const count = (InstanceCount: number) => () =>
    validateInput('CreateTrainingJob', { ...JOB, ResourceConfig: { InstanceCount } });
  const text = (value: string) => `${value} at 'resourceConfig.instanceCount' can not be converted to an Integer`;
  assert.equal(thrown(count(1.5), 'SerializationException'), text('1.5'));
  assert.equal(thrown(count(2 ** 31), 'SerializationException'), text('2147483648'));
  assert.equal(thrown(count(Number.NaN), 'SerializationException'), text('NaN'));
  const long = { It: { type: 'long' } } as const;
  assert.equal(against(long, 2 ** 53), undefined);
  assert.equal(
    against(long, 2 ** 63, 'SerializationException'),
    "9223372036854776000 at 'it' can not be converted to a Long",
  );
  const floats = { It: { type: 'float' } } as const;
  assert.equal(against(floats, Number.NaN), undefined);
});

test('a wrong type that the protocol let through is refused, for every type', () => {
  const types: Record<string, Shape> = {
    structure: { type: 'structure', members: {} },
    list: { type: 'list', member: 'String' },
    map: { type: 'map', key: 'String', value: 'String' },
    string: { type: 'string' },
    integer: { type: 'integer' },
    boolean: { type: 'boolean' },
    timestamp: { type: 'timestamp' },
    blob: { type: 'blob' },
  };
  for (const shape of Object.values(types)) {
    const message = against({ It: shape, String: { type: 'string' } }, Symbol.iterator, 'SerializationException');
    assert.equal(message, "The value at 'it' has a wrong type", shape.type);
  }
});

test('long values and many violations come back cut', () => {
  const message = String(refusal({ ...JOB, TrainingJobName: `a${'\u{1f600}'.repeat(30_000)}` }));
  assert.ok(message.length < 3 * LONGEST_PRINTED);
  assert.equal(Buffer.from(message).toString(), message, 'no character is cut in half');
  assert.match(message, /^2 validation errors detected: Value 'a\u{1f600}+…' at 'trainingJobName' failed/u);
  const huge = String(refusal({ ...JOB, TrainingJobName: '_'.repeat(4_000_000) }));
  assert.match(huge, /^1 validation error detected: Value '_+…' .*: Member must have length less than or equal to 63$/);
  const many = String(refusal({ ...JOB, InputDataConfig: Array.from({ length: 500_000 }, () => ({})) }));
  assert.ok(many.length < 70_000, String(many.length));
  const bad = { ChannelName: ' '.repeat(3000), DataSource: {} };
  const wide = String(refusal({ ...JOB, InputDataConfig: Array.from({ length: 20 }, () => bad) }));
  assert.match(wide, /^40 validation errors detected: .*; … \(train-encrypt leaves out \d+ more\)$/);
  assert.ok(wide.length < 70_000);
});

test('an operation without constraints in the table is a fault of ours', () => {
  for (const name of ['CreateDomain', 'constructor', '__proto__']) {
    assert.throws(() => validateInput(name, {}), /no constraints are known for .*CONSTRAINED_OPERATIONS/);
  }
});

test('the released SDK gets the refusal as the service words it', async () => {
  const service = createAwsJsonService({
    name: 'sagemaker',
    target: 'SageMaker',
    operations: { CreateTrainingJob: { schema: sdk.CreateTrainingJob$, handle: () => ({ TrainingJobArn: 'arn' }) } },
    exists: (name) => operationNames(sdk).has(name),
    validate: validateInput,
    context: () => undefined,
  });
  const requestHandler = {
    handle: async ({ method, path, headers, body }: HttpRequest) => {
      const caller = { account: '123456789012', region: 'eu-central-1' };
      const response = await service.handle({
        caller,
        requestId: 'id',
        method,
        path,
        headers,
        body,
      });
      const stream = new Blob([response.body as string]).stream();
      return { response: { statusCode: response.status, headers: response.headers, body: stream } };
    },
  };
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
  const config = { region: 'eu-central-1', credentials, requestHandler: requestHandler as never };
  const client = new sdk.SageMakerClient(config);
  const created = await client.send(new sdk.CreateTrainingJobCommand(JOB));
  assert.equal(created.TrainingJobArn, 'arn');
  const refused = { ...JOB, VpcConfig: { SecurityGroupIds: [], Subnets: ['subnet-1'] } };
  await assert.rejects(client.send(new sdk.CreateTrainingJobCommand(refused)), {
    name: 'ValidationException',
    message: one(
      "Value '[]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ),
  });
});

test('each operation named has a schema, and the SDK has them all', () => {
  const known = operationNames(sdk);
  assert.ok(known.size > 300);
  for (const name of CONSTRAINED_OPERATIONS) assert.ok(known.has(name), name);
});
