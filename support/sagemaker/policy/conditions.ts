import { conditionKey } from './condition-keys.ts';
import { type Operator, operatorNamed } from './operators.ts';
import type { StatementDocument } from './types.ts';

/**
 * What a request says, by condition key in lower case. A member that the request leaves out has no entry: that is what
 * `Bool`, `BoolIfExists` and `Null` tell apart.
 */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** Whether all conditions of a statement hold: every operator, and every key of it. */
export function holds(condition: NonNullable<StatementDocument['Condition']>, context: RequestContext): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holdsFor(operator, key, [wanted].flat().map(String), context)),
  );
}

function holdsFor(written: string, key: string, wanted: readonly string[], context: RequestContext): boolean {
  const operator = operatorNamed(written);
  const name = conditionKey(key)?.name;
  // Reading the policy has refused both.
  if (!operator || name === undefined) throw new Error(`a policy was not checked: ${written} of ${key}`);
  const { comparison, quantifier } = operator;
  const values = context.get(name.toLowerCase());
  const { test } = comparison;
  if (!test) return wanted.some((absent) => /^true$/i.test(absent) === (values === undefined));
  if (values === undefined) return holdsWithoutKey(operator);
  const fits = (value: string) => wanted.some((one) => test(value, one)) !== comparison.negated;
  return quantifier === 'ForAnyValue' ? values.some(fits) : values.every(fits);
}

/** Documented: a missing key fulfils IfExists, ForAllValues and what is negated, but never ForAnyValue. */
function holdsWithoutKey({ comparison, quantifier, ifExists }: Operator): boolean {
  if (ifExists || quantifier === 'ForAllValues') return true;
  return quantifier === undefined && comparison.negated;
}
