import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { withoutSecrets } from '../../text/callers-secrets.ts';
import { jsonText } from '../../text/shown.ts';
import { jsonInPieces } from './json-pieces.ts';

const textOf = async (body: unknown) => Buffer.concat(await jsonInPieces(body)).toString('utf8');

const value = fc.anything({ withBigInt: false, withDate: true, withNullPrototype: true });
const list = fc.array(value, { maxLength: 4 });

test('writes what JSON writes at once', async () => {
  const body = fc.dictionary(fc.string(), fc.oneof(value, list, fc.array(fc.dictionary(fc.string(), value))));
  await fc.assert(
    fc.asyncProperty(fc.oneof(value, list, body), async (one) => {
      fc.pre(one !== undefined);
      assert.equal(await textOf(one), jsonText(withoutSecrets(one)));
    }),
  );
});

test('lists of the pages, and nothing in them', async () => {
  const bodies = [
    { jobs: [], older: 0 },
    { jobs: [{ a: [1] }, { b: {} }], older: 2, next: 'x' },
    {},
    [],
    { a: undefined },
  ];
  for (const body of bodies) assert.equal(await textOf(body), JSON.stringify(body, null, 2));
});

test('secrets are masked by the name of the list and of the member', async () => {
  const key = 'AKIAQ7RST4UVWX2YZ3AB';
  assert.deepEqual(JSON.parse(await textOf({ calls: [{ input: key }], DbPassword: ['hunter2-and-more'] })), {
    calls: [{ input: '***' }],
    DbPassword: ['***'],
  });
});

test('numbers that JSON has no word for, and bytes', async () => {
  assert.deepEqual(JSON.parse(await textOf({ jobs: [{ big: 10n, bytes: Buffer.from('ab') }] })), {
    jobs: [{ big: '10', bytes: 'YWI=' }],
  });
});

test('a long list comes in pieces', async () => {
  const body = { jobs: Array.from({ length: 3_000 }, (_, index) => ({ name: `ü-${index}`, text: 'x'.repeat(300) })) };
  const pieces = await jsonInPieces(body);
  assert.ok(pieces.length > 3);
  assert.deepEqual(JSON.parse(Buffer.concat(pieces).toString('utf8')), body);
});
