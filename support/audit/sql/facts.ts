import { OPERATIONS, type OperationPaths } from '../operations.ts';
import { type Dialect, quoted } from './dialect.ts';

// A request is read in lower case throughout: CloudTrail's names and the API's differ in case alone, and lint takes both.

const lower = (path: readonly string[]): readonly string[] => path.map((step) => step.toLowerCase());

/** What stands where a service asked CloudTrail not to keep a value, in quotes. */
const HIDDEN = '^"(hidden_due_to_security_reasons|[*]{3,}|\\[?redacted\\]?)"$';

/** The API's integers have 32 bits. */
const MOST_INTEGER = 2 ** 31 - 1;

/** Expressions about JSON that all dialects share. */
export class JsonSql {
  readonly #in: Dialect;

  constructor(dialect: Dialect) {
    this.#in = dialect;
  }

  get(json: string, path: readonly string[]): string {
    return path.length === 0 ? json : this.#in.get(json, lower(path));
  }

  textAt(json: string, path: readonly string[]): string {
    return this.#in.text(this.get(json, path));
  }

  isObject(json: string): string {
    return `coalesce(substr(${this.#in.text(json)}, 1, 1) = '{', FALSE)`;
  }

  isList(json: string): string {
    return `coalesce(substr(${this.#in.text(json)}, 1, 1) = '[', FALSE)`;
  }

  /** Something else stands there than what the API takes; null counts as absent. */
  isMisfit(json: string, first: '{' | '['): string {
    return `coalesce(substr(${this.#in.text(json)}, 1, 1) NOT IN (${quoted(first)}, 'n'), FALSE)`;
  }

  /** Somewhere on the way to a member stands something that is no object. */
  isOpenAlong(json: string, path: readonly string[]): string {
    const prefixes = path.map((_, index) => path.slice(0, index + 1));
    return prefixes.length === 0
      ? 'FALSE'
      : `(${prefixes.map((prefix) => this.isMisfit(this.get(json, prefix), '{')).join(' OR ')})`;
  }

  /** The elements of a list; none of anything else. */
  elementsOf(json: string): string {
    const { elements, noElements } = this.#in;
    return `CASE WHEN ${this.isList(json)} THEN ${elements(json)} ELSE ${noElements} END`;
  }

  /** A count from its JSON as text; NULL where there is none or it is no whole number. A number given as text counts. */
  count(text: string): string {
    const { matches, replace } = this.#in;
    const digits =
      `CASE WHEN ${matches(text, '^" *[-+]?[0-9]{1,15} *"$')} THEN ${replace(text, '[" +]')} ` +
      `WHEN ${matches(text, '^-?[0-9]')} THEN ${text} END`;
    const number = `TRY_CAST(${digits} AS DOUBLE)`;
    return `CASE WHEN ${number} = floor(${number}) AND abs(${number}) <= ${MOST_INTEGER} THEN CAST(${number} AS BIGINT) END`;
  }

  /** A count is given and is no whole number. */
  isOpenCount(text: string): string {
    return `(coalesce(${text}, 'null') <> 'null' AND (${this.count(text)}) IS NULL)`;
  }

  /** Elements that can be no ids, or that CloudTrail did not keep. */
  hasOpenIds(json: string): string {
    const { any, text, matches } = this.#in;
    const isOpen = (element: string) => `(${matches(text(element), '^[{\\[]')} OR ${matches(text(element), HIDDEN)})`;
    return `(${this.isMisfit(json, '[')} OR ${any(this.elementsOf(json), isOpen)})`;
  }
}

/** A CASE over operations: those for which an expression is the same share a branch. */
export function byOperation(
  of: (paths: OperationPaths) => string | undefined,
  otherwise: string,
  column = 'operation',
): string {
  const branches = new Map<string, string[]>();
  for (const paths of OPERATIONS) {
    const expression = of(paths);
    if (expression !== undefined) branches.set(expression, [...(branches.get(expression) ?? []), paths.operation]);
  }
  if (branches.size === 0) return otherwise;
  const whens = [...branches].map(
    ([expression, operations]) => `WHEN ${column} IN (${operations.map(quoted).join(', ')}) THEN ${expression}`,
  );
  return `CASE ${whens.join('\n      ')}\n      ELSE ${otherwise} END`;
}
