import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sdk from '@aws-sdk/client-sagemaker';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticStructureSchema } from '@smithy/types';
import { type ConstraintTable, type Shape, shapeOf, TABLE } from './table.ts';

/**
 * Where botocore's model and the SDK's schemas, released apart from one another, differ. Each was looked at: only a
 * member that one of them does not know yet may stand here.
 */
const REVIEWED: readonly string[] = [
  'CreatePipelineRequest.PipelineVersionAliases: not in the SDK',
  // Clients fill it in themselves.
  'CreatePipelineRequest.ClientRequestToken: required here only',
  'DeletePipelineRequest.ClientRequestToken: required here only',
  'DescribePipelineRequest.PipelineVersionAlias: not in the SDK',
  'ListPipelineExecutionsRequest.PipelineVersionAlias: not in the SDK',
  'ListPipelinesRequest.ManagedBy: not in the SDK',
  'StartPipelineExecutionRequest.PipelineVersionAlias: not in the SDK',
  'StartPipelineExecutionRequest.RoleArn: not in the SDK',
  'StartPipelineExecutionRequest.ClientRequestToken: required here only',
  'StopPipelineExecutionRequest.ClientRequestToken: required here only',
  'UpdatePipelineRequest.PipelineVersionAliases: not in the SDK',
];

/** Shapes of those members alone. */
const UNKNOWN_TO_THE_SDK: readonly string[] = ['PipelineManagedBy', 'PipelineVersionAlias', 'PipelineVersionAliasList'];

/** Differences between the table and the schema at one place, in words. */
function differences(
  table: ConstraintTable,
  name: string,
  schema: NormalizedSchema,
  seen = new Set<string>(),
): string[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const shape = shapeOf(table, name);
  if (typeOf(shape) !== schemaType(schema)) return [`${name}: ${typeOf(shape)} here, ${schemaType(schema)} in the SDK`];
  if (shape.type === 'list') return differences(table, shape.member, schema.getValueSchema(), seen);
  if (shape.type === 'map') return differences(table, shape.value, schema.getValueSchema(), seen);
  if (shape.type !== 'structure') return [];
  const found: string[] = [];
  const members = new Map(schema.structIterator());
  for (const [member, target] of Object.entries(shape.members)) {
    const inSdk = members.get(member);
    if (inSdk) found.push(...differences(table, target, inSdk, seen));
    else found.push(`${name}.${member}: not in the SDK`);
  }
  for (const member of members.keys()) if (!(member in shape.members)) found.push(`${name}.${member}: not here`);
  found.push(...requiredDifferences(name, shape.required ?? [], schema));
  return found;
}

/** In the SDK's static schemas the members that are required come first, and the last field counts them. */
function requiredDifferences(name: string, required: readonly string[], schema: NormalizedSchema): string[] {
  const [, , , , members, , count = 0] = schema.getSchema() as unknown as StaticStructureSchema;
  const inSdk = members.slice(0, count);
  return [...required, ...inSdk]
    .filter((member) => !required.includes(member) || !inSdk.includes(member))
    .map((member) => `${name}.${member}: required ${inSdk.includes(member) ? 'in the SDK only' : 'here only'}`);
}

function typeOf({ type }: Shape): string {
  return ['integer', 'long', 'float', 'double'].includes(type) ? 'number' : type;
}

function schemaType(schema: NormalizedSchema): string {
  if (schema.isStructSchema()) return 'structure';
  if (schema.isListSchema()) return 'list';
  if (schema.isMapSchema()) return 'map';
  if (schema.isNumericSchema()) return 'number';
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isTimestampSchema()) return 'timestamp';
  if (schema.isBlobSchema()) return 'blob';
  return schema.isStringSchema() ? 'string' : 'unknown';
}

function operationSchema(name: string): NormalizedSchema {
  const schema = (sdk as Record<string, unknown>)[`${name}$`];
  assert.ok(Array.isArray(schema), `the SDK has no operation ${name}`);
  return NormalizedSchema.of(schema[4]);
}

test('table and SDK know the same members, of the same types, and require the same', () => {
  const seen = new Set<string>();
  const found = Object.entries(TABLE.operations).flatMap(([operation, input]) =>
    differences(TABLE, input, operationSchema(operation), seen),
  );
  assert.deepEqual(found, REVIEWED);
  for (const name of UNKNOWN_TO_THE_SDK) assert.ok(!seen.has(name), `${name} is in the SDK by now`);
  const unseen = Object.keys(TABLE.shapes).filter((name) => !seen.has(name) && !UNKNOWN_TO_THE_SDK.includes(name));
  const keys = Object.values(TABLE.shapes).flatMap((shape) => (shape.type === 'map' ? [shape.key] : []));
  assert.deepEqual(
    unseen.filter((name) => !keys.includes(name)),
    [],
  );
});

test('a difference would be seen', () => {
  const changed: ConstraintTable = {
    ...TABLE,
    shapes: {
      ...TABLE.shapes,
      VpcConfig: { type: 'structure', members: { Subnets: 'Subnets', Extra: 'String' }, required: ['Subnets'] },
      Subnets: { type: 'string' },
    },
  };
  assert.deepEqual(differences(changed, 'VpcConfig', NormalizedSchema.of(sdk.VpcConfig$)), [
    'Subnets: string here, list in the SDK',
    'VpcConfig.Extra: not in the SDK',
    'VpcConfig.SecurityGroupIds: not here',
    'VpcConfig.SecurityGroupIds: required in the SDK only',
  ]);
});
