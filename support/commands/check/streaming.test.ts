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

test('raw: whole lines with their ends, colours and rewritten lines too', () => {
  const { written, write } = recorder();
  const streaming = raw(write);
  streaming.write('stdout', Buffer.from('a'));
  streaming.write('stderr', Buffer.from('\u001b[31mb\u001b[0m\r\n\n10%\rc'));
  streaming.end();
  assert.deepEqual(written, ['stderr: \u001b[31mb\u001b[0m\r\n\n10%\r', 'stdout: a', 'stderr: c']);
});

test('what a terminal or a CI service would act on is shown escaped', () => {
  for (const [streaming, before] of [
    [raw, ''],
    [(write: ReturnType<typeof recorder>['write']) => prefixed('x │ ', write), 'x │ '],
  ] as const) {
    const { written, write } = recorder();
    const stream = streaming(write);
    for (const chunk of ['a\u001b]0;t\u0007\n:', ':error::b\n', '\u001b[31m::stop-commands::c\n\u202ed\u001b[2J\n']) {
      stream.write('stdout', Buffer.from(chunk));
    }
    stream.end();
    assert.equal(
      written.join('').replaceAll('stdout: ', ''),
      [
        `${before}a\\u001b]0;t\\u0007\n`,
        `${before}\\::error::b\n`,
        `${before}\u001b[31m\\::stop-commands::c\n`,
        `${before}\\u202ed\\u001b[2J\n`,
      ].join(''),
    );
  }
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
