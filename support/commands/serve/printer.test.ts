import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Printer } from './printer.ts';

function printer() {
  const written: string[] = [];
  const time = { now: 0 };
  return { written, time, printer: new Printer({ write: (text) => written.push(text) }, () => time.now) };
}

test('writes at once what comes now and then', () => {
  const { written, time, printer: printed } = printer();
  printed.write('a');
  time.now = 1_000;
  printed.write('b');
  assert.deepEqual(written, ['a', 'b']);
});

test('writes in one piece, in order, what comes in quick succession', async () => {
  const { written, time, printer: printed } = printer();
  for (const text of ['a', 'b', 'c']) printed.write(text);
  assert.deepEqual(written, ['a']);
  time.now = 20;
  await new Promise((resolve) => setTimeout(resolve, 40));
  assert.deepEqual(written, ['a', 'bc']);
});

test('leaves nothing behind at its end', () => {
  const { written, printer: printed } = printer();
  {
    using ending = printed;
    ending.write('a');
    ending.write('stopped');
  }
  assert.deepEqual(written, ['a', 'stopped']);
});
