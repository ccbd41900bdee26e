import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { Unknown, unknownIn } from '../executions/unknown.ts';
import { StateFailure } from './failure.ts';

/** What JSONata expressions of a state may name. */
export interface Bindings {
  /** `$states`: input, result, errorOutput, context. */
  readonly states: Readonly<Record<string, unknown>>;
  readonly variables: ReadonlyMap<string, unknown>;
}

const EXPRESSION = /^\s*\{%([\s\S]*)%\}\s*$/;

/** A value with every `{% … %}` in it worked out. @throws StateFailure `States.QueryEvaluationError` */
export async function evaluated(value: unknown, bindings: Bindings): Promise<unknown> {
  if (typeof value === 'string') {
    const [, expression] = EXPRESSION.exec(value) ?? [];
    return expression === undefined ? value : evaluate(expression.trim(), bindings);
  }
  if (Array.isArray(value)) return Promise.all(value.map((item) => evaluated(item, bindings)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, item]) => [key, await evaluated(item, bindings)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** What Step Functions has beside JSONata's own functions. */
const FUNCTIONS: Readonly<Record<string, (...args: never[]) => unknown>> = {
  partition: (list: unknown[], size: number) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size)),
  range: (from: number, to: number, step: number) =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step),
  hash: (text: string, algorithm: string) =>
    createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex'),
  parse: (text: string) => JSON.parse(text),
  uuid: () => randomUUID(),
};

async function evaluate(expression: string, { states, variables }: Bindings): Promise<unknown> {
  const named = [...variables].find(
    ([name, value]) => unknownIn(value) && new RegExp(`\\$${name}\\b`).test(expression),
  );
  if (named) return unknownIn(named[1]);
  const watch = new Watch();
  let result: unknown;
  try {
    const compiled = jsonata(expression);
    for (const [name, made] of Object.entries(FUNCTIONS)) compiled.registerFunction(name, made as never);
    result = await compiled.evaluate({}, { ...Object.fromEntries(variables), states: watch.over(states) });
  } catch (error) {
    if (watch.touched) return watch.touched;
    const { message } = error as { readonly message?: unknown };
    throw new StateFailure('States.QueryEvaluationError', `train-encrypt: ${expression}: ${String(message)}`);
  }
  if (watch.touched) return watch.touched;
  if (result === undefined) {
    throw new StateFailure('States.QueryEvaluationError', `train-encrypt: ${expression} gives no value`);
  }
  return watch.original(result);
}

/** Notices whether an expression looked at something unknown: what it came to is then unknown, too. */
class Watch {
  readonly #originals = new WeakMap<object, unknown>();
  touched: Unknown | undefined;

  /** A copy whose unknown members tell when they are read. */
  over(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const copy: object = Array.isArray(value) ? [] : {};
    for (const [key, item] of Object.entries(value)) {
      const read = () => {
        this.touched = item as Unknown;
      };
      if (item instanceof Unknown) Object.defineProperty(copy, key, { enumerable: true, get: read });
      else Object.defineProperty(copy, key, { enumerable: true, writable: true, value: this.over(item) });
    }
    this.#originals.set(copy, value);
    return copy;
  }

  /** What an expression passes on as it is keeps what is unknown in it. JSONata's lists carry marks of their own. */
  original(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (this.#originals.has(value)) return this.#originals.get(value);
    if (Array.isArray(value)) return Array.from(value, (item) => this.original(item));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.original(item)]));
  }
}
