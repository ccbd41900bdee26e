import { isDeepStrictEqual } from 'node:util';
import { resolved } from '../parity/references.ts';
import { type Expected, Matcher } from './fact.ts';

/**
 * Where an answer differs from what was recorded, each in one line; none where it does not. Only recorded members are
 * compared.
 * @param given what earlier calls saved, for `<name>` in what is expected
 */
export function differences(
  expected: Expected,
  actual: unknown,
  given: ReadonlyMap<string, string>,
  path = 'answer',
): readonly string[] {
  if (expected instanceof Matcher) return matched(expected, actual, given, path);
  if (Array.isArray(expected)) {
    const list = Array.isArray(actual) ? actual : [];
    if (list.length !== expected.length) return [`${path} has ${list.length} elements, not ${expected.length}`];
    return expected.flatMap((element, index) => differences(element, list[index], given, `${path}.${index}`));
  }
  if (typeof expected === 'object') {
    if (typeof actual !== 'object' || actual === null) return [`${path} is ${shown(actual)}`];
    return Object.entries(expected).flatMap(([member, value]) =>
      differences(value, Reflect.get(actual, member), given, `${path}.${member}`),
    );
  }
  const wanted = resolved(expected, given);
  return wanted === actual ? [] : [`${path} is ${shown(actual)}, not ${shown(wanted)}`];
}

function matched(
  { kind, value }: Matcher,
  actual: unknown,
  given: ReadonlyMap<string, string>,
  path: string,
): readonly string[] {
  const list = Array.isArray(actual) ? actual : [];
  const holds = (element: Expected) => list.some((one) => differences(element, one, given).length === 0);
  switch (kind) {
    case 'absent':
      return actual === undefined ? [] : [`${path} is ${shown(actual)}, not absent`];
    case 'pattern': {
      const fits = new RegExp(resolved(value, given) as string).test(String(actual));
      return fits && actual !== undefined ? [] : [`${path} is ${shown(actual)}, not of the form ${value}`];
    }
    case 'some':
      return (value as readonly Expected[]).flatMap((element) =>
        holds(element) ? [] : [`${path} lacks ${shown(element)}: ${shown(actual)}`],
      );
    case 'none':
      return (value as readonly Expected[]).flatMap((element) =>
        holds(element) ? [`${path} has ${shown(element)}`] : [],
      );
    case 'any-order': {
      const elements = value as readonly Expected[];
      if (list.length !== elements.length) return [`${path} has ${list.length} elements, not ${elements.length}`];
      return elements.flatMap((element) =>
        holds(element) ? [] : [`${path} lacks ${shown(element)}: ${shown(actual)}`],
      );
    }
    case 'length':
      return list.length === value ? [] : [`${path} has ${list.length} elements, not ${value}`];
    case 'json':
      return isDeepStrictEqual(document(actual), resolved(value, given))
        ? []
        : [`${path} is ${shown(actual)}, not ${shown(value)}`];
    case 'past':
      return actual instanceof Date && actual.getTime() <= Date.now()
        ? []
        : [`${path} is ${shown(actual)}, not a time that has come`];
  }
}

function document(text: unknown): unknown {
  try {
    return JSON.parse(String(text).startsWith('%') ? decodeURIComponent(String(text)) : String(text));
  } catch {
    return undefined;
  }
}

function shown(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
