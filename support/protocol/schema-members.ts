import type { NormalizedSchema } from '@smithy/core/schema';
import type { StaticStructureSchema } from '@smithy/types';

/** The members of a structure; none of what is not one. */
export function members(ns: NormalizedSchema): readonly (readonly [string, NormalizedSchema])[] {
  return ns.isStructSchema() ? [...ns.structIterator()] : [];
}

/** A structure's schema says in its seventh place how many of its members, counted from the first, are required. */
export function requiredMembers(ns: NormalizedSchema): ReadonlySet<string> {
  if (!ns.isStructSchema()) return new Set();
  const [, , , , names, , required] = ns.getSchema() as unknown as StaticStructureSchema & { 6?: number };
  return new Set(names.slice(0, required ?? 0));
}
