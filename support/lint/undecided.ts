/** Stands in a document's value where the document does not have the value itself. */
export class Undecided {
  /** Why, to be read after the member's name: `is taken from $.network when the state runs`. */
  readonly why: string;
  /** The name of the subnet or security group that it is, where the document says which: `TrainingGroup`. */
  readonly stands: string | undefined;

  constructor(why: string, stands?: string) {
    this.why = why;
    this.stands = stands;
  }
}

/**
 * A copy of `value` in which `find` has had its say about every object, list and scalar: what it gives back stands in
 * their place, and `undefined` means that it has nothing to say.
 */
export function replaced(value: unknown, find: (value: unknown) => unknown): unknown {
  const found = find(value);
  if (found !== undefined) return found;
  if (Array.isArray(value)) return value.map((item) => replaced(item, find));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, find)]));
}

/** A JSON object: neither a list nor null, nor anything that is undecided. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Undecided);
}
