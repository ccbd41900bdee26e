import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prefixed, raw } from './streaming.ts';

function recorder() {
  const written: string[] = [];
  return {
    written,
    write: (stream: string, data: Uint8Array | string) => {
      written.push(`${stream}: ${typeof data === 'string' ? data : Buffer.from(data).toString()}`);
    },
  };
}

test('raw: byte for byte, as it comes', () => {
  const { written, write } = recorder();
  const streaming = raw(write);
  streaming.write('stdout', Buffer.from('a'));
  streaming.write('stderr', Buffer.from('b\nc'));
  streaming.end();
  assert.deepEqual(written, ['stdout: a', 'stderr: b\nc']);
});

test('prefixed: whole lines, each with whose it is, streams apart', () => {
  const { written, write } = recorder();
  const streaming = prefixed('x │ ', write);
  streaming.write('stdout', Buffer.from('one\ntw'));
  streaming.write('stderr', Buffer.from('err'));
  streaming.write('stdout', Buffer.from('o\r\nthree'));
  streaming.end();
  streaming.end();
  assert.deepEqual(written, ['stdout: x │ one\n', 'stdout: x │ two\n', 'stdout: x │ three\n', 'stderr: x │ err\n']);
});

test('prefixed: characters cut in half, lines that are rewritten, lines without an end', () => {
  const { written, write } = recorder();
  const streaming = prefixed('', write);
  const euro = Buffer.from('€\n');
  streaming.write('stdout', euro.subarray(0, 1));
  streaming.write('stdout', euro.subarray(1));
  streaming.write('stdout', Buffer.from('10%\r50%\r100%\n'));
  assert.deepEqual(written, ['stdout: €\n', 'stdout: 100%\n']);
  streaming.write('stdout', Buffer.alloc(100_000, 'x'));
  assert.equal(written[2]?.length, 'stdout: \n'.length + 100_000);
});
