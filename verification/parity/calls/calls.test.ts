import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sdk from '@aws-sdk/client-ec2';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { comparedCalls } from '../call.ts';
import { SEQUENCES } from './index.ts';

const calls = SEQUENCES.flatMap(({ calls }) => calls);

test('there are hundreds of calls, each with a name of its own', () => {
  const names = comparedCalls(SEQUENCES).map(({ name }) => name);
  assert.ok(names.length >= 400, `${names.length} calls`);
  assert.equal(new Set(names).size, names.length);
});

test('every member of a request is one that EC2 has', () => {
  for (const { operation, input, title } of calls) {
    const schema: unknown = Reflect.get(sdk, `${operation}$`);
    assert.ok(Array.isArray(schema), `EC2 has no ${operation}`);
    assert.deepEqual(
      unknownMembers(NormalizedSchema.of((schema as unknown as StaticOperationSchema)[4]), input),
      [],
      title,
    );
  }
});

test('a member that EC2 does not have would be noticed', () => {
  const input = NormalizedSchema.of((sdk.DescribeVpcs$ as StaticOperationSchema)[4]);
  assert.deepEqual(unknownMembers(input, { Filters: [{ Nmae: 'x' }], VpcIds: ['a'] }), ['Filters.Nmae']);
});

test('every name stands for what an earlier call of the sequence may give', () => {
  for (const { topic, calls } of SEQUENCES) {
    const given = new Set<string>();
    for (const { title, input, saves = {} } of calls) {
      for (const [, name = ''] of JSON.stringify(input).matchAll(/<([a-z][a-z0-9-]*)>/g)) {
        assert.ok(given.has(name), `${topic}: ${title} names <${name}>, which no earlier call gives`);
      }
      for (const name of Object.keys(saves)) given.add(name);
    }
  }
});

test('a sequence compares something', () => {
  assert.ok(SEQUENCES.every(({ calls }) => calls.some(({ setup }) => !setup)));
});

function unknownMembers(schema: NormalizedSchema, value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => unknownMembers(schema.getValueSchema(), item, path));
  if (typeof value !== 'object' || value === null) return [];
  const members = new Map(schema.structIterator());
  return Object.entries(value).flatMap(([name, item]) => {
    const member = members.get(name);
    const place = path === '' ? name : `${path}.${name}`;
    return member === undefined ? [place] : unknownMembers(member, item, place);
  });
}
