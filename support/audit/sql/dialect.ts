/** What engines write differently. Every method takes and gives back SQL expressions. */
export interface Dialect {
  /** The value of a member, as JSON; NULL where there is none. Of NULL and of what is no object, NULL. */
  readonly get: (json: string, path: readonly string[]) => string;
  /** JSON as text without spaces between its tokens. */
  readonly text: (json: string) => string;
  /** Text as JSON; NULL where it is none. */
  readonly parsed: (text: string) => string;
  /** A text member of a document that is given as text. */
  readonly scalar: (text: string, path: readonly string[]) => string;
  /** The elements of a JSON list, as an array. */
  readonly elements: (json: string) => string;
  /** An array of JSON without elements. */
  readonly noElements: string;
  readonly array: (element: string) => string;
  readonly length: (array: string) => string;
  /** Counted from one. */
  readonly at: (array: string, place: string) => string;
  readonly map: (array: string, one: (element: string) => string) => string;
  readonly filter: (array: string, one: (element: string) => string) => string;
  readonly any: (array: string, one: (element: string) => string) => string;
  /** Of an array of bigint without NULLs; 0 of an empty one. */
  readonly sum: (array: string) => string;
  /** Of an array of bigint without NULLs; NULL of an empty one. */
  readonly most: (array: string) => string;
  /** Whether a regular expression, in the part of the syntax that RE2 and Java share, matches somewhere. */
  readonly matches: (text: string, pattern: string) => string;
  readonly replace: (text: string, pattern: string) => string;
  /** A FROM item with the whole numbers from 1 to `last`. */
  readonly numbers: (last: string, table: string, column: string) => string;
  /** For example `t.eventName` as CloudTrail's records have them. */
  readonly calls: CallColumns;
}

/** The members of a CloudTrail record that the judgement reads, as expressions over its table. */
export interface CallColumns {
  readonly id: string;
  /** As text: `2025-11-28T09:00:00Z`. */
  readonly time: string;
  readonly source: string;
  readonly name: string;
  readonly region: string;
  readonly agent: string;
  readonly error: string;
  readonly account: readonly string[];
  /** Who called: the role before the session that assumed it. */
  readonly role: readonly string[];
  /** `requestParameters` as text. */
  readonly parameters: string;
}

/** A text in SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const jsonPath = (path: readonly string[]): string => `'$.${path.join('.')}'`;
