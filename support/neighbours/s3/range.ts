import { invalidRange } from './errors.ts';

/** The bytes that a `Range` header asks for: from `start` to before `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Of a header that is not one range of bytes, nothing: then the whole is answered. Throws when it lies outside. */
export function rangeOf(header: string | undefined, size: number): Range | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') {
    if (Number(last) === 0 || size === 0) throw invalidRange(size);
    return { start: Math.max(0, size - Number(last)), end: size };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= size) throw invalidRange(size);
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}
