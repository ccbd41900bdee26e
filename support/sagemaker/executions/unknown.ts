/** A value that a definition takes from something that is not simulated, so that nobody here knows it. */
export class Unknown {
  /** To be read after the name of what is unknown: `comes from step Evaluate, which is not simulated`. */
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

/** The first part of a value that is unknown, at any depth. */
export function unknownIn(value: unknown): Unknown | undefined {
  if (value instanceof Unknown) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const part of Object.values(value)) {
    const found = unknownIn(part);
    if (found) return found;
  }
  return undefined;
}
