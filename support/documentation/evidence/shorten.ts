import { clipCounted } from '../../text/clip.ts';

/** What is kept of values that clients sent. */
export interface Limits {
  /** Characters of one text. */
  readonly text: number;
  /** Elements of one list, and members of one object. */
  readonly elements: number;
  readonly depth: number;
}

const LIMITS: Limits = { text: 2_000, elements: 60, depth: 16 };

/**
 * A value as JSON can carry it and a person can read it: long texts and lists cut, saying by how much; bytes told by their
 * number; what by its name or looks is a secret left out.
 */
export function shorten(value: unknown, limits: Limits = LIMITS): unknown {
  return shortened(value, limits, 0);
}

function shortened(value: unknown, limits: Limits, depth: number): unknown {
  if (typeof value === 'string') return clipCounted(value.replace(ACCESS_KEY, HIDDEN), limits.text);
  if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `(${value.byteLength} bytes)`;
  if (depth === limits.depth) return '(more, nested deeper)';
  if (Array.isArray(value)) {
    const kept = value.slice(0, limits.elements).map((element) => shortened(element, limits, depth + 1));
    return value.length > kept.length ? [...kept, `(${value.length - kept.length} more)`] : kept;
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const kept = members
    .slice(0, limits.elements)
    .map(([name, member]) => [
      name,
      typeof member === 'string' && namesSecret(name) ? HIDDEN : shortened(member, limits, depth + 1),
    ]);
  const left = members.length - kept.length;
  return Object.fromEntries(left > 0 ? [...kept, ['…', `(${left} more)`]] : kept);
}

const HIDDEN = '(not shown: it may be a secret)';

/** Ids of AWS access keys, as people have put them where they do not belong. */
const ACCESS_KEY = /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g;

/** Tokens that count pages and tries, and open nothing. */
const HARMLESS = /^(?:Next|Client|ClientRequest|Idempotency)Token$/;
const SECRET =
  /(?:^| )(?:secret|password|passwd|passphrase|token|credentials?|apikey|(?:api|access|private) key)(?: |$)/;

/** A member or a variable called `HF_TOKEN`, `dbPassword`, `api-key`; not `max_tokens`. */
function namesSecret(name: string): boolean {
  if (HARMLESS.test(name)) return false;
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .toLowerCase();
  return SECRET.test(words);
}
