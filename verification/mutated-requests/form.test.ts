import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chances } from './chance.ts';
import { damageForm } from './form.ts';

test('a form that was damaged before does not grow beyond what a text can hold', () => {
  const large = Buffer.from(`Action=DescribeVpcs&Filter.1.Value.1=${'x'.repeat(100_000)}`);
  const sizes = chances(3, 400).map((chance) => damageForm(large, chance).body.length);
  const most = Math.max(...sizes);
  assert.ok(most > 16 * 1024 * 1024, `no form was made large, the largest has ${most} bytes`);
  assert.ok(most < 17 * 1024 * 1024, `${most} bytes`);
});
