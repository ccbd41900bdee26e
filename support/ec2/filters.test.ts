import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import { filtered } from './filters.ts';
import type { Region } from './store.ts';

const region = { tags: new Map([['a', new Map([['Name', 'first one']])]]) } as unknown as Region;
const TABLE = { name: ({ name }: { name: string }) => name };

const lets = (pattern: string, name: string) =>
  filtered([{ id: 'a', name }], [{ Name: 'name', Values: [pattern] }], TABLE, region).length === 1;

suite('a pattern', () => {
  for (const [pattern, name, expected] of [
    ['abc', 'abc', true],
    ['abc', 'ABC', false],
    ['a*', 'abc', true],
    ['*c', 'abc', true],
    ['a*c', 'ac', true],
    ['*b*', 'abc', true],
    ['*', '', true],
    ['?', '', false],
    ['?', '🙂', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['a\\\\', 'a\\', true],
    ['(', '(', true],
    ['a\nb', 'a\nb', true],
  ] as const) {
    test(`${JSON.stringify(pattern)} ${expected ? 'fits' : 'does not fit'} ${JSON.stringify(name)}`, () => {
      assert.equal(lets(pattern, name), expected);
    });
  }

  test('is the regular expression that it stands for', () => {
    const part = fc.constantFrom('a', 'b', '*', '?');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }),
        (parts, name) => {
          const source = parts.map((one) => (one === '*' ? '.*' : one === '?' ? '.' : one)).join('');
          assert.equal(lets(parts.join(''), name), new RegExp(`^${source}$`).test(name));
        },
      ),
    );
  });

  test('takes time in proportion to both its sizes, where backtracking would never end', () => {
    assert.equal(lets(`${'*a'.repeat(2000)}b`, 'a'.repeat(5000)), false);
  });
});

test('tags are compared by key and value', () => {
  const all = [
    { id: 'a', name: '' },
    { id: 'b', name: '' },
  ];
  const by = (Name: string, Value: string) =>
    filtered(all, [{ Name, Values: [Value] }], TABLE, region).map(({ id }) => id);
  assert.deepEqual(by('tag:Name', 'first*'), ['a']);
  assert.deepEqual(by('tag:Name', 'second'), []);
  assert.deepEqual(by('tag-key', 'Name'), ['a']);
});
