/**
 * What AWS was recorded to answer. A fact is data: the calls that were made, and of each answer the members that the
 * recording shows. Nothing is said about members that it does not show.
 */

export type RecordedService = 'ec2' | 'iam' | 's3' | 'sagemaker' | 'sts';

export interface Fact {
  readonly service: RecordedService;
  /** What it shows, in a few words: unique. */
  readonly what: string;
  /** Repository and the test, snapshot or issue in it. */
  readonly source: string;
  /** When AWS was asked (a snapshot's validation date), or when the source was read or written, `YYYY-MM-DD`. */
  readonly date: string;
  /** Default: `eu-central-1`. */
  readonly region?: string;
  readonly calls: readonly RecordedCall[];
}

export interface RecordedCall {
  /** Default: that of the fact. */
  readonly service?: RecordedService;
  readonly region?: string;
  readonly operation: string;
  /** `<name>` stands for what an earlier call saved, `<account>` for the caller's account. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Name → path in the answer, such as `Vpc.VpcId`. */
  readonly saves?: Readonly<Record<string, string>>;
  /** Makes the call with the credentials that an earlier call answered: the path below which they were saved. */
  readonly as?: 'assumed';
  /** Members of the answer, as far as recorded. A list has exactly these elements, in this order. */
  readonly answer?: Expected;
  readonly error?: RecordedError;
}

export interface RecordedError {
  readonly code: string;
  readonly message?: string;
  readonly status?: number;
}

export type Expected =
  | string
  | number
  | boolean
  | Matcher
  | readonly Expected[]
  | { readonly [member: string]: Expected };

/** What a recording shows where it does not show one value. */
export class Matcher {
  readonly kind: 'absent' | 'pattern' | 'some' | 'none' | 'length' | 'json' | 'past' | 'any-order';
  readonly value: unknown;

  constructor(kind: Matcher['kind'], value?: unknown) {
    this.kind = kind;
    this.value = value;
  }
}

/** The member is not in the answer at all. */
export const ABSENT = new Matcher('absent');
/** Text of this form. `<name>` stands for what was saved. */
export const pattern = (source: string): Matcher => new Matcher('pattern', source);
/** A list in which each of these is found. */
export const some = (...elements: readonly Expected[]): Matcher => new Matcher('some', elements);
/** A list in which none of these is found. */
export const none = (...elements: readonly Expected[]): Matcher => new Matcher('none', elements);
/** A list of exactly these, in any order. */
export const anyOrder = (...elements: readonly Expected[]): Matcher => new Matcher('any-order', elements);
/** A list of so many elements; 0 also where there is none. */
export const length = (count: number): Matcher => new Matcher('length', count);
/** Text that is a JSON document of this content, percent-encoded or not. */
export const json = (content: unknown): Matcher => new Matcher('json', content);
/** A time that is not in the future. */
export const PAST = new Matcher('past');
