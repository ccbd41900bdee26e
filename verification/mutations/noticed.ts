import { readFileSync, writeFileSync } from 'node:fs';
import type { Result } from './result.ts';

/** The scenario that noticed a mutation last time. */
export interface Noticed {
  readonly feature: string;
  readonly scenario: string;
}

const FILE = new URL('noticed.json', import.meta.url);

/** By the mutation's name. What is out of date costs time and decides nothing: the whole suite is run then. */
export function readNoticed(): ReadonlyMap<string, Noticed> {
  return new Map(Object.entries(JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Noticed>));
}

/** Keeps what noticed the mutations that were tried, beside what is known of the others in `names`. */
export function writeNoticed(results: readonly Result[], names: readonly string[]): void {
  writeFileSync(
    FILE,
    `${JSON.stringify(Object.fromEntries(noticedBy(readNoticed(), results, names)), undefined, 2)}\n`,
  );
}

/** In the order of `names`. */
export function noticedBy(
  known: ReadonlyMap<string, Noticed>,
  results: readonly Result[],
  names: readonly string[],
): ReadonlyMap<string, Noticed> {
  const now = new Map(
    results.flatMap(({ mutation, outcome }) => {
      const [first] = outcome.kind === 'broken' ? outcome.scenarios : [];
      if (first === undefined) return [];
      return [[mutation.name, { feature: first.location.replace(/:\d+$/, ''), scenario: first.name }] as const];
    }),
  );
  return new Map(
    names.flatMap((name) => {
      const noticed = now.get(name) ?? known.get(name);
      return noticed === undefined ? [] : [[name, noticed] as const];
    }),
  );
}
