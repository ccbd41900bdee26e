import { Breather } from '../life/breather.ts';

/** Characters of a part. Shorter texts are in so many names that an index of them would narrow nothing down. */
const LENGTH = 3;

/** Of so many candidates the names are compared too. */
const CHECKED = 10_000;

/**
 * Which names contain a text: by every three characters that follow one another in a name. Nothing is done for it until
 * somebody asks.
 */
export class NameParts<Item extends { readonly name: string }> {
  readonly #byPart = new Map<string, Item[]>();
  /** Added since somebody last asked. */
  readonly #waiting: Item[] = [];

  add(item: Item): void {
    this.#waiting.push(item);
  }

  /**
   * Those whose names may contain the text: all that do, some that do not, and some that were deleted; the fewest that
   * are known. `undefined` when the text is too short to tell.
   * @param few beyond so many that do, no more names are compared
   */
  async candidates(text: string, few = Number.POSITIVE_INFINITY): Promise<readonly Item[] | undefined> {
    if (text.length < LENGTH) return undefined;
    await this.#catchUp();
    let fewest: readonly Item[] | undefined;
    for (const part of partsOf(text)) {
      const items = this.#byPart.get(part) ?? [];
      if (fewest === undefined || items.length < fewest.length) fewest = items;
    }
    return fewest !== undefined && fewest.length <= CHECKED ? (withText(fewest, text, few) ?? fewest) : fewest;
  }

  async #catchUp(): Promise<void> {
    const breather = new Breather();
    for (let item = this.#waiting.pop(); item !== undefined; item = this.#waiting.pop()) {
      this.#enter(item);
      if (breather.due) await breather.breathe();
    }
  }

  #enter(item: Item): void {
    for (const part of partsOf(item.name)) {
      const items = this.#byPart.get(part);
      if (items) items.push(item);
      else this.#byPart.set(part, [item]);
    }
  }
}

/** Those whose names contain the text; `undefined` when they are more than a few. */
function withText<Item extends { readonly name: string }>(
  items: readonly Item[],
  text: string,
  few: number,
): readonly Item[] | undefined {
  const found: Item[] = [];
  for (const item of items) {
    if (!item.name.includes(text)) continue;
    found.push(item);
    if (found.length > few) return undefined;
  }
  return found;
}

function partsOf(text: string): ReadonlySet<string> {
  const parts = new Set<string>();
  for (let at = 0; at + LENGTH <= text.length; at += 1) parts.add(text.slice(at, at + LENGTH));
  return parts;
}
