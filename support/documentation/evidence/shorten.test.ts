import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { shorten } from './shorten.ts';

test('what can be read as it is stays as it is', () => {
  const input = { TrainingJobName: 'a', Flag: true, Count: 2, Nothing: null, List: [1, { Id: 'sg-1' }] };
  assert.deepEqual(shorten(input), input);
  assert.equal(shorten(undefined), undefined);
});

test('long texts and lists are cut, and say by how much', () => {
  const limits = { text: 5, elements: 2, depth: 3 };
  assert.equal(shorten('abcdefgh', limits), 'abcde… (3 more characters)');
  assert.equal(shorten('abcd😀fgh', limits), 'abcd… (5 more characters)', 'not through the middle of a character');
  assert.deepEqual(shorten([1, 2, 3, 4], limits), [1, 2, '(2 more)']);
  assert.deepEqual(shorten({ a: 1, b: 2, c: 3 }, limits), { a: 1, b: 2, '…': '(1 more)' });
  assert.deepEqual(shorten({ a: { b: { c: { d: 1 } } } }, limits), { a: { b: { c: '(more, nested deeper)' } } });
});

test('what JSON cannot carry is reported in words', () => {
  assert.equal(shorten(new Date(0)), '1970-01-01T00:00:00.000Z');
  assert.equal(shorten(new Date('never')), 'Invalid Date');
  assert.equal(shorten(new Uint8Array(3)), '(3 bytes)');
  assert.equal(shorten(7n), '7');
  assert.deepEqual(shorten({ left: undefined, b: 1 }), { b: 1 });
});

test('what may be a secret is not kept, wherever it stands', () => {
  const hidden = '(not shown: it may be a secret)';
  const secrets = [
    'HF_TOKEN',
    'dbPassword',
    'api-key',
    'AWS_SECRET_ACCESS_KEY',
    'WANDB_API_KEY',
    'Credential',
    'ApiKey',
  ];
  for (const name of secrets)
    assert.deepEqual(shorten({ Environment: { [name]: 'abc' } }), { Environment: { [name]: hidden } });
  for (const name of ['max_tokens', 'tokenizer', 'NextToken', 'ClientToken', 'KmsKeyId', 'key', 'monkey']) {
    assert.deepEqual(shorten({ [name]: 'abc' }), { [name]: 'abc' });
  }
  assert.equal(shorten(`id=${'AKIA'}ABCDEFGHIJKLMNOP.`), `id=${hidden}.`);
});

test('whatever comes, JSON can carry what is kept', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withTypedArray: true }), (value) => {
      const kept = shorten(value);
      assert.doesNotThrow(() => JSON.stringify(kept));
    }),
  );
});
