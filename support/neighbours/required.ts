import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import { members, requiredMembers } from '../protocol/schema-members.ts';

/**
 * The first required member, at any depth, that an input of a schema leaves out: `imageIds.1.imageTag`. So is an element
 * of a list or a map that is null: `imageIds.1`.
 */
export function missingMember(schema: SchemaRef, input: unknown): string | undefined {
  return missingIn(NormalizedSchema.of(schema), input, '');
}

function missingIn(ns: NormalizedSchema, value: unknown, path: string): string | undefined {
  if (Array.isArray(value) && ns.isListSchema()) {
    const item = ns.getValueSchema();
    return first(value.entries(), ([index, element]) => missingElement(item, element, `${path}.${index + 1}`));
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  if (ns.isMapSchema()) {
    const item = ns.getValueSchema();
    return first(Object.entries(given), ([key, element]) => missingElement(item, element, `${path}.${key}`));
  }
  const required = requiredMembers(ns);
  return first(members(ns), ([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (given[name] === undefined || given[name] === null) return required.has(name) ? at : undefined;
    return missingIn(member, given[name], at);
  });
}

function missingElement(item: NormalizedSchema, element: unknown, path: string): string | undefined {
  return element === null ? path : missingIn(item, element, path);
}

function first<T>(items: Iterable<T>, find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
