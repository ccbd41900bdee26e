import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TABLE } from '../table.ts';
import { apiModel, extractConstraints } from './extract.ts';
import { CONSTRAINED_OPERATIONS } from './operations.ts';

const SOURCE = { package: 'botocore', version: '0', file: 'model' };

const MODEL = apiModel.parse({
  metadata: {},
  operations: {
    Run: { name: 'Run', input: { shape: 'RunRequest' }, output: { shape: 'RunResponse' } },
    Ask: { input: { shape: 'AskRequest' } },
    Bare: {},
    Torn: { input: { shape: 'Missing' } },
  },
  shapes: {
    RunRequest: {
      type: 'structure',
      required: ['Name'],
      documentation: '<p>Prose</p>',
      members: {
        Name: { shape: 'Name', documentation: '<p>Prose</p>' },
        Again: { shape: 'RunRequest' },
        Tags: { shape: 'Tags' },
      },
    },
    RunResponse: { type: 'structure', members: {} },
    AskRequest: { type: 'structure', union: true, members: { Names: { shape: 'Names' } } },
    Name: { type: 'string', min: 1, max: 3, pattern: '[a-z]+', documentation: '<p>Prose</p>' },
    Names: { type: 'list', max: 2, member: { shape: 'Name' } },
    Tags: { type: 'map', key: { shape: 'Name' }, value: { shape: 'Size' } },
    Size: { type: 'integer', box: true, min: 0 },
    Unreached: { type: 'boolean' },
  },
});

test('the table has the shapes that the inputs reach, each once, without prose', () => {
  assert.deepEqual(extractConstraints(MODEL, ['Run', 'Ask'], SOURCE), {
    source: SOURCE,
    operations: { Ask: 'AskRequest', Run: 'RunRequest' },
    shapes: {
      AskRequest: { type: 'structure', union: true, members: { Names: 'Names' } },
      Name: { type: 'string', min: 1, max: 3, pattern: '[a-z]+' },
      Names: { type: 'list', max: 2, member: 'Name' },
      RunRequest: {
        type: 'structure',
        required: ['Name'],
        members: { Name: 'Name', Again: 'RunRequest', Tags: 'Tags' },
      },
      Size: { type: 'integer', min: 0 },
      Tags: { type: 'map', key: 'Name', value: 'Size' },
    },
  });
});

test('the order of the operations changes nothing', () => {
  const [one, other] = [
    ['Run', 'Ask'],
    ['Ask', 'Run'],
  ].map((names) => JSON.stringify(extractConstraints(MODEL, names, SOURCE)));
  assert.equal(one, other);
});

test('what the model lacks is an error that names it', () => {
  assert.throws(() => extractConstraints(MODEL, ['Jump'], SOURCE), /no input for an operation Jump/);
  assert.throws(() => extractConstraints(MODEL, ['Bare'], SOURCE), /no input for an operation Bare/);
  assert.throws(() => extractConstraints(MODEL, ['Torn'], SOURCE), /a shape Missing that it does not have/);
  assert.throws(() => apiModel.parse({ operations: {}, shapes: { A: { type: 'quaternion' } } }));
});

test('the table in the repository is of the operations named, and says where it is from', () => {
  assert.deepEqual(Object.keys(TABLE.operations), [...CONSTRAINED_OPERATIONS].sort());
  assert.equal(TABLE.source.package, 'botocore');
  assert.match(TABLE.source.version, /^\d+\.\d+\.\d+$/);
  assert.deepEqual(Object.keys(TABLE.shapes), Object.keys(TABLE.shapes).sort());
});
