import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateTrainingJob$, ListTrainingJobs$ } from '@aws-sdk/client-sagemaker';
import { JsonCodec } from '@aws-sdk/core/protocols';
import type { StaticListSchema, StaticStructureSchema, StaticUnionSchema } from '@smithy/types';
import { conforming } from './json-types.ts';

const conform = conforming((_, value) => value);

const NAMESPACE = 'test';
/** Simple types as the SDK's schemas number them. */
const [STRING, NUMBER, BOOLEAN, BLOB, DOCUMENT, BIG_INTEGER] = [0, 1, 2, 21, 15, 17] as const;

const choice: StaticUnionSchema = [4, NAMESPACE, 'Choice', 0, ['Left', 'Right'], [STRING, NUMBER]];
const names: StaticListSchema = [1, NAMESPACE, 'Names', 0, STRING];
const all: StaticStructureSchema = [
  3,
  NAMESPACE,
  'All',
  0,
  ['Choice', 'Names', 'Flag', 'Bytes', 'Free', 'Big', 'Share'],
  [() => choice, () => names, BOOLEAN, BLOB, DOCUMENT, BIG_INTEGER, NUMBER],
];

function refuses(value: unknown, message: string): void {
  assert.throws(() => conform(all, value), { code: 'SerializationException', status: 400, message });
}

test('what fits is kept', () => {
  const value = {
    Choice: { Left: 'a' },
    Names: ['a', null],
    Flag: false,
    Bytes: 'aGk=',
    Free: { any: [1, null, { thing: true }] },
    Big: 1,
    Share: 0.5,
  };
  assert.deepEqual(conform(all, value), value);
});

test('nulls and unknown members go, in unions too', () => {
  const value = { Choice: { Left: 'a', Right: null, Up: 1 }, Names: null, Other: 1 };
  assert.deepEqual(conform(all, value), { Choice: { Left: 'a' } });
});

test('at most one member of a union', () => {
  refuses({ Choice: { Left: 'a', Right: 1 } }, 'Only one member of Choice may be set');
  refuses({ Choice: 'a' }, 'Expected structure or null');
});

test('a blob is Base64', () => {
  refuses({ Bytes: 1 }, 'NUMBER_VALUE can not be converted to a Blob');
  for (const text of ['a', 'a===', '!!!!', 'aGk']) refuses({ Bytes: text }, 'Blob is not in Base64');
});

test('numbers that JSON can not write come as strings, and no others', () => {
  for (const Share of ['NaN', 'Infinity', '-Infinity']) assert.deepEqual(conform(all, { Share }), { Share });
  refuses({ Share: '1' }, 'STRING_VALUE can not be converted to a Number');
  refuses({ Big: '1' }, 'STRING_VALUE can not be converted to a Number');
});

test('inherited members are not read', () => {
  const value = Object.create({ Flag: true }) as unknown;
  assert.deepEqual(conform(all, value), {});
});

test('what JSON writes in another way is decoded as the codec of the SDK decodes it', () => {
  const codec = new JsonCodec({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });
  const decoded = (schema: unknown, value: unknown) =>
    codec.createDeserializer().readObject(schema as never, value as never);
  const read = conforming(decoded);
  const training = {
    TrainingJobName: 'job',
    HyperParameters: { epochs: '10', ['__proto__']: 'own' },
    InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 's3://b' } } }, null],
    ResourceConfig: { InstanceCount: 2, VolumeSizeInGB: 'NaN' },
    EnableManagedSpotTraining: true,
  };
  const list = { MaxResults: 5, CreationTimeAfter: 1_790_000_000.5, NameContains: 'x' };
  const values = { Bytes: 'aGk=', Free: { any: [1, 'a'] }, Big: 12, Share: 'Infinity', Choice: { Right: 1 } };
  for (const [schema, value] of [
    [CreateTrainingJob$[4], training],
    [ListTrainingJobs$[4], list],
    [all, values],
  ] as const) {
    assert.deepEqual(read(schema, value), decoded(schema, value));
  }
  assert.ok((read(ListTrainingJobs$[4], list) as { CreationTimeAfter: unknown }).CreationTimeAfter instanceof Date);
});
