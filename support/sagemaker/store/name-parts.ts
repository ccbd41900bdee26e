import { Breather } from '../life/breather.ts';

/** Of more names than so many, a part is divided by the character that follows it. */
const DIVIDED = 500;

/** Characters of a part. Longer ones would tell apart few names, for much memory where all names begin alike. */
const LONGEST = 8;

/** Of so many candidates the names are compared too. */
const CHECKED = 10_000;

interface Named {
  readonly name: string;
}

/** Items whose names may contain a text, each once. */
export interface Candidates<Item> {
  /** At most so many. */
  readonly size: number;
  readonly jobs: Iterable<Item>;
}

/**
 * Which names contain a text: by the parts of names, which are longer where many names have the same ones. Nothing is
 * done for it until somebody asks.
 */
export class NameParts<Item extends Named> {
  readonly #root = new Part<Item>('');
  /** Added since somebody last asked. */
  readonly #waiting: Item[] = [];

  add(item: Item): void {
    this.#waiting.push(item);
  }

  /**
   * Those whose names may contain the text: all that do, some that do not, and some that were deleted; the fewest that
   * are known. `undefined` for an empty text.
   * @param few beyond so many that do, no more names are compared
   */
  async candidates(text: string, few = Number.POSITIVE_INFINITY): Promise<Candidates<Item> | undefined> {
    if (text === '') return undefined;
    await this.#catchUp();
    let fewest: Part<Item> = this.#root;
    for (let at = 0; at < text.length; at += 1) {
      const part = this.#root.longestOf(text, at);
      if (part === undefined) return { size: 0, jobs: [] };
      if (part.places < fewest.places) fewest = part;
    }
    const jobs = fewest.places <= CHECKED ? withText(fewest.items(), text, few) : undefined;
    return jobs ? { size: jobs.length, jobs } : { size: fewest.places, jobs: fewest.items() };
  }

  async #catchUp(): Promise<void> {
    const breather = new Breather();
    for (let item = this.#waiting.pop(); item !== undefined; item = this.#waiting.pop()) {
      const { name } = item;
      for (let at = 0; at < name.length; at += 1) this.#root.add(item, name, at);
      if (breather.due) await breather.breathe();
    }
  }
}

/** A text that is in names, with those names, until they are too many; then with the longer texts that begin with it. */
class Part<Item extends Named> {
  /** How many places in names it is at. */
  places = 0;
  readonly #text: string;
  #items: Item[] = [];
  /** By the character that follows. Those that it is the end of stay here. */
  #longer: Map<string, Part<Item>> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param at where in the name this part begins */
  add(item: Item, name: string, at: number): void {
    this.places += 1;
    const next = this.#longer === undefined ? '' : name.charAt(at + this.#text.length);
    if (next !== '') this.#followedBy(next).add(item, name, at);
    // A part can be in a name twice. One name is added after another.
    else if (this.#items.at(-1) !== item) this.#items.push(item);
    if (this.#longer === undefined && this.#items.length > DIVIDED && this.#text.length < LONGEST) this.#divide();
  }

  /** The longest part that the text has at a place; `undefined` when no name has it. */
  longestOf(text: string, at: number): Part<Item> | undefined {
    const next = text.charAt(at + this.#text.length);
    return this.#longer === undefined || next === '' ? this : this.#longer.get(next)?.longestOf(text, at);
  }

  /** Each once. */
  items(): Iterable<Item> {
    return this.#longer === undefined ? this.#items : once(this.#all());
  }

  *#all(): Generator<Item> {
    yield* this.#items;
    for (const part of this.#longer?.values() ?? []) yield* part.#all();
  }

  #divide(): void {
    const items = this.#items;
    this.#items = [];
    this.#longer = new Map();
    this.places = 0;
    for (const item of items) {
      const { name } = item;
      for (let at = name.indexOf(this.#text); at >= 0 && at < name.length; at = name.indexOf(this.#text, at + 1)) {
        this.add(item, name, at);
      }
    }
  }

  #followedBy(next: string): Part<Item> {
    let part = this.#longer?.get(next);
    if (part === undefined) {
      part = new Part(this.#text + next);
      this.#longer?.set(next, part);
    }
    return part;
  }
}

function* once<Item>(items: Iterable<Item>): Generator<Item> {
  const seen = new Set<Item>();
  for (const item of items) {
    if (seen.has(item)) continue;
    seen.add(item);
    yield item;
  }
}

/** Those whose names contain the text; `undefined` when they are more than a few. */
function withText<Item extends Named>(items: Iterable<Item>, text: string, few: number): readonly Item[] | undefined {
  const found: Item[] = [];
  for (const item of items) {
    if (!item.name.includes(text)) continue;
    found.push(item);
    if (found.length > few) return undefined;
  }
  return found;
}
