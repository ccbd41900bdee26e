import names from './known-operations.generated.json' with { type: 'json' };

/**
 * The operations of a service, by name: those whose schemas its SDK client exports. A list of their own, for who would
 * otherwise load every schema to learn a name. `node support/protocol/generate.ts` writes it; a test holds it.
 */
export class KnownOperations {
  readonly #names: () => string;
  #known: ReadonlySet<string> | undefined;

  constructor(service: keyof typeof names) {
    this.#names = () => names[service];
  }

  get all(): ReadonlySet<string> {
    this.#known ??= new Set(this.#names().split(' '));
    return this.#known;
  }

  has(name: string): boolean {
    return this.all.has(name);
  }
}
