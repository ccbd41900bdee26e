const REFERENCE = /<([a-z][a-z0-9-]*)>/g;

/** Thrown where a call names what no earlier call gave. */
export class MissingReference extends Error {
  readonly reference: string;

  constructor(reference: string) {
    super(`no earlier call gave <${reference}>`);
    this.reference = reference;
  }
}

/** A copy of an input with what earlier calls gave in place of `<name>`. Throws a MissingReference. */
export function resolved(value: unknown, given: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(REFERENCE, (_, name: string) => {
      const found = given.get(name);
      if (found === undefined) throw new MissingReference(name);
      return found;
    });
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, given));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, item]) => [member, resolved(item, given)]));
}

/** What lies at a path such as `Subnets.0.SubnetId`; undefined when that is no text. */
export function textAt(path: string, value: unknown): string | undefined {
  let found = value;
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, step);
  }
  return typeof found === 'string' && found !== '' ? found : undefined;
}
