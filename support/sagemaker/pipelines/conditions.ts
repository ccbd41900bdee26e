import { Unknown } from '../executions/unknown.ts';
import { resolved, type Sources } from './values.ts';

type Condition = Readonly<Record<string, unknown>>;
/** `Unknown` where a value that decides is not known. */
type Outcome = boolean | Unknown;

const COMPARISONS: Readonly<Record<string, (left: never, right: never) => boolean>> = {
  Equals: (left, right) => left === right,
  GreaterThan: (left, right) => left > right,
  GreaterThanOrEqualTo: (left, right) => left >= right,
  LessThan: (left, right) => left < right,
  LessThanOrEqualTo: (left, right) => left <= right,
};

/** Whether all conditions of a step hold. */
export const holdAll = (conditions: unknown, sources: Sources): Outcome =>
  Array.isArray(conditions)
    ? every(conditions.map((one) => holds(one as Condition, sources)))
    : new Unknown('has no list of conditions');

function holds(condition: Condition, sources: Sources): Outcome {
  const { Type } = condition;
  if (Type === 'Not') return not(holds(condition.Expression as Condition, sources));
  if (Type === 'Or' && Array.isArray(condition.Conditions)) {
    const outcomes = condition.Conditions.map((one: Condition) => not(holds(one, sources)));
    return not(every(outcomes));
  }
  const value = (member: string) => resolved(condition[member], sources);
  if (Type === 'In') {
    const [query, values] = [value('QueryValue'), value('Values')];
    if (query instanceof Unknown) return query;
    if (!Array.isArray(values)) return new Unknown('has a condition In without Values');
    return values.includes(query) || (values.find((one) => one instanceof Unknown) ?? false);
  }
  const compare = COMPARISONS[String(Type)];
  if (compare === undefined) return new Unknown(`has a condition of type ${String(Type)}, which is not simulated`);
  const [left, right] = [value('LeftValue'), value('RightValue')];
  if (left instanceof Unknown) return left;
  return right instanceof Unknown ? right : compare(left as never, right as never);
}

const not = (outcome: Outcome): Outcome => (outcome instanceof Unknown ? outcome : !outcome);

/** One that does not hold decides, whatever is unknown of the others. */
function every(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes(false)) return false;
  return outcomes.find((one) => one instanceof Unknown) ?? true;
}
