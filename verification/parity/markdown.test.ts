import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table } from './markdown.ts';

test('a table has its head, its alignment and its rows, whatever its cells hold', () => {
  assert.equal(table(['Call', 'Count'], [['a | b', '1']], 1), '| Call | Count |\n|---|---:|\n| a \\| b | 1 |');
});
