import { Unknown } from '../executions/unknown.ts';
import { runtimeFailure } from './failure.ts';
import { find, get, type Roots } from './paths.ts';

type Rule = Readonly<Record<string, unknown>>;
type Outcome = boolean | Unknown;

/** Whether a rule of a Choice holds, in the language of paths. `Unknown` where a value that decides is. */
export function holds(rule: Rule, roots: Roots): Outcome {
  const { And, Or, Not, Variable } = rule;
  if (Array.isArray(And)) return every(And.map((one: Rule) => holds(one, roots)));
  if (Array.isArray(Or)) return not(every(Or.map((one: Rule) => not(holds(one, roots)))));
  if (typeof Not === 'object' && Not !== null) return not(holds(Not as Rule, roots));
  const operator = Object.keys(rule).find((key) => COMPARISON.test(key) || key in TESTS);
  if (typeof Variable !== 'string' || operator === undefined)
    throw runtimeFailure(`a Choice has a rule without a comparison`);
  const value = find(Variable, roots);
  if (value instanceof Unknown) return value;
  const test = TESTS[operator];
  if (test) return test(value) === rule[operator];
  if (value === undefined) throw runtimeFailure(`the path ${Variable} of a Choice finds nothing`);
  return compared(operator, value, rule[operator], roots);
}

const COMPARISON =
  /^(String|Numeric|Boolean|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals|Matches)(Path)?$/;

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsPresent: (value) => value !== undefined,
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => isTime(value),
};

const isTime = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value));

function compared(operator: string, value: unknown, given: unknown, roots: Roots): Outcome {
  const [, type = '', relation = '', path] = COMPARISON.exec(operator) ?? [];
  const other = path === undefined ? given : get(String(given), roots);
  if (other instanceof Unknown) return other;
  const [left, right] = [typed(type, value), typed(type, other)];
  if (left === undefined || right === undefined) return false;
  switch (relation) {
    case 'Equals':
      return left === right;
    case 'LessThan':
      return left < right;
    case 'GreaterThan':
      return left > right;
    case 'LessThanEquals':
      return left <= right;
    case 'GreaterThanEquals':
      return left >= right;
    default:
      return matches(String(left), String(right));
  }
}

/** `undefined` for a value that is of another type, which then does not compare. */
function typed(type: string, value: unknown): string | number | boolean | undefined {
  if (type === 'Timestamp') return isTime(value) ? Date.parse(value as string) : undefined;
  const wanted = { String: 'string', Numeric: 'number', Boolean: 'boolean' }[type];
  return typeof value === wanted ? (value as string | number | boolean) : undefined;
}

/** A star stands for any characters, unless a backslash stands before it. */
function matches(text: string, pattern: string): boolean {
  const parts = pattern.replace(/\\([\s\S])|\*|[.+?^${}()|[\]/]/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return `\\${escaped}`;
    return found === '*' ? '[\\s\\S]*' : `\\${found}`;
  });
  return new RegExp(`^${parts}$`).test(text);
}

const not = (outcome: Outcome): Outcome => (outcome instanceof Unknown ? outcome : !outcome);

function every(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes(false)) return false;
  return outcomes.find((one) => one instanceof Unknown) ?? true;
}
