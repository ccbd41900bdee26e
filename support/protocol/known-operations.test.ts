import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownOperations } from './generate.ts';
import names from './known-operations.generated.json' with { type: 'json' };
import { KnownOperations } from './known-operations.ts';

test('the list has every operation of the installed SDK clients', () => {
  assert.deepEqual(names, knownOperations(), 'run: node support/protocol/generate.ts');
});

test('knows an operation by its name, and no other', () => {
  const known = new KnownOperations('sagemaker');
  assert.ok(known.has('CreateTrainingJob'));
  assert.ok(!known.has('RunInstances'));
  assert.ok(!known.has(''));
  assert.ok(new KnownOperations('ec2').has('RunInstances'));
});
