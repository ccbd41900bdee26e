import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as zlib from 'node:zlib';
import { textOf } from './decode.ts';
import { readRequests } from './read-requests.ts';

const TEXT = '{\r\n  "TrainingJobName": "größe",\r\n  "EnableInterContainerTrafficEncryption": true\r\n}\r\n';
const utf16 = Buffer.from(TEXT, 'utf16le');
const swapped = Buffer.from(utf16).swap16();

const WRITTEN: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16 LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16 BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped])],
  ['UTF-16 LE', utf16],
  ['UTF-16 BE', swapped],
  ['gzip', zlib.gzipSync(TEXT)],
  ['gzip of UTF-16', zlib.gzipSync(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))],
  ...(typeof zlib.zstdCompressSync === 'function' ? [['zstd', zlib.zstdCompressSync(TEXT)] as const] : []),
];

for (const [name, bytes] of WRITTEN) {
  test(`${name} is read, and its lines are counted`, async () => {
    assert.equal(await textOf(bytes), TEXT);
    const [found] = readRequests(await textOf(bytes), 'x');
    assert.deepEqual(
      [found?.request.TrainingJobName, found?.lineOf('EnableInterContainerTrafficEncryption')],
      ['größe', 3],
    );
  });
}

test('what is cut off is an error, not a shorter text', async () => {
  const whole = zlib.gzipSync(TEXT.repeat(50));
  await assert.rejects(textOf(whole.subarray(0, whole.length - 20)), /unexpected end of file/);
});

test('documents one after another have the lines of the file; of one that is cut off nothing is judged', () => {
  const [one, other] = ['a', 'b'].map((name) => JSON.stringify({ TrainingJobName: name, Note: '} "{' }, null, 2));
  assert.deepEqual(
    readRequests(`${one}\n\n${other}\n`, 'x').map(({ request, place }) => [request.TrainingJobName, place.line]),
    [
      ['a', 1],
      ['b', 6],
    ],
  );
  assert.throws(() => readRequests(`${one}\n${other?.slice(0, -3)}`, 'x'), { message: /^x:\d+ is not JSON/ });
});
