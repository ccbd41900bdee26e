import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on the parts and on nothing else: chance that comes out the same every time. */
export function chance(...parts: readonly (string | number)[]): number {
  return digest(parts).readUIntBE(0, 6) / 2 ** 48;
}

/** Eight hexadecimal digits that depend on the parts and on nothing else. */
export function shortHash(...parts: readonly (string | number)[]): string {
  return digest(parts).toString('hex', 0, 4);
}

function digest(parts: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
