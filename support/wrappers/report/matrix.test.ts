import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedOf, EXCEPTION, FLAG_LOST, failedWith, resultOf, verdictWith } from '../testing/verdicts.ts';
import { describeMatrix, markdownMatrix, matrixOf } from './matrix.ts';
import { countOf, exitCodeOf } from './result.ts';

const same = (text: string): string => text;
const PLAIN = { bad: same, good: same, dim: same };

const VPC_LOST = { ...FLAG_LOST, id: 'vpc-not-sent' } as const;

const result = resultOf([
  checkedOf(verdictWith()),
  checkedOf({ ...failedWith(FLAG_LOST, FLAG_LOST, VPC_LOST), situation: 'esp-missing' }),
  checkedOf({
    ...failedWith(),
    findings: [{ ...FLAG_LOST, exception: EXCEPTION }],
    wrapper: 'nightly',
    outcome: 'excepted',
  }),
  checkedOf(verdictWith({ wrapper: 'nightly', situation: 'no-vpc' }), { ending: 'interrupted' }),
  checkedOf(verdictWith({ wrapper: 'lost', outcome: 'failed' }), { ending: 'not started' }),
]);

test('wrapper by situation: a mark, and what is broken first', () => {
  assert.equal(
    describeMatrix(matrixOf(result), PLAIN, 120),
    [
      '             launch.py                        nightly                       lost',
      'documented   ✓ encrypted                      ~ unencrypted: flag-not-sent  ? not shown: not started',
      'esp-missing  ✗ unencrypted: flag-not-sent +1  ·                             ·',
      'no-vpc       ·                                ? not shown: interrupted      ·',
    ].join('\n'),
  );
});

test('columns that do not fit go below', () => {
  assert.equal(
    describeMatrix(matrixOf(result), PLAIN, 48),
    [
      '             launch.py',
      'documented   ✓ encrypted',
      'esp-missing  ✗ unencrypted: flag-not-sent +1',
      'no-vpc       ·',
      '',
      '             nightly',
      'documented   ~ unencrypted: flag-not-sent',
      'esp-missing  ·',
      'no-vpc       ? not shown: interrupted',
      '',
      '             lost',
      'documented   ? not shown: not started',
      'esp-missing  ·',
      'no-vpc       ·',
    ].join('\n'),
  );
});

test('colours change no width', () => {
  const paint = {
    bad: (text: string) => `<${text}>`,
    good: (text: string) => `<${text}>`,
    dim: (text: string) => `<${text}>`,
  };
  assert.equal(
    describeMatrix(matrixOf(result), paint, 120).replace(/[<>]/g, '').replace(/ +$/gm, ''),
    describeMatrix(matrixOf(result), PLAIN, 120),
  );
  assert.match(describeMatrix(matrixOf(result), paint, 120), /<✗ unencrypted: flag-not-sent \+1>/);
});

test('in Markdown, with names that mean nothing there', () => {
  const [first] = result.attempts;
  const odd = resultOf([checkedOf(verdictWith({ wrapper: 'a|b <c>' })), ...(first ? [first] : [])]);
  assert.equal(
    markdownMatrix(matrixOf(odd)),
    ['| situation | a\\|b &lt;c&gt; | launch.py |', '|---|---|---|', '| documented | ✓ encrypted | ✓ encrypted |'].join(
      '\n',
    ),
  );
});

test('what counts, and the exit code that comes of it', () => {
  assert.deepEqual(
    (['passed', 'failed', 'excepted', 'interrupted', 'not started'] as const).map((standing) =>
      countOf(result, standing),
    ),
    [1, 1, 1, 1, 1],
  );
  const [passed, failed, excepted, , notStarted] = result.attempts.map((one) => [one]);
  assert.equal(exitCodeOf(resultOf(passed ?? [])), 0);
  assert.equal(exitCodeOf(resultOf(excepted ?? [])), 0);
  assert.equal(exitCodeOf(resultOf(failed ?? [])), 1);
  assert.equal(exitCodeOf(resultOf(notStarted ?? [])), 2);
  assert.equal(exitCodeOf(resultOf([...(notStarted ?? []), ...(failed ?? [])])), 1);
  assert.equal(exitCodeOf(resultOf([...(notStarted ?? []), ...(passed ?? [])])), 0);
  assert.equal(exitCodeOf(resultOf([...(notStarted ?? []), ...(passed ?? [])], { requireShown: true })), 1);
  const unshown = checkedOf(verdictWith({ outcome: 'not shown' }));
  assert.equal(exitCodeOf(resultOf([unshown])), 0);
  assert.equal(exitCodeOf(resultOf([unshown], { requireShown: true })), 1);
  assert.equal(exitCodeOf(resultOf(passed ?? [], { requireShown: true })), 0);
  assert.equal(exitCodeOf(resultOf(failed ?? [], { interrupted: true })), 130);
});
