import { isObject } from '../undecided.ts';

/** A definition that a request carries as text, or as it is; `undefined` when it is neither. */
export function quotedDefinition(definition: unknown): Record<string, unknown> | undefined {
  if (isObject(definition)) return definition;
  if (typeof definition !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(definition);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
