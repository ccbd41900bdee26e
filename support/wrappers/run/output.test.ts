import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { Output, type OutputStream } from './output.ts';

function outputOf(passedOn: number, kept: number) {
  const passed: Uint8Array[] = [];
  const output = new Output({ passedOn, kept }, (_stream, chunk) => passed.push(chunk));
  return { output, passed: () => Buffer.concat(passed).toString('latin1') };
}

test('the first is passed on, the last is kept, all is counted', () => {
  const { output, passed } = outputOf(10, 4);
  for (const text of ['abc', 'defgh', 'ijklm', 'no']) output.add('stdout', Buffer.from(text));
  assert.equal(passed(), 'abcdefghij');
  assert.equal(output.text(), 'lmno');
  assert.equal(output.bytes, 15);
  assert.equal(output.cut, true);
});

test('as much as the limit is not cut', () => {
  const { output, passed } = outputOf(3, 10);
  output.add('stderr', Buffer.from('abc'));
  assert.equal(output.cut, false);
  assert.equal(passed(), 'abc');
});

test('whatever comes in whatever pieces, the last bytes of it are kept', () => {
  const piece = fc.uint8Array({ maxLength: 12, max: 126 }).map((bytes) => bytes.map((byte) => Math.max(byte, 32)));
  fc.assert(
    fc.property(fc.array(piece), fc.integer({ min: 1, max: 20 }), (pieces, kept) => {
      const { output } = outputOf(5, kept);
      for (const bytes of pieces) output.add('stdout', bytes);
      assert.equal(output.text(), Buffer.concat(pieces).subarray(-kept).toString());
    }),
  );
});

test('many small pieces cost no memory that grows', () => {
  const { output } = outputOf(0, 100);
  for (let count = 0; count < 200_000; count += 1) output.add('stdout', Buffer.from([97 + (count % 26)]));
  assert.equal(output.text().length, 100);
  assert.equal(output.bytes, 200_000);
});

test('a character in two pieces is one, though the other stream comes between', () => {
  const { output } = outputOf(100, 100);
  const pieces: [OutputStream, number[]][] = [
    ['stdout', [0xc3]],
    ['stderr', [0x21]],
    ['stdout', [0xbc]],
  ];
  for (const [stream, bytes] of pieces) output.add(stream, Uint8Array.from(bytes));
  assert.equal(output.text(), '!ü');
});

test('broken UTF-8 is replaced, and a character cut at the front left out', () => {
  const broken = outputOf(100, 100).output;
  broken.add('stdout', Uint8Array.from([0x61, 0xff, 0xfe, 0x62, 0xc3]));
  assert.equal(broken.text(), 'a\u{fffd}\u{fffd}b\u{fffd}');
  const cut = outputOf(100, 3).output;
  cut.add('stdout', Buffer.from('€ab'));
  assert.equal(cut.text(), 'ab');
});

test('colours are taken out', () => {
  const { output } = outputOf(100, 100);
  output.add('stdout', Buffer.from('\u001b[31mred\u001b[0m\n'));
  assert.equal(output.text(), 'red\n');
});
