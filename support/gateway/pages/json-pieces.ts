import { Breather } from '../../sagemaker/life/breather.ts';
import { withoutSecrets } from '../../text/callers-secrets.ts';
import { jsonText } from '../../text/shown.ts';

/**
 * An answer as JSON, without the secrets of whoever runs this. A list in it may be long: others come to their turn while
 * its elements are written.
 */
export async function jsonInPieces(body: unknown): Promise<string> {
  if (!isPlainObject(body)) return written(body);
  const breather = new Breather();
  const members: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (!Array.isArray(value) || value.length === 0) {
      // As a member of something, so that its name decides too; without the braces around it.
      const text = written({ [name]: value });
      if (text !== '{}') members.push(text.slice(2, -2));
      continue;
    }
    const elements: string[] = [];
    for (const element of value) {
      const text = written({ [name]: [element] });
      elements.push(text.slice(text.indexOf('[\n') + 2, text.lastIndexOf('\n  ]')));
      if (breather.due) await breather.breathe();
    }
    members.push(`  ${written(name)}: [\n${elements.join(',\n')}\n  ]`);
  }
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n}`;
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
