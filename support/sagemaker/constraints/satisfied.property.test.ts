import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { Satisfied } from './satisfied.ts';
import { InputSchemas } from './schema.ts';
import { type ConstraintTable, TABLE } from './table.ts';
import { violations } from './violation.ts';

const satisfied = new Satisfied(TABLE);
const schemas = new InputSchemas(TABLE);

const JOB = {
  TrainingJobName: 'job',
  RoleArn: 'arn:aws:iam::123456789012:role/train',
  AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File', MetricDefinitions: [] },
  HyperParameters: { epochs: '10' },
  InputDataConfig: [
    { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b' } } },
  ],
  OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
  VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
  Tags: [{ Key: 'team', Value: 'fraud' }],
  EnableInterContainerTrafficEncryption: true,
};

test('says yes to requests that wrappers send: they take the short way', () => {
  assert.ok(satisfied.isBy('CreateTrainingJob', JOB));
  assert.ok(satisfied.isBy('ListTrainingJobs', { MaxResults: 10, CreationTimeAfter: new Date() }));
  assert.ok(satisfied.isBy('DescribeTrainingJob', { TrainingJobName: 'job' }));
});

test('says no to an operation that the table does not have', () => {
  assert.equal(satisfied.isBy('constructor', {}), false);
  assert.equal(satisfied.isBy('CreateEndpoint', {}), false);
});

type Path = readonly (string | number)[];

function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* pathsOf(inner, [...path, key]);
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const odd = fc.oneof(
  fc.constantFrom(undefined, null, '', 0, -1, 1.5, 1e12, Number.NaN, true, [], {}, [null], ['', ''], { a: null }),
  fc.constantFrom(
    'x'.repeat(3_000),
    'ümlaut',
    '-leading',
    Array.from({ length: 60 }, () => ({ Key: 'k', Value: 'v' })),
  ),
  fc.constantFrom(
    { S3DataSource: {}, FileSystemDataSource: {} },
    { Key: 'k' },
    new Date(Number.NaN),
    new Uint8Array(2),
  ),
  fc.anything(),
);

test('where it says yes to a request that was changed anywhere, the schemas find nothing', () => {
  const paths = [...pathsOf(JOB)];
  let [yes, no] = [0, 0];
  fc.assert(
    fc.property(fc.constantFrom(...paths), odd, (path, by) => {
      const input = replaced(JOB, path, by);
      if (satisfied.isBy('CreateTrainingJob', input)) {
        yes += 1;
        assert.deepEqual(violations(TABLE, schemas, 'CreateTrainingJob', input), []);
      } else no += 1;
    }),
    { numRuns: 1_500 },
  );
  assert.ok(yes > 10 && no > 100, `${yes} yes, ${no} no`);
});

test('a union has exactly one member, and a shape may hold itself', () => {
  const table: ConstraintTable = {
    ...TABLE,
    operations: { Run: 'Tree' },
    shapes: {
      Tree: { type: 'structure', members: { Leaf: 'Leaf', Branch: 'Branches' }, union: true },
      Branches: { type: 'list', member: 'Tree', max: 2 },
      Leaf: { type: 'integer', max: 9 },
    },
  };
  const tests = new Satisfied(table);
  const cases: readonly (readonly [unknown, boolean])[] = [
    [{ Leaf: 1 }, true],
    [{}, false],
    [{ Leaf: 1, Branch: [] }, false],
    [{ Branch: [{ Leaf: 9 }, { Branch: [] }] }, true],
    [{ Branch: [{ Leaf: 9 }, { Branch: [{ Leaf: 10 }] }] }, false],
    [{ Branch: [{ Leaf: 1 }, { Leaf: 1 }, { Leaf: 1 }] }, false],
  ];
  for (const [input, expected] of cases) {
    assert.equal(tests.isBy('Run', input), expected, JSON.stringify(input));
    assert.equal(violations(table, new InputSchemas(table), 'Run', input).length === 0, expected);
  }
});
