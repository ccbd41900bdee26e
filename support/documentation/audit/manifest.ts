import { sha256 } from './provenance.ts';

/** As `sha256sum -c` reads it; in the order of names. */
export function manifestOf(files: ReadonlyMap<string, string | Uint8Array>): string {
  const lines = [...files].map(([name, content]) => `${sha256(content)}  ${name}\n`);
  return lines.toSorted((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('');
}
