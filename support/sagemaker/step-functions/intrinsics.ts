import { randomUUID } from 'node:crypto';
import { Unknown, unknownIn } from '../executions/unknown.ts';
import { runtimeFailure } from './failure.ts';
import { get, type Roots } from './paths.ts';

type Intrinsic = (...args: readonly never[]) => unknown;

/** Those that requests for jobs are built with; the others leave a value unknown. */
const FUNCTIONS: Readonly<Record<string, Intrinsic>> = {
  'States.Format': (template: string, ...values: unknown[]) => {
    let next = 0;
    const filled = template.replace(
      /\\(.)|\{\}/g,
      (_, escaped: string | undefined) => escaped ?? textOf(values[next++]),
    );
    return filled;
  },
  'States.StringToJson': (text: string) => JSON.parse(text),
  'States.JsonToString': (value: unknown) => JSON.stringify(value),
  'States.Array': (...values: unknown[]) => values,
  'States.ArrayContains': (list: unknown[], value: unknown) =>
    list.some((item) => JSON.stringify(item) === JSON.stringify(value)),
  'States.ArrayGetItem': (list: unknown[], index: number) => list[index],
  'States.ArrayLength': (list: unknown[]) => list.length,
  'States.ArrayUnique': (list: unknown[]) => [...new Map(list.map((item) => [JSON.stringify(item), item])).values()],
  'States.JsonMerge': (one: object, other: object) => ({ ...one, ...other }),
  'States.MathAdd': (one: number, other: number) => one + other,
  'States.StringSplit': (text: string, separators: string) =>
    text.split(new RegExp(`[${separators.replace(/[\\\]^-]/g, '\\$&')}]`)).filter((part) => part !== ''),
  'States.Base64Encode': (text: string) => Buffer.from(text, 'utf8').toString('base64'),
  'States.Base64Decode': (text: string) => Buffer.from(text, 'base64').toString('utf8'),
  'States.UUID': () => randomUUID(),
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a call such as `States.Format('{}-job', $.name)` comes to. @throws StateFailure for what cannot be read. */
export function intrinsic(text: string, roots: Roots): unknown {
  const reader = new Reader(text, roots);
  const value = reader.argument();
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  readonly #roots: Roots;
  #at = 0;

  constructor(text: string, roots: Roots) {
    this.#text = text;
    this.#roots = roots;
  }

  /** A call, a path, a text, a number, or a word. */
  argument(): unknown {
    const name = this.#take(/\s*(States\.\w+)\s*\(/y);
    if (name !== undefined) return this.#call(name);
    const string = this.#take(/\s*'((?:[^'\\]|\\.)*)'/y);
    // The escapes of a template are its own; only quotes are of the text.
    if (string !== undefined) return string.replaceAll("\\'", "'");
    const path = this.#take(/\s*(\$(?:[^,()'[\]\s]|\[[^\]]*\])*)/y);
    if (path !== undefined) return get(path, this.#roots);
    const literal = this.#take(/\s*(-?\d+(?:\.\d+)?|true|false|null)/y);
    if (literal !== undefined) return JSON.parse(literal);
    throw this.#unreadable();
  }

  end(): void {
    if (this.#text.slice(this.#at).trim() !== '') throw this.#unreadable();
  }

  #call(name: string): unknown {
    const args: unknown[] = [];
    while (this.#take(/\s*(\))/y) === undefined) {
      if (args.length > 0 && this.#take(/\s*(,)/y) === undefined) throw this.#unreadable();
      args.push(this.argument());
    }
    const open = unknownIn(args);
    if (open) return open;
    const made = FUNCTIONS[name];
    if (made === undefined) return new Unknown(`is worked out by ${name}, which is not simulated`);
    try {
      return made(...(args as never[]));
    } catch (error) {
      throw runtimeFailure(`${name} failed: ${(error as Error).message}`);
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found[1];
  }

  #unreadable = () => runtimeFailure(`${this.#text} cannot be read at character ${this.#at + 1}`);
}
