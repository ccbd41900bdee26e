/** Members that are kept to be shared, and characters of the longest: jobs of one wrapper differ in little. */
const MOST = 1_000;
const LONGEST = 4_096;

/**
 * Lets requests that say the same in a member share it, so that many jobs of one wrapper weigh little more than one.
 * Nothing that is shared may be changed in place.
 */
export class SharedMembers {
  readonly #byText = new Map<string, string | object>();

  /** A copy of the request, whose members are those of earlier ones where they are equal. */
  share<Request extends object>(request: Request): Request {
    const members = Object.entries(request).map(([name, value]) => [name, this.#shared(name, value)]);
    return Object.fromEntries(members) as Request;
  }

  #shared(name: string, value: unknown): unknown {
    // Names differ from job to job.
    if (typeof value === 'string') return name.endsWith('Name') ? value : this.#known(`${name}=${value}`, value);
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    // What JSON has no word for would look like something else.
    return text.includes('null') ? value : this.#known(`${name} ${text}`, value);
  }

  #known(key: string, value: string | object): string | object {
    if (key.length > LONGEST) return value;
    const known = this.#byText.get(key);
    if (known !== undefined) return known;
    this.#byText.set(key, value);
    const [oldest] = this.#byText.keys();
    if (this.#byText.size > MOST && oldest !== undefined) this.#byText.delete(oldest);
    return value;
  }
}
