import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { growth } from '../../../verification/growth.ts';
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
    const piece = fc.constantFrom(' ', '\t', '\r', '\u2028', 's3', 'https', '://', '/', 'a', '\n', ':', '\u{1f600}');
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

/** How many times as long a pattern takes over a value that is four times as long. */
const growthOf = (expression: RegExp, value: (length: number) => string): number =>
  growth((length) => expression.test(value(length)), LONGEST_TESTED);

test('the time of no pattern grows with the square of the length', () => {
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
    fillers.flatMap((filler) =>
      ['', '/'].flatMap((between) =>
        // What ends a line in every pattern, and what only Java and JavaScript take for such an end.
        ['\n', '\u2028'].map((end) => (length: number) => {
          const half = filler.repeat(length / 2 / filler.length - 32);
          return `${prefix}${half}${between}${half}${end}`;
        }),
      ),
    ),
  );
  const longest = values.map((value) => value(LONGEST_TESTED));
  for (const pattern of PATTERNS) {
    const expression = translate(LINEAR[pattern] ?? pattern);
    for (const [index, value] of values.entries()) {
      const text = longest[index] ?? '';
      assert.ok(text.length <= LONGEST_TESTED);
      const before = process.threadCpuUsage();
      expression.test(text);
      const { user, system } = process.threadCpuUsage(before);
      // What is over at once is not worth the second look: a quadratic one takes half a second.
      if (user + system < 20_000) continue;
      const times = growthOf(expression, value);
      assert.ok(
        times < 10,
        `${pattern} takes ${times.toFixed(1)} times as long over a text four times as long as ${JSON.stringify(text.slice(0, 60))}…: add it to LINEAR`,
      );
    }
  }
});

test('without its replacement the slow pattern would be caught', () => {
  const slow: Readonly<Record<string, (length: number) => string>> = {
    '(https|s3)://([^/]+)/?(.*)': (length) => `s3://${'a'.repeat(length / 8)}/${'a'.repeat(length / 8)}\n`,
    // Its time doubles with each space: of such a length none would end.
    '.*(?:[ \\r\\n\\t].*)*': (length) => `${' '.repeat((20 * length) / LONGEST_TESTED)}\u2028`,
  };
  assert.deepEqual(Object.keys(slow), Object.keys(LINEAR));
  for (const [pattern, value] of Object.entries(slow)) {
    assert.ok(growthOf(translate(pattern), value) > 10, pattern);
    assert.ok(growthOf(translate(LINEAR[pattern] ?? ''), value) < 10, LINEAR[pattern]);
  }
});

test('a value that is too long for a pattern is left to its length', () => {
  const long = '!'.repeat(LONGEST_TESTED + 1);
  assert.ok(!matches('[a-z]*', long.slice(1)));
  assert.ok(matches('[a-z]*', long));
  for (const [name, shape] of Object.entries(TABLE.shapes)) {
    if (shape.type !== 'string' || shape.pattern === undefined) continue;
    // That a definition of megabytes has no U+2028 is all that is not looked at.
    const isLong = (shape.max ?? Number.POSITIVE_INFINITY) > LONGEST_TESTED;
    assert.ok(!isLong || shape.pattern === '.*' || name === 'PipelineDefinition', name);
  }
});
