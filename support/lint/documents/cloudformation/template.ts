import { isObject } from '../../undecided.ts';

/** A template, with its loops unrolled. */
export interface Template {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface Resource {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly condition?: string;
  /** Where it stands: of a loop the loop's own place. */
  readonly path: readonly (string | number)[];
}

export const isResource = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && typeof value.Type === 'string';

export const isLoop = (name: string, value: unknown): value is [string, unknown, Record<string, unknown>] =>
  name.startsWith('Fn::ForEach::') && Array.isArray(value) && typeof value[0] === 'string' && isObject(value[2]);

/** @param foreign called with the name of what is no resource */
export function templateOf(value: Readonly<Record<string, unknown>>, foreign: (name: string) => void): Template {
  const part = (name: string) => (isObject(value[name]) ? value[name] : {});
  const resources = new Map<string, Resource>();
  for (const [name, given] of Object.entries(part('Resources'))) {
    if (isLoop(name, given)) {
      for (const [own, resource] of unrolled(given)) {
        if (isResource(resource)) resources.set(own, resourceOf(resource, ['Resources', name]));
      }
    } else if (isResource(given)) resources.set(name, resourceOf(given, ['Resources', name, 'Properties']));
    else foreign(name);
  }
  return {
    resources,
    parameters: part('Parameters'),
    conditions: part('Conditions'),
    mappings: part('Mappings'),
    outputs: part('Outputs'),
  };
}

const resourceOf = (value: Readonly<Record<string, unknown>>, path: Resource['path']): Resource => ({
  type: String(value.Type),
  properties: isObject(value.Properties) ? value.Properties : {},
  ...(typeof value.Condition === 'string' && { condition: value.Condition }),
  path,
});

const MOST_TURNS = 200;

/** `Fn::ForEach::Groups: [Name, [A, B], { Group${Name}: … }]`; once where the list is not in the template. */
function unrolled([name, list, body]: [string, unknown, Record<string, unknown>]): readonly (readonly [
  string,
  unknown,
])[] {
  const items = Array.isArray(list) ? list.filter((item) => typeof item === 'string').slice(0, MOST_TURNS) : undefined;
  return (items ?? [undefined]).flatMap((item) =>
    Object.entries(body).map(([key, resource]) =>
      item === undefined
        ? ([key, resource] as const)
        : ([filled(key, name, item), turn(resource, name, item)] as const),
    ),
  );
}

const filled = (text: string, name: string, item: string): string =>
  text.replaceAll(`\${${name}}`, item).replaceAll(`&{${name}}`, item.replace(/\W/g, ''));

function turn(value: unknown, name: string, item: string): unknown {
  if (typeof value === 'string') return filled(value, name, item);
  if (Array.isArray(value)) return value.map((one) => turn(one, name, item));
  if (!isObject(value)) return value;
  if (value.Ref === name) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [filled(key, name, item), turn(one, name, item)]),
  );
}
