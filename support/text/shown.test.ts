import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import fc from '../../verification/fast-check.ts';
import { displayed, displayedData, escapedForYaml, hasUnseen, jsonText, shown, shownLines } from './shown.ts';

test('what cannot be seen is written as an escape', () => {
  for (const [text, expected] of [
    ['fraud-v7', 'fraud-v7'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['\u009b31m', '\\u009b31m'],
    ['\u202Egnp.exe\u202C', '\\u202egnp.exe\\u202c'],
    ['\u2066\u200f\ufeff\u2028', '\\u2066\\u200f\\ufeff\\u2028'],
    ['\u{e0041}', '\\u{e0041}'],
    ['broken \ud800 half', 'broken \\ud800 half'],
    ['👩‍👩‍👧 مرحبا 漢字', '👩‍👩‍👧 مرحبا 漢字'],
  ] as const) {
    assert.equal(shown(text), expected);
  }
});

test('several lines keep their ends and tabs', () => {
  assert.equal(shownLines('a\r\n\tb\n\u001b[2Jc\rd'), 'a\n\tb\n\\u001b[2Jc\\rd');
});

test('nothing is a command of a CI service', () => {
  for (const [text, expected] of [
    ['::error::x', '\\::error::x'],
    ['  ::stop-commands::token', '  \\::stop-commands::token'],
    ['a\n::error file=a,line=1::x\nb', 'a\n\\::error file=a,line=1::x\nb'],
    ['x ##[error]y', 'x ##\\[error]y'],
    ['x ##vso[task.setvariable variable=a]y', 'x ##vso\\[task.setvariable variable=a]y'],
    ["##teamcity[buildStatus text='x']", "##teamcity\\[buildStatus text='x']"],
    ['::/0', '::/0'],
    ['::1', '::1'],
    ['a ::error::', 'a ::error::'],
  ] as const) {
    assert.equal(shownLines(text), expected);
  }
});

test('no text has anything unseen once shown, and showing it again changes nothing', () => {
  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\n', '\u001b', ':', '#', '[', '\u202e'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
  });
  fc.assert(
    fc.property(hostile, (text) => {
      const once = shown(text);
      assert.doesNotMatch(once, /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      assert.doesNotMatch(once, /^\s*::[^:]+::/);
      assert.equal(shown(once), once);
    }),
  );
});

test('JSON holds the same value, and nothing unseen', () => {
  const value = { text: 'a\n\u202e\u0085\u{e0041}\ud800 ##[error]x ##vso[y]' };
  const text = jsonText(value);
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
  assert.doesNotMatch(text, /##\w*\[/);
  assert.deepEqual(JSON.parse(text), value);
});

test('YAML holds the same value, and nothing unseen', () => {
  const quoted = escapedForYaml('"a\u202e\u009b\u{e0041}"\n');
  assert.equal(quoted, '"a\\u202e\\u009b\\U000e0041"\n');
  assert.equal(parse(quoted), 'a\u202e\u009b\u{e0041}');
  assert.deepEqual(['a\n\tb', 'a\u202e', '\u0007'].map(hasUnseen), [false, true, true]);
});

test('a value is shown at any depth, with several lines where there are some', () => {
  const date = new Date(0);
  assert.deepEqual(displayed({ a: ['x\ny', { output: 'x\ny' }], date, n: 1 }), {
    a: ['x\\ny', { output: 'x\ny' }],
    date,
    n: 1,
  });
  const circle: { self?: object; text: string } = { text: '\u0007' };
  circle.self = circle;
  const copy = displayed(circle);
  assert.equal(copy.text, '\\u0007');
  assert.equal(copy.self, copy);
});

test('data is shown as any value, and given back as it is where nothing is to be shown', () => {
  const plain = { texts: ['2 × ml.m5.large', 'a:b', 'c#d'], count: 1, inner: { flag: true, nothing: undefined } };
  assert.equal(displayedData(plain), plain);
  const names = ['a\u001b[31m', 'a\nb', '::error::x', '##[group]', 'a\u200bb', 'a\\b', '\u202e', 'ü'];
  for (const name of names) assert.deepEqual(displayedData({ name }), displayed({ name }), name);
  assert.notDeepEqual(displayedData({ name: 'a\u001b[31m' }), { name: 'a\u001b[31m' });
});
