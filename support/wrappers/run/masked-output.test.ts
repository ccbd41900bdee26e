import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMask } from '../../text/secrets.ts';
import { maskedOutput } from './masked-output.ts';

const PEM = `-----BEGIN PRIVATE KEY-----\n${'MIIEowIBAAKCAQEA\n'.repeat(3)}-----END PRIVATE KEY-----\n`;

function watched(known: readonly string[] = ['hunter2hunter']) {
  const chunks: Buffer[] = [];
  const output = maskedOutput(createMask(known), (_, chunk) => chunks.push(Buffer.from(chunk)));
  return { output, chunks, text: () => Buffer.concat(chunks).toString() };
}

test('a secret that comes byte by byte is masked', () => {
  const { output, text } = watched();
  for (const byte of Buffer.from('it is hunter2hunter, yes\nand hunter2hunter'))
    output.write('stdout', Buffer.of(byte));
  output.end();
  assert.equal(text(), 'it is ***, yes\nand ***');
});

test('a private key is masked as one', () => {
  const { output, text } = watched();
  for (const line of `before\n${PEM}after\n`.split(/(?<=\n)/)) output.write('stderr', Buffer.from(line));
  output.end();
  assert.equal(text(), 'before\n***\nafter\n');
});

test('whole lines come at once, bytes without a secret as they are', () => {
  const { output, chunks } = watched();
  output.write('stdout', Buffer.from([0xff, 0x0a, 0x41]));
  assert.deepEqual(chunks, [Buffer.from([0xff, 0x0a])]);
  output.write('stdout', Buffer.from('\r'));
  assert.equal(chunks[1]?.toString(), 'A\r');
});

test('a line without end is not held back for ever', () => {
  const { output, text } = watched();
  for (let kib = 0; kib < 200; kib += 1) output.write('stdout', Buffer.alloc(1024, 'x'));
  assert.ok(text().length > 100 * 1024);
});
