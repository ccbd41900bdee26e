import { Breather } from '../../sagemaker/life/breather.ts';
import { withoutSecrets } from '../../text/callers-secrets.ts';
import { jsonText } from '../../text/shown.ts';

/** Characters of a piece, about. */
const PIECE = 256 * 1024;

/**
 * An answer as JSON, without the secrets of whoever runs this, in pieces that make it up one after another. A list in it
 * may be long: others come to their turn while its elements are written.
 */
export async function jsonInPieces(body: unknown): Promise<readonly Buffer[]> {
  const pieces = new Pieces();
  if (!isPlainObject(body)) {
    pieces.add(written(body));
    return pieces.all();
  }
  const breather = new Breather();
  let before = '{\n';
  for (const [name, value] of Object.entries(body)) {
    if (!Array.isArray(value) || value.length === 0) {
      // As a member of something, so that its name decides too; without the braces around it.
      const text = written({ [name]: value });
      if (text === '{}') continue;
      pieces.add(`${before}${text.slice(2, -2)}`);
    } else {
      pieces.add(`${before}  ${written(name)}: [\n`);
      for (const [index, element] of value.entries()) {
        const text = written({ [name]: [element] });
        if (index > 0) pieces.add(',\n');
        pieces.add(text.slice(text.indexOf('[\n') + 2, text.lastIndexOf('\n  ]')));
        if (breather.due) await breather.breathe();
      }
      pieces.add('\n  ]');
    }
    before = ',\n';
  }
  pieces.add(before === ',\n' ? '\n}' : '{}');
  return pieces.all();
}

class Pieces {
  readonly #whole: Buffer[] = [];
  #texts: string[] = [];
  #length = 0;

  add(text: string): void {
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length >= PIECE) this.#finish();
  }

  all(): readonly Buffer[] {
    this.#finish();
    return this.#whole;
  }

  #finish(): void {
    this.#whole.push(Buffer.from(this.#texts.join('')));
    this.#texts = [];
    this.#length = 0;
  }
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const written = (value: unknown): string => jsonText(withoutSecrets(value), writable);

/** What calls and jobs hold that JSON has no word for. */
function writable(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  // A buffer comes here as what it says of itself.
  const raw = this[key];
  return raw instanceof Uint8Array ? Buffer.from(raw).toString('base64') : value;
}
