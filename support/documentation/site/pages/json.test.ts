import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../../verification/fast-check.ts';
import { pretty, relevantOf } from './json.ts';

test('what fits on a line is on one, what the rules look at comes first', () => {
  const value = {
    TrainingJobName: 'a',
    Long: Array.from({ length: 20 }, (_, index) => `element ${index}`),
    ResourceConfig: { VolumeSizeInGB: 1, InstanceCount: 2 },
    EnableInterContainerTrafficEncryption: true,
  };
  const lines = pretty(value).split('\n');
  assert.equal(lines[1], '  "EnableInterContainerTrafficEncryption": true,');
  assert.ok(lines.includes('  "ResourceConfig": { "InstanceCount": 2, "VolumeSizeInGB": 1 }'), lines.join('\n'));
  assert.ok(lines.includes('    "element 3",'));
});

test('it is the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) =>
      assert.deepEqual(JSON.parse(pretty(value)), JSON.parse(JSON.stringify(value))),
    ),
  );
  assert.equal(pretty(undefined), 'undefined');
  assert.equal(pretty({ a: undefined }), '{}');
});

test('a long name before a value leaves less room for it', () => {
  // Found by the property below: the name was not counted, and the line was 101 characters long.
  const value = [
    [{ '    \\   ': { '     ': '  ', '     "   ': ' ', ' ': null, '      ': -1.0000356592424491e-257 }, '': false }],
  ];
  assert.ok(
    pretty(value)
      .split('\n')
      .every((line) => line.length <= 91),
    pretty(value),
  );
  const name = 'n'.repeat(100);
  assert.equal(pretty({ [name]: {}, a: [] }), `{\n  "${name}": {},\n  "a": []\n}`);
});

test('lines are short unless one value is long', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const tooLong = pretty(value)
        .split('\n')
        .filter((line) => line.length > 91); // 90 and a comma
      // Such a line holds one value, and nothing that could have been broken.
      for (const line of tooLong) assert.doesNotMatch(line.replace(/"(?:[^"\\]|\\.)*"/g, '""'), /[[{].*,/);
    }),
  );
});

test('of a request what the rules look at, where it lies', () => {
  const request = {
    HyperParameterTuningJobName: 't',
    TrainingJobDefinitions: [
      { StaticHyperParameters: {}, RoleArn: 'r' },
      {
        EnableInterContainerTrafficEncryption: false,
        VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
        ResourceConfig: { InstanceGroups: [{ InstanceCount: 1 }], VolumeSizeInGB: 1 },
      },
    ],
  };
  assert.deepEqual(relevantOf(request), {
    TrainingJobDefinitions: [
      '…',
      {
        EnableInterContainerTrafficEncryption: false,
        VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
        ResourceConfig: { InstanceGroups: [{ InstanceCount: 1 }] },
      },
    ],
  });
  for (const nothing of [{}, { a: [1, { b: 2 }] }, 'text', null, undefined, []])
    assert.equal(relevantOf(nothing), undefined);
});
