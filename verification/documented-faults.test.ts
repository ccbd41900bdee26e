import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readFault } from '../support/gateway/faults/read.ts';
import { packageRoot } from '../support/package.ts';

const page = readFileSync(join(packageRoot, 'docs', 'faults.md'), 'utf8');

/** Every fault of the table, one for each alternative, and those of the command line. */
function faultsIn(text: string): readonly string[] {
  const [, table = ''] = /<!-- faults -->\n([\s\S]*?)<!-- \/faults -->/.exec(text) ?? [];
  const cells = table
    .split('\n')
    .slice(2)
    .map((row) => row.replaceAll('\\|', '/').split('|')[1] ?? '');
  const named = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, fault = '']) => fault));
  const alternatives = named.flatMap((fault) => {
    const [before = '', ...others] = fault.split('/');
    return [before, ...others.map((other) => before.replace(/[^=]+$/, other))];
  });
  const lines = [...text.matchAll(/--fault '([^']+)'/g)].map(([, fault = '']) => fault);
  return [...alternatives.map((fault) => `*:${fault}`), ...lines];
}

test('every fault of docs/faults.md can be read', () => {
  const faults = faultsIn(page);
  assert.ok(faults.length >= 13, faults.join(' '));
  for (const fault of faults) assert.doesNotThrow(() => readFault(fault), fault);
});

test('a fault that cannot be read is noticed', () => {
  const [wrong = ''] = faultsIn(page.replace('`throttle`', '`throtle`'));
  assert.throws(() => readFault(wrong), /throtle/);
});
