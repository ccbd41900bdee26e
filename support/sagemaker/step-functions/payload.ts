import type { Unknown } from '../executions/unknown.ts';
import { evaluated } from './expressions.ts';
import { runtimeFailure, type StateFailure } from './failure.ts';
import type { State } from './machine.ts';
import { get, put, type Roots } from './paths.ts';
import { filled } from './template.ts';

/** How the data of a state flows, in the query language that it is written in. */
export interface Payload {
  /** What the state works with: of a Task its parameters, of others their input. */
  given(): Promise<unknown>;
  /** A member of the state, worked out. */
  value(member: string): Promise<unknown>;
  /** The state's output, from its result. Assigns the state's variables, too. */
  output(result: unknown, source?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** The output of a state whose failure a catcher took. */
  caught(failure: StateFailure, catcher: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** The same with other input, for what runs once for each item. */
  readonly roots: Roots;
}

export type Assign = (variables: Readonly<Record<string, unknown>>) => void;

type Fields = Readonly<Record<string, unknown>>;

/** The flow in the language of paths. */
export function pathPayload(state: State, raw: Roots, assign: Assign): Payload {
  const fields = state as Fields;
  const through = (path: unknown, roots: Roots): unknown =>
    path === undefined ? roots.input : path === null ? {} : get(String(path), roots);
  const roots: Roots = { ...raw, input: through(fields.InputPath, raw) };
  const merged = (result: unknown, { ResultPath }: Fields): unknown =>
    ResultPath === null ? raw.input : ResultPath === undefined ? result : put(raw.input, String(ResultPath), result);
  return {
    roots,
    given: async () => (fields.Parameters === undefined ? roots.input : filled(fields.Parameters, roots)),
    value: async (member) => {
      const path = fields[`${member}Path`];
      return path === undefined ? filled(fields[member], roots) : get(String(path), roots);
    },
    output: async (result, source = fields) => {
      const selected =
        source.ResultSelector === undefined ? result : filled(source.ResultSelector, { ...roots, input: result });
      if (source.Assign !== undefined) assign(filled(source.Assign, { ...roots, input: selected }) as Fields);
      const whole = merged(selected, source);
      return through(source.OutputPath, { ...roots, input: whole });
    },
    caught: async (failure, catcher) => {
      const error = { Error: failure.error, Cause: failure.reason };
      if (catcher.Assign !== undefined) assign(filled(catcher.Assign, { ...roots, input: error }) as Fields);
      return merged(error, catcher);
    },
  };
}

/** The flow in JSONata. */
export function jsonataPayload(state: State, roots: Roots, assign: Assign): Payload {
  const fields = state as Fields;
  const { input, context, variables } = roots;
  const of = (value: unknown, more: Fields = {}): Promise<unknown> =>
    evaluated(value, { states: { input, context, ...more }, variables });
  const assigned = async ({ Assign }: Fields, more: Fields) => {
    if (Assign !== undefined) assign((await of(Assign, more)) as Fields);
  };
  return {
    roots,
    given: async () => (fields.Arguments === undefined ? input : of(fields.Arguments)),
    value: (member) => of(fields[member]),
    output: async (result, source = fields) => {
      const output = source.Output === undefined ? result : await of(source.Output, { result });
      await assigned(source, { result });
      return output;
    },
    caught: async (failure, catcher) => {
      const errorOutput = { Error: failure.error, Cause: failure.reason };
      const output = catcher.Output === undefined ? errorOutput : await of(catcher.Output, { errorOutput });
      await assigned(catcher, { errorOutput });
      return output;
    },
  };
}

/** A number that a state needs to go on. */
export function numberOf(value: unknown | Unknown, what: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw runtimeFailure(`${what} is no number`);
}
