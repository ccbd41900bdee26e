import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENCRYPTION, INSTANCE_TYPES, KEEP_ALIVE, OUTPUT_KEY, SUBNETS } from './condition-keys.ts';
import { holds } from './conditions.ts';

type Values = Readonly<Record<string, readonly string[]>>;

/** Whether one condition holds for a request in which these keys have these values. */
function check(operator: string, key: string, wanted: string | string[], values: Values = {}): boolean {
  const context = new Map(Object.entries(values).map(([name, said]) => [name.toLowerCase(), said]));
  return holds({ [operator]: { [key]: wanted } }, context);
}

const flag = (...values: string[]) => (values.length > 0 ? { [ENCRYPTION]: values } : {});
const subnets = (...values: string[]) => (values.length > 0 ? { [SUBNETS]: values } : {});

/** Left out, false, true: what each operator makes of it. */
const BOOLEAN: readonly [operator: string, wanted: string, holds: readonly [boolean, boolean, boolean]][] = [
  ['Bool', 'false', [false, true, false]],
  ['Bool', 'true', [false, false, true]],
  ['BoolIfExists', 'false', [true, true, false]],
  ['BoolIfExists', 'true', [true, false, true]],
  ['Null', 'true', [true, false, false]],
  ['Null', 'false', [false, true, true]],
  ['StringEquals', 'true', [false, false, true]],
  ['StringNotEquals', 'true', [true, true, false]],
];

for (const [operator, wanted, expected] of BOOLEAN) {
  test(`${operator} ${wanted} on a flag left out, false and true`, () => {
    const seen = [flag(), flag('false'), flag('true')].map((values) => check(operator, ENCRYPTION, wanted, values));
    assert.deepEqual(seen, expected);
  });
}

/** Left out, all listed, one listed and one not, none listed: what each operator makes of a policy that lists a and b. */
const SETS: readonly [operator: string, holds: readonly [boolean, boolean, boolean, boolean]][] = [
  ['ForAllValues:StringEquals', [true, true, false, false]],
  ['ForAllValues:StringNotEquals', [true, false, false, true]],
  ['ForAnyValue:StringEquals', [false, true, true, false]],
  ['ForAnyValue:StringNotEquals', [false, false, true, true]],
  ['ForAllValues:StringEqualsIfExists', [true, true, false, false]],
  ['ForAnyValue:StringEqualsIfExists', [true, true, true, false]],
  ['ForAnyValue:StringNotEqualsIfExists', [true, false, true, true]],
];

for (const [operator, expected] of SETS) {
  test(`${operator} on subnets left out, all listed, half listed, not listed`, () => {
    const requests = [subnets(), subnets('a', 'b'), subnets('a', 'x'), subnets('x', 'y')];
    assert.deepEqual(
      requests.map((values) => check(operator, SUBNETS, ['a', 'b'], values)),
      expected,
    );
  });
}

test('patterns, and texts that are equal but for case', () => {
  const types = { [INSTANCE_TYPES]: ['ml.m5.large', 'ml.m5.xlarge'] };
  assert.ok(check('ForAllValues:StringLike', INSTANCE_TYPES, 'ml.m5.*', types));
  assert.ok(!check('ForAllValues:StringLike', INSTANCE_TYPES, 'ml.m5.l*', types));
  assert.ok(check('ForAnyValue:StringNotLike', INSTANCE_TYPES, 'ml.m5.l*', types));
  assert.ok(!check('ForAllValues:StringEquals', INSTANCE_TYPES, 'ml.m5.*', types));
  assert.ok(check('ForAnyValue:StringEqualsIgnoreCase', INSTANCE_TYPES, 'ML.M5.LARGE', types));
  assert.ok(!check('ForAnyValue:StringEquals', INSTANCE_TYPES, 'ML.M5.LARGE', types));
});

test('numbers are compared as numbers', () => {
  const seconds = (value: string) => ({ [KEEP_ALIVE]: [value] });
  assert.ok(check('NumericLessThan', KEEP_ALIVE, '1800', seconds('900')));
  assert.ok(!check('NumericLessThan', KEEP_ALIVE, '1800', seconds('1800')));
  assert.ok(check('NumericLessThanEquals', KEEP_ALIVE, '1800', seconds('1800')));
  assert.ok(check('NumericGreaterThan', KEEP_ALIVE, '900', seconds('1800')));
  assert.ok(!check('NumericGreaterThan', KEEP_ALIVE, '1800', seconds('1800')));
  assert.ok(check('NumericGreaterThanEquals', KEEP_ALIVE, '1800', seconds('1800')));
  assert.ok(check('NumericEquals', KEEP_ALIVE, '1800.0', seconds('1800')));
  assert.ok(!check('NumericNotEquals', KEEP_ALIVE, '1800', seconds('1800')));
  assert.ok(!check('NumericLessThan', KEEP_ALIVE, '1800'));
  assert.ok(check('NumericLessThanIfExists', KEEP_ALIVE, '1800'));
});

test('a wildcard stays within its part of an ARN', () => {
  const key = { [OUTPUT_KEY]: ['arn:aws:kms:eu-central-1:111122223333:key/a:b'] };
  assert.ok(check('ArnLike', OUTPUT_KEY, 'arn:aws:kms:*:111122223333:key/*', key));
  assert.ok(!check('ArnLike', OUTPUT_KEY, 'arn:aws:kms:*', key));
  assert.ok(check('ArnNotEquals', OUTPUT_KEY, 'arn:aws:kms:*:444455556666:key/*', key));
});

test('every operator and every key must hold; of several values one', () => {
  const context = new Map([
    [ENCRYPTION.toLowerCase(), ['true']],
    [SUBNETS.toLowerCase(), ['a']],
  ]);
  assert.ok(holds({ Bool: { [ENCRYPTION]: 'true' }, Null: { [SUBNETS]: 'false' } }, context));
  assert.ok(!holds({ Bool: { [ENCRYPTION]: 'true' }, Null: { [SUBNETS]: 'true' } }, context));
  assert.ok(!holds({ Null: { [ENCRYPTION]: 'false', [SUBNETS]: 'true' } }, context));
  assert.ok(holds({ Bool: { [ENCRYPTION]: ['false', 'true'] } }, context));
  assert.ok(holds({}, context));
});

test('keys have no case; values may be JSON truth values', () => {
  assert.ok(check('Bool', ENCRYPTION.toUpperCase(), 'TRUE', flag('true')));
  assert.ok(holds({ Bool: { [ENCRYPTION]: true } }, new Map([[ENCRYPTION.toLowerCase(), ['true']]])));
});
