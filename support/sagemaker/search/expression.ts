import type { Filter, NestedFilters, SearchExpression } from '@aws-sdk/client-sagemaker';
import { ServiceError } from '../../protocol/service.ts';
import { invalid } from '../errors/own-errors.ts';
import { filterMatcher, type Matcher } from './filter.ts';
import { propertyNamed } from './property.ts';

/** Documented: as many filters, nested filters and subexpressions as an expression may have, at every depth. */
const MOST = 50;

/**
 * What an expression looks for.
 * @throws ServiceError ValidationException when there is something wrong with it
 */
export function expressionMatcher(expression: SearchExpression): Matcher {
  const parts = count(expression);
  if (parts.all > MOST)
    throw invalid(`the SearchExpression has ${parts.all} filters and subexpressions; ${MOST} are allowed.`);
  // Documented, in these words.
  if (parts.contains > 1)
    throw new ServiceError('ValidationException', "'CONTAINS' operator usage limit of 1 exceeded.");
  return matcher(expression);
}

function matcher({
  Filters = [],
  NestedFilters = [],
  SubExpressions = [],
  Operator = 'And',
}: SearchExpression): Matcher {
  const matchers = [...Filters.map(filterMatcher), ...NestedFilters.map(nestedMatcher), ...SubExpressions.map(matcher)];
  if (matchers.length === 0) {
    throw invalid('the SearchExpression has no filter; give Filters, NestedFilters or SubExpressions.');
  }
  if (Operator === 'Or') return (record) => matchers.some((matches) => matches(record));
  return (record) => matchers.every((matches) => matches(record));
}

/** Documented: a single element of the list must satisfy all filters. */
function nestedMatcher({ NestedPropertyName = '', Filters = [] }: NestedFilters): Matcher {
  const property = propertyNamed(NestedPropertyName);
  for (const { Name = '' } of Filters) {
    if (Name.startsWith(`${NestedPropertyName}.`)) continue;
    throw invalid(`the nested filter on ${Name} is not about ${NestedPropertyName}; begin its Name with that.`);
  }
  const matchers = Filters.map(filterMatcher);
  return (record) =>
    property.values(record).some((element) => {
      const alone = wrap(NestedPropertyName.split('.'), element);
      return matchers.every((matches) => matches(alone));
    });
}

/** A record in which one property has one value, and nothing else has any. */
function wrap([first, ...rest]: readonly string[], value: unknown): object {
  return first === undefined ? (value as object) : { [first]: wrap(rest, value) };
}

function count({ Filters = [], NestedFilters = [], SubExpressions = [] }: SearchExpression): Counted {
  const filters: readonly Filter[] = [...Filters, ...NestedFilters.flatMap((nested) => nested.Filters ?? [])];
  const own = {
    all: Filters.length + NestedFilters.length + SubExpressions.length,
    contains: filters.filter(({ Operator }) => Operator === 'Contains').length,
  };
  return SubExpressions.map(count).reduce(
    (sum, inner) => ({ all: sum.all + inner.all, contains: sum.contains + inner.contains }),
    own,
  );
}

interface Counted {
  readonly all: number;
  readonly contains: number;
}
