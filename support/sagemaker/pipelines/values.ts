import { Unknown, unknownIn } from '../executions/unknown.ts';

/** What the expressions of a definition may name. */
export interface Sources {
  readonly parameters: ReadonlyMap<string, unknown>;
  /** `PipelineName` and its like. */
  readonly execution: Readonly<Record<string, unknown>>;
  /** What a step has left behind, as its Describe reports it; `Unknown` where nothing does. */
  readonly stepOutput: (name: string) => unknown;
}

/**
 * A value with every expression in it worked out: `{ "Get": "Parameters.X" }`, `{ "Std:Join": … }`. What cannot be known is
 * left as `Unknown`.
 */
export function resolved(value: unknown, sources: Sources): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, sources));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, argument] = ['', undefined], ...more] = entries;
  if (more.length === 0 && key === 'Get' && typeof argument === 'string') return got(argument, sources);
  if (more.length === 0 && key.startsWith('Std:')) return computed(key, argument, sources);
  return Object.fromEntries(entries.map(([name, item]) => [name, resolved(item, sources)]));
}

/** The steps that a value refers to. */
export function stepsNamedIn(value: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, item] of Object.entries(part)) {
      const [, name] = key === 'Get' && typeof item === 'string' ? (/^Steps\.([^.[]+)/.exec(item) ?? []) : [];
      if (name !== undefined) names.add(name);
      else look(item);
    }
  };
  look(value);
  return names;
}

function got(reference: string, { parameters, execution, stepOutput }: Sources): unknown {
  const [source, name = '', ...rest] = partsOf(reference);
  if (source === 'Parameters' && rest.length === 0) {
    return parameters.has(name) ? parameters.get(name) : new Unknown(`is ${reference}, which is no parameter`);
  }
  if (source === 'Execution' && rest.length === 0 && Object.hasOwn(execution, name)) return execution[name];
  if (source === 'Steps') return member(stepOutput(name), rest, reference);
  return new Unknown(`is ${reference}, which is not known here`);
}

/** `Steps.Clean.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri` → its parts, without brackets. */
const partsOf = (reference: string): readonly string[] =>
  [...reference.matchAll(/\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\]|([^.[\]]+)/g)].map(
    ([, single, double, index, plain]) => single ?? double ?? index ?? plain ?? '',
  );

function member(value: unknown, parts: readonly string[], reference: string): unknown {
  let at = value;
  for (const part of parts) {
    if (at instanceof Unknown) return at;
    const next = Array.isArray(at) ? inList(at, part) : (at as Readonly<Record<string, unknown>> | undefined)?.[part];
    if (next === undefined || next === null) return new Unknown(`is ${reference}, which the step did not leave behind`);
    at = next;
  }
  return at;
}

/** Lists of named things are asked by name, others by number. */
function inList(list: readonly unknown[], part: string): unknown {
  if (/^\d+$/.test(part)) return list[Number(part)];
  return list.find(
    (item) =>
      typeof item === 'object' &&
      item !== null &&
      Object.entries(item).some(([key, value]) => /Name$/.test(key) && value === part),
  );
}

function computed(name: string, argument: unknown, sources: Sources): unknown {
  if (name !== 'Std:Join') return new Unknown(`is worked out by ${name}, which reads what a job wrote`);
  const { On = '', Values } = (argument ?? {}) as { readonly On?: unknown; readonly Values?: unknown };
  const values = resolved(Values, sources);
  const open = unknownIn(values);
  if (open) return open;
  return Array.isArray(values) ? values.map(textOf).join(String(On)) : new Unknown('is a Std:Join without Values');
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
