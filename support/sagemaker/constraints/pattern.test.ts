import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LINEAR, LONGEST_TESTED, matches, translate } from './pattern.ts';
import { TABLE } from './table.ts';

const PATTERNS = [
  ...new Set(
    Object.values(TABLE.shapes).flatMap((shape) => ('pattern' in shape && shape.pattern ? [shape.pattern] : [])),
  ),
];

test('every pattern of the table is translated', () => {
  assert.ok(PATTERNS.length > 20);
  for (const pattern of PATTERNS) assert.ok(translate(pattern) instanceof RegExp);
});

test('a pattern must match the whole value', () => {
  assert.ok(matches('a|b', 'a'));
  for (const value of ['ab', 'xa', 'a\n', '\na']) assert.ok(!matches('a|b', value), JSON.stringify(value));
});

test('what Java means is kept where JavaScript means something else', () => {
  const cases: [string, string, boolean][] = [
    ['.', '\u0085', false],
    ['.', '\u2028', false],
    ['.', '\u{1f600}', true],
    ['[.]', '\u0085', false],
    ['\\s', '\u00a0', false],
    ['\\s', '\u000b', true],
    ['\\S', '\u00a0', true],
    ['[\\S]', '\u00a0', true],
    ['[\\S]', ' ', false],
    ['[\\S\\s]*', 'a \n\u{1f600}', true],
    ['\\p{Alnum}', 'Z', true],
    ['[\\p{Alnum}\\-]+', 'a-1', true],
    ['[\\p{Alnum}\\-]+', 'é', false],
    ['\\p{L}', 'é', true],
    ['[a-z0-9-\\.]+', 'a-.', true],
    ['[a-zA-Z0-9\\ \\_\\.]+', 'a _.', true],
    ['\\d+K', '٣K', false],
    [`([ab]*)$${'{1,128}'}`, 'ab', true],
    ['a(?<!-)', 'a', true],
    ['[!#-\\[\\]-~]+', '[]~#', true],
    ['[!#-\\[\\]-~]+', '"', false],
    ['[*+?}]++'.slice(0, -1), '+*', true],
  ];
  for (const [pattern, value, expected] of cases) {
    assert.equal(matches(pattern, value), expected, `${pattern} on ${JSON.stringify(value)}`);
  }
});

test('a construct that is not translated is named, never guessed', () => {
  for (const pattern of ['a*+', 'a++', 'a?+', 'a{2}+', '(?i)a', '(?>a)', '(a)\\1', '[a[bc]]', '[a-z&&[^b]]', '(']) {
    assert.throws(() => translate(pattern), /^Error: train-encrypt: cannot translate the pattern /, pattern);
  }
});

test('what is tested in place of a slow pattern means the same', () => {
  for (const [pattern, linear] of Object.entries(LINEAR)) {
    const [original, tested] = [translate(pattern), translate(linear)];
    const piece = fc.constantFrom('s3', 'https', '://', '/', 'a', '\n', ':', '\u{1f600}');
    const text = fc.oneof(
      fc.stringMatching(original),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (value) => original.test(value) === tested.test(value)),
      { numRuns: 2000 },
    );
  }
});

test('no pattern takes long over the longest value it is tested on', () => {
  const prefixes = [
    '',
    's3://',
    'arn:aws',
    'arn:aws:sagemaker:us-east-1:123456789012:',
    'arn:aws:iam::123456789012:role/',
    'a',
  ];
  const fillers = ['a', '-', '/', 'a-', '1', ' ', ':', '\u{1f600}'];
  const values = prefixes.flatMap((prefix) =>
    fillers.flatMap((filler) => {
      const half = filler.repeat(LONGEST_TESTED / 2 / filler.length - 32);
      return [`${prefix}${half}${half}\n`, `${prefix}${half}/${half}\n`];
    }),
  );
  for (const pattern of PATTERNS) {
    for (const value of values) {
      assert.ok(value.length <= LONGEST_TESTED);
      const start = performance.now();
      matches(pattern, value);
      const took = performance.now() - start;
      assert.ok(
        took < 500,
        `${pattern} took ${Math.round(took)} ms over ${JSON.stringify(value.slice(0, 60))}…: add it to LINEAR`,
      );
    }
  }
});

test('without its replacement the slow pattern would be caught', () => {
  const time = (pattern: string, value: string): number => {
    const expression = translate(pattern);
    const start = performance.now();
    expression.test(value);
    return performance.now() - start;
  };
  const part = 'a'.repeat(LONGEST_TESTED / 8);
  for (const [pattern, linear] of Object.entries(LINEAR)) {
    const value = `s3://${part}/${part}\n`;
    assert.ok(time(pattern, value) > 10 * time(linear, value), pattern);
  }
});

test('a value that is too long for a pattern is left to its length', () => {
  const long = '!'.repeat(LONGEST_TESTED + 1);
  assert.ok(!matches('[a-z]*', long.slice(1)));
  assert.ok(matches('[a-z]*', long));
  for (const [name, shape] of Object.entries(TABLE.shapes)) {
    if (shape.type !== 'string' || shape.pattern === undefined) continue;
    assert.ok(shape.pattern === '.*' || (shape.max ?? Number.POSITIVE_INFINITY) <= LONGEST_TESTED, name);
  }
});
