import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import { members, requiredMembers } from '../protocol/schema-members.ts';

/** The first required member, at any depth, that an input of a schema leaves out: `imageIds.1.imageTag`. */
export function missingMember(schema: SchemaRef, input: unknown): string | undefined {
  return missingIn(NormalizedSchema.of(schema), input, '');
}

function missingIn(ns: NormalizedSchema, value: unknown, path: string): string | undefined {
  if (Array.isArray(value) && ns.isListSchema()) {
    const item = ns.getValueSchema();
    return first(value.entries(), ([index, element]) => missingIn(item, element, `${path}.${index + 1}`));
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const required = requiredMembers(ns);
  return first(members(ns), ([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (given[name] === undefined || given[name] === null) return required.has(name) ? at : undefined;
    return missingIn(member, given[name], at);
  });
}

function first<T>(items: Iterable<T>, find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
