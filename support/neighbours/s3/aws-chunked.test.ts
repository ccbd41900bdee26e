import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import type { ServiceRequest } from '../../protocol/service.ts';
import { unchunked } from './aws-chunked.ts';

const STREAMING = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };

const request = (body: Uint8Array, headers: Record<string, string>): ServiceRequest => ({
  caller: { account: '111122223333', region: 'eu-central-1' },
  requestId: 'id',
  method: 'PUT',
  path: '/models/a',
  headers,
  body,
});
const read = (text: string, headers: Record<string, string> = STREAMING) =>
  unchunked(request(Buffer.from(text), headers));

test('chunks are put together, with or without signatures, and what comes after them is read', () => {
  const plain = read('3\r\nabc\r\n2\r\nde\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n');
  assert.equal(String(plain.body), 'abcde');
  assert.equal(plain.headers['x-amz-checksum-crc32'], 'AAAA');
  const signed = read('3;chunk-signature=0a\r\nabc\r\n0;chunk-signature=0b\r\n\r\n');
  assert.equal(String(signed.body), 'abc');
  assert.equal(String(read('0\r\n\r\n').body), '');
});

test('any bytes in any chunks come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 })), (chunks) => {
      const framed = chunks.flatMap((chunk) => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']);
      const body = Buffer.concat([...framed, '0\r\n\r\n'].map((part) => Buffer.from(part as string)));
      const out = unchunked(request(body, STREAMING));
      assert.deepEqual(Buffer.from(out.body), Buffer.concat(chunks));
    }),
  );
});

test('the encoding of the object itself stays', () => {
  const encoding = (header: string) => read('0\r\n\r\n', { 'content-encoding': header }).headers['content-encoding'];
  assert.equal(encoding('aws-chunked'), undefined);
  assert.equal(encoding('gzip, aws-chunked'), 'gzip');
  assert.equal(String(read('abc', { 'content-encoding': 'gzip' }).body), 'abc');
});

test('a body that is not what it says is refused', () => {
  for (const text of [
    '',
    'abc',
    'zz\r\n',
    '3\r\nab',
    '3\r\nabcd\r\n0\r\n\r\n',
    '3\r\nabc\r\n',
    'fffffffff\r\n',
    '-1\r\n',
  ]) {
    assert.throws(() => read(text), { code: 'IncompleteBody' }, JSON.stringify(text));
  }
  const headers = { ...STREAMING, 'x-amz-decoded-content-length': '4' };
  assert.throws(() => read('3\r\nabc\r\n0\r\n\r\n', headers), /its chunks hold 3 bytes, its header says 4/);
});
