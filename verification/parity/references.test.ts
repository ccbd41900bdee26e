import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MissingReference, resolved, textAt } from './references.ts';

const GIVEN = new Map([
  ['vpc', 'vpc-1'],
  ['group', 'sg-1'],
]);

test('names stand for what earlier calls gave, wherever they are', () => {
  const input = { VpcId: '<vpc>', Filters: [{ Name: 'group-id', Values: ['<group>', '<vpc>/<group>'] }], Port: 1 };
  assert.deepEqual(resolved(input, GIVEN), {
    VpcId: 'vpc-1',
    Filters: [{ Name: 'group-id', Values: ['sg-1', 'vpc-1/sg-1'] }],
    Port: 1,
  });
});

test('what has not been given is missed', () => {
  assert.throws(
    () => resolved({ SubnetId: '<subnet>' }, GIVEN),
    (error) => error instanceof MissingReference && error.reference === 'subnet',
  );
});

test('a path leads through structures and lists to a text', () => {
  const output = { Vpcs: [{ VpcId: 'vpc-1', IsDefault: true }], Empty: '' };
  assert.equal(textAt('Vpcs.0.VpcId', output), 'vpc-1');
  for (const path of ['Vpcs.1.VpcId', 'Vpcs.0.IsDefault', 'Vpcs.0.VpcId.length', 'Vpcs', 'Empty', 'Nothing.at.all']) {
    assert.equal(textAt(path, output), undefined);
  }
});
