import { parseQuoted } from '../text.ts';
import { isObject } from '../undecided.ts';

/** A definition that a request carries as text, or as it is; `undefined` when it is neither. */
export function quotedDefinition(definition: unknown): Record<string, unknown> | undefined {
  const value = typeof definition === 'string' ? parseQuoted(definition) : definition;
  return isObject(value) ? value : undefined;
}
