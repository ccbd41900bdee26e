import { isObject } from '../../undecided.ts';
import type { Template } from './template.ts';

/** Each condition of a template, and whether it holds. */
export type World = Readonly<Record<string, boolean>>;

const MOST_COMBINATIONS = 256;
/** Beyond this a template is read once, with its conditions open. */
const MOST_WORLDS = 16;

const OTHER = '\u0000other';

/** An equation that decides a condition: of a parameter with a text, or one that only the stack can decide. */
type Atom = { readonly key: string; readonly parameter?: string; readonly text?: string };

/**
 * Every way in which the conditions that are named can come out together; one without conditions where there are none,
 * or too many.
 */
export function worldsOf(template: Template, named: ReadonlySet<string>): readonly World[] {
  const atoms = new Map<string, Atom>();
  for (const name of named) for (const atom of atomsOf(template, name, [])) atoms.set(atom.key, atom);
  const domains = domainsOf(template, [...atoms.values()]);
  const combinations = domains.reduce((count, [, values]) => count * values.length, 1);
  if (combinations > MOST_COMBINATIONS) return [{}];
  const worlds = new Map<string, World>();
  for (const assignment of product(domains)) {
    const world = Object.fromEntries(
      [...named].flatMap((name) => {
        const holds = evaluate(template, { Condition: name }, assignment, []);
        return holds === undefined ? [] : [[name, holds] as const];
      }),
    );
    worlds.set(JSON.stringify(world), world);
  }
  return worlds.size > MOST_WORLDS ? [{}] : [...worlds.values()];
}

function atomsOf(template: Template, name: string, above: readonly string[]): readonly Atom[] {
  if (above.includes(name)) return [];
  const walk = (value: unknown): readonly Atom[] => {
    if (!isObject(value)) return [];
    if (typeof value.Condition === 'string') return atomsOf(template, value.Condition, [...above, name]);
    const [key = '', args] = Object.entries(value)[0] ?? [];
    if (key === 'Fn::Equals') return literal(args) === undefined ? [atomOf(args)] : [];
    return Array.isArray(args) ? args.flatMap(walk) : [];
  };
  return walk(template.conditions[name]);
}

function atomOf(args: unknown): Atom {
  const sides = Array.isArray(args) ? args : [];
  const reference = sides.find((side) => isObject(side) && typeof side.Ref === 'string');
  const text = sides.find((side) => typeof side === 'string' || typeof side === 'boolean' || typeof side === 'number');
  const key = JSON.stringify(args);
  return isObject(reference) && text !== undefined
    ? { key, parameter: String(reference.Ref), text: String(text) }
    : { key };
}

/** An equation of two texts is decided. */
function literal(args: unknown): boolean | undefined {
  if (!Array.isArray(args) || args.length !== 2 || args.some((side) => typeof side === 'object')) return undefined;
  return String(args[0]) === String(args[1]);
}

type Domain = readonly [name: string, values: readonly string[]];

function domainsOf({ parameters }: Template, atoms: readonly Atom[]): readonly Domain[] {
  const names = new Set(atoms.flatMap(({ parameter }) => parameter ?? []));
  const ofParameters = [...names].map((name): Domain => {
    const parameter = parameters[name];
    const allowed = isObject(parameter) && Array.isArray(parameter.AllowedValues) ? parameter.AllowedValues : undefined;
    const texts = atoms.flatMap((atom) => (atom.parameter === name ? (atom.text ?? []) : []));
    return [name, allowed ? [...new Set(allowed.map(String))] : [...new Set([...texts, OTHER])]];
  });
  const others = atoms.filter(({ parameter }) => parameter === undefined);
  return [...ofParameters, ...others.map(({ key }): Domain => [key, ['true', 'false']])];
}

function* product(domains: readonly Domain[]): Generator<ReadonlyMap<string, string>> {
  const [first, ...more] = domains;
  if (!first) {
    yield new Map();
    return;
  }
  for (const value of first[1]) for (const rest of product(more)) yield new Map([[first[0], value], ...rest]);
}

function evaluate(
  template: Template,
  value: unknown,
  assignment: ReadonlyMap<string, string>,
  above: readonly string[],
): boolean | undefined {
  if (!isObject(value)) return undefined;
  const { Condition: name } = value;
  if (typeof name === 'string') {
    if (above.includes(name) || !Object.hasOwn(template.conditions, name)) return undefined;
    return evaluate(template, template.conditions[name], assignment, [...above, name]);
  }
  const [key = '', args] = Object.entries(value)[0] ?? [];
  if (key === 'Fn::Equals') {
    const decided = literal(args);
    if (decided !== undefined) return decided;
    const atom = atomOf(args);
    return atom.parameter === undefined
      ? assignment.get(atom.key) === 'true'
      : assignment.get(atom.parameter) === atom.text;
  }
  if (!Array.isArray(args)) return undefined;
  const all = args.map((one: unknown) => evaluate(template, one, assignment, above));
  if (all.some((one) => one === undefined)) return undefined;
  if (key === 'Fn::Not') return !all[0];
  if (key === 'Fn::And') return all.every(Boolean);
  return key === 'Fn::Or' ? all.some(Boolean) : undefined;
}
