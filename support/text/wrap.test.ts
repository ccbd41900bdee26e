import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import { wrapped, wrappedCommand } from './wrap.ts';

test('text is broken at spaces, and its own line breaks stay', () => {
  assert.deepEqual(wrapped('one two three\nfour', 9), ['one two', 'three', 'four']);
  assert.deepEqual(wrapped('a-very-long-word b', 5), ['a-very-long-word', 'b']);
  assert.deepEqual(wrapped('', 5), ['']);
});

test('no word is lost, and no line of several words is too long', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (all, width) => {
      const lines = wrapped(all.join(' '), width);
      assert.equal(lines.join(' '), all.join(' '));
      assert.ok(lines.every((line) => line.length <= width || !line.includes(' ')));
    }),
  );
});

test('a command line is broken before its options, as a shell takes it', () => {
  assert.deepEqual(wrappedCommand('aws ec2 x --group-id sg-1 --ip-permissions y', 24), [
    'aws ec2 x \\',
    '  --group-id sg-1 \\',
    '  --ip-permissions y',
  ]);
  assert.deepEqual(wrappedCommand('aws ec2 x --group-id sg-1', 80), ['aws ec2 x --group-id sg-1']);
});
