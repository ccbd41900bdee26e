import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../../verification/fast-check.ts';
import { clean, cut, cutMiddle, widthOf, wrap } from './text.ts';

const font = { size: 11 };
const anyText = fc.string({ unit: 'binary', maxLength: 200 });
const anyWidth = fc.integer({ min: 20, max: 400 });

test('what XML cannot hold is replaced, and what turns the direction of writing', () => {
  assert.equal(clean('a\u0000b\u001bc\ud800d\u202ee\u2066f\ufffeg'), 'a�b�c�d�e�f�g');
  assert.equal(clean('two\n\tlines'), 'two lines');
  assert.equal(clean('مرحبا 漢字 👩‍👩‍👧 é'), 'مرحبا 漢字 👩‍👩‍👧 é');
});

test('piles of combining marks are lowered to two', () => {
  assert.equal(clean(`e${'\u0301'.repeat(50)}x`), 'e\u0301\u0301x');
});

test('nothing that XML cannot hold is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(clean(text), /[\p{Cc}\p{Cs}\ufffe\uffff]/u);
    }),
  );
});

test('a text that fits is left as it is', () => {
  assert.equal(cut('default egress', 200, font), 'default egress');
  assert.equal(cutMiddle('subnet-1', 200, font), 'subnet-1');
});

test('a text that does not fit is cut at its end, an id in its middle', () => {
  const id = 'subnet-0a1b2c3d4e5f67890';
  assert.match(cut(id, 100, font), /^subnet-0a1.*…$/);
  assert.match(cutMiddle(id, 100, font), /^subnet.*….*7890$/);
});

test('a cut text is never wider than its room, and neither is a line of a wrapped one', () => {
  fc.assert(
    fc.property(anyText, anyWidth, fc.integer({ min: 1, max: 4 }), (text, width, most) => {
      for (const one of [cut(text, width, font), cutMiddle(text, width, font)]) assert.ok(widthOf(one, font) <= width);
      const lines = wrap(text, width, font, most);
      assert.ok(lines.length <= most);
      for (const line of lines) assert.ok(widthOf(line, font) <= width, `${line}: ${widthOf(line, font)} of ${width}`);
    }),
  );
});

test('words are wrapped between words, and the last line says when there is more', () => {
  assert.deepEqual(wrap('one two three four five six', 60, font, 9), ['one two', 'three four', 'five six']);
  assert.deepEqual(wrap('one two three four five six', 60, font, 2), ['one two', 'three fo…']);
  assert.deepEqual(wrap('', 60, font, 2), []);
});

test('of megabytes of text no more is measured than a picture could show', (t) => {
  const segment = t.mock.method(Intl.Segmenter.prototype, 'segment');
  cut('漢'.repeat(2_000_000), 200, font);
  cutMiddle('x'.repeat(2_000_000), 200, font);
  wrap('word '.repeat(400_000), 200, font, 3);
  const measured = segment.mock.calls.reduce((sum, { arguments: [text] }) => sum + text.length, 0);
  assert.ok(segment.mock.callCount() > 0);
  assert.ok(measured < 100_000, `${measured} characters`);
});
