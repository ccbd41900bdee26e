import { JSONPath } from 'jsonpath-plus';
import { Unknown, unknownIn } from '../executions/unknown.ts';
import { runtimeFailure } from './failure.ts';

/** What paths and expressions of a state may name. */
export interface Roots {
  /** `$` */
  readonly input: unknown;
  /** `$$` */
  readonly context: Readonly<Record<string, unknown>>;
  /** `$name` */
  readonly variables: ReadonlyMap<string, unknown>;
}

/** What a path names; `undefined` for nothing. @throws StateFailure for what is no path. */
export function find(path: string, { input, context, variables }: Roots): unknown {
  if (path.startsWith('$$')) return within(context, path.slice(1));
  const [, name, rest = ''] = /^\$([A-Za-z_]\w*)(.*)$/s.exec(path) ?? [];
  if (name === undefined) return within(input, path);
  return within(variables.get(name), `$${rest}`);
}

/** The same, where nothing is a failure. */
export function get(path: string, roots: Roots): unknown {
  const found = find(path, roots);
  if (found === undefined) throw runtimeFailure(`the path ${path} finds nothing in its input`);
  return found;
}

function within(json: unknown, path: string): unknown {
  const parts = partsOf(path);
  if (parts.every((part) => /^[^*?():,@^~]+$/.test(part) && part !== '..')) return walk(json, parts);
  const open = unknownIn(json);
  if (open) return open;
  const found: unknown = JSONPath({ path, json: json as object, eval: 'safe', wrap: true });
  return found;
}

function partsOf(path: string): readonly string[] {
  try {
    // A copy: the parser keeps what it has parsed.
    const [root, ...parts] = [...(JSONPath.toPathArray(path) as string[])];
    if (root === '$') return parts.map((part) => part.replace(/^(['"])(.*)\1$/s, '$2'));
  } catch {
    // Said below.
  }
  throw runtimeFailure(`${path} is no path`);
}

function walk(json: unknown, parts: readonly string[]): unknown {
  let at = json;
  for (const part of parts) {
    if (at instanceof Unknown) return at;
    if (typeof at !== 'object' || at === null) return undefined;
    at = Array.isArray(at)
      ? at.at(Number(part))
      : Object.hasOwn(at, part)
        ? (at as Record<string, unknown>)[part]
        : undefined;
  }
  return at;
}

/** A copy of a value with another put where a path says, as `ResultPath` does. */
export function put(json: unknown, path: string, value: unknown): unknown {
  const set = (at: unknown, [part, ...rest]: readonly string[]): unknown => {
    if (part === undefined) return value;
    const object = typeof at === 'object' && at !== null && !Array.isArray(at) && !(at instanceof Unknown) ? at : {};
    return { ...object, [part]: set((object as Record<string, unknown>)[part], rest) };
  };
  return set(json, partsOf(path));
}
