import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Printer } from './printer.ts';

function printer() {
  const written: string[] = [];
  return { written, printer: new Printer({ write: (text) => written.push(text) }) };
}

test('writes what one turn prints in one piece, in order', async () => {
  const { written, printer: printed } = printer();
  printed.write('a');
  printed.write('b');
  assert.deepEqual(written, []);
  await setImmediate();
  assert.deepEqual(written, ['ab']);
  printed.write('c');
  await setImmediate();
  assert.deepEqual(written, ['ab', 'c']);
});

test('leaves nothing behind at its end', () => {
  const { written, printer: printed } = printer();
  {
    using ending = printed;
    ending.write('stopped');
  }
  assert.deepEqual(written, ['stopped']);
});
