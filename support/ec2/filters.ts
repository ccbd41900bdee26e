import type { Filter } from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { invalidFilter, missingParameter } from './errors.ts';
import type { Region } from './store.ts';

type Value = string | number | boolean | undefined;

/** What a filter compares: one value of a resource, or several of which any may match. */
export type FilterTable<Resource> = Readonly<
  Record<string, (resource: Resource, region: Region) => Value | readonly Value[]>
>;

/** Filters whose values EC2 looks at before it compares them: each throws for what it does not take. */
export type FilterChecks = Readonly<Record<string, (value: string) => void>>;

const MOST_VALUES = 200;

/**
 * The resources that every filter lets through. A filter lets through what equals any of its values, in which `*`
 * stands for any characters, `?` for one, and `\` takes the meaning from the next.
 */
export function filtered<Resource extends { readonly id: string }>(
  resources: readonly Resource[],
  filters: readonly Filter[] | undefined,
  table: FilterTable<Resource>,
  region: Region,
  checks: FilterChecks = {},
): Resource[] {
  const values = (filters ?? []).reduce((sum, filter) => sum + (filter.Values?.length ?? 0), 0);
  if (values > MOST_VALUES) {
    throw new ServiceError('FilterLimitExceeded', `A request can have no more than ${MOST_VALUES} filter values.`);
  }
  for (const { Name = '', Values = [] } of filters ?? []) {
    if (Object.hasOwn(checks, Name)) for (const value of Values) checks[Name]?.(value);
  }
  const tests = (filters ?? []).map((filter, index) => filterTest(filter, index + 1, table, region));
  return resources.filter((resource) => tests.every((test) => test(resource)));
}

function filterTest<Resource extends { readonly id: string }>(
  { Name: name, Values: values }: Filter,
  number: number,
  table: FilterTable<Resource>,
  region: Region,
): (resource: Resource) => boolean {
  if (name === undefined) throw missingParameter(`Filter.${number}.Name`);
  const read = reader(name, table);
  if (read === undefined) throw invalidFilter(name);
  if (values === undefined || values.length === 0) throw missingParameter(`Filter.${number}.Value`);
  const patterns = values.map(compile);
  return (resource) =>
    [read(resource, region)]
      .flat()
      .some((value) => value !== undefined && patterns.some((pattern) => matches(pattern, [...String(value)])));
}

function reader<Resource extends { readonly id: string }>(
  name: string,
  table: FilterTable<Resource>,
): FilterTable<Resource>[string] | undefined {
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length);
    return ({ id }, region) => region.tags.get(id)?.get(key);
  }
  if (name === 'tag-value') return ({ id }, region) => [...(region.tags.get(id)?.values() ?? [])];
  if (name === 'tag-key') return ({ id }, region) => [...(region.tags.get(id)?.keys() ?? [])];
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** `*`, `?`, or a character that stands for itself. */
type Part = '*' | '?' | { readonly literal: string };

function compile(pattern: string): Part[] {
  return [...pattern.matchAll(/\\(.)|(.)/gsu)].map(([whole, escaped]) => {
    if (escaped !== undefined) return { literal: escaped };
    return whole === '*' || whole === '?' ? whole : { literal: whole };
  });
}

/** Takes time in proportion to pattern × text at worst, whatever the pattern. */
function matches(pattern: readonly Part[], text: readonly string[]): boolean {
  let part = 0;
  let at = 0;
  let afterStar = -1;
  let resume = 0;
  while (at < text.length) {
    const expected = pattern[part];
    if (expected === '*') {
      part += 1;
      afterStar = part;
      resume = at;
    } else if (expected === '?' || (typeof expected === 'object' && expected.literal === text[at])) {
      part += 1;
      at += 1;
    } else if (afterStar >= 0) {
      part = afterStar;
      resume += 1;
      at = resume;
    } else return false;
  }
  return pattern.slice(part).every((rest) => rest === '*');
}
