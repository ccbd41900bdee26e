/** IAM's condition operators; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html. */

import { covers } from '../../text/wildcard.ts';

/** A condition operator as a policy writes it: `ForAnyValue:StringNotLikeIfExists`, taken apart. */
export interface Operator {
  readonly comparison: Comparison;
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** A key that the request does not have fulfils it. */
  readonly ifExists: boolean;
}

export interface Comparison {
  readonly name: string;
  /** Whether a value of the request is what the policy wants; undefined for `Null`, which looks at no value. */
  readonly test: ((value: string, wanted: string) => boolean) | undefined;
  /** It holds when none of the policy's values fits. */
  readonly negated: boolean;
  /** What the policy may want; undefined when anything goes. */
  readonly wants: 'true or false' | 'a number' | undefined;
}

const plain = (name: string, test: Comparison['test'], more: Partial<Comparison> = {}): Comparison => ({
  name,
  test,
  negated: false,
  wants: undefined,
  ...more,
});

/** The operator itself, and the one that is its opposite. */
const pair = (name: string, opposite: string, test: Comparison['test'], more: Partial<Comparison> = {}) => [
  plain(name, test, more),
  plain(opposite, test, { ...more, negated: true }),
];

const same = (value: string, wanted: string) => value === wanted;
const sameInAnyCase = (value: string, wanted: string) => value.toLowerCase() === wanted.toLowerCase();
const like = (value: string, wanted: string) => covers(wanted, value);
const numeric = (test: (value: number, wanted: number) => boolean) => (value: string, wanted: string) =>
  value !== '' && test(Number(value), Number(wanted));
const NUMBER = { wants: 'a number' } as const;

/** In an ARN a wildcard stays within its part. */
const likeArn = (value: string, wanted: string) => {
  const [parts, patterns] = [partsOf(value), partsOf(wanted)];
  return parts.length === patterns.length && patterns.every((pattern, index) => covers(pattern, parts[index] ?? ''));
};

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const COMPARISONS: readonly Comparison[] = [
  ...pair('StringEquals', 'StringNotEquals', same),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', sameInAnyCase),
  ...pair('StringLike', 'StringNotLike', like),
  ...pair('ArnEquals', 'ArnNotEquals', likeArn),
  ...pair('ArnLike', 'ArnNotLike', likeArn),
  ...pair(
    'NumericEquals',
    'NumericNotEquals',
    numeric((value, wanted) => value === wanted),
    NUMBER,
  ),
  plain(
    'NumericLessThan',
    numeric((value, wanted) => value < wanted),
    NUMBER,
  ),
  plain(
    'NumericLessThanEquals',
    numeric((value, wanted) => value <= wanted),
    NUMBER,
  ),
  plain(
    'NumericGreaterThan',
    numeric((value, wanted) => value > wanted),
    NUMBER,
  ),
  plain(
    'NumericGreaterThanEquals',
    numeric((value, wanted) => value >= wanted),
    NUMBER,
  ),
  plain('Bool', sameInAnyCase, { wants: 'true or false' }),
  plain('Null', undefined, { wants: 'true or false' }),
];

/** For people who wrote another. */
export const KNOWN_OPERATORS = COMPARISONS.map(({ name }) => name);

/** @returns undefined for an operator that does not exist, or that is not simulated. */
export function operatorNamed(written: string): Operator | undefined {
  const [, quantifier, rest = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.+)$/.exec(written) ?? [];
  const ifExists = rest.endsWith('IfExists');
  const name = ifExists ? rest.slice(0, -'IfExists'.length) : rest;
  const comparison = COMPARISONS.find((one) => one.name === name);
  // Whether a key is there is one question for all of its values.
  if (!comparison || (name === 'Null' && (ifExists || quantifier))) return undefined;
  return { comparison, quantifier: quantifier as Operator['quantifier'], ifExists };
}
