import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../support/package.ts';
import { comparable, exampleIn, runExample } from './readme-example.ts';

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');

test('the failing example of the README is what check prints', () => {
  const { code, text } = runExample();
  assert.equal(code, 1);
  assert.equal(comparable(exampleIn(readme)), comparable(text), 'regenerate it: node verification/readme-example.ts');
});

test('other words are noticed, other names and times are not', () => {
  const example = exampleIn(readme);
  assert.match(example, /EnableInterContainerTrafficEncryption/);
  assert.notEqual(comparable(example.replace('not sent', 'sent')), comparable(example));
  assert.equal(comparable(example.replace(/fraud-\d{13}/g, 'fraud-1111111111111')), comparable(example));
});

test('the README is at most 120 lines', () => {
  assert.ok(readme.trimEnd().split('\n').length <= 120);
});
