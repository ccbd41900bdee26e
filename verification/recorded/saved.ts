import { readFileSync, writeFileSync } from 'node:fs';
import type { Fact } from './fact.ts';
import { FACTS } from './facts/index.ts';
import { nameOf, type Results } from './results.ts';

const FILE = new URL('differences.json', import.meta.url);

/** Engine → name of a fact → how it was answered otherwise than recorded. Facts answered as recorded are not in it. */
export type Saved = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Ids, accounts and times differ from run to run: only the first line of each difference is kept, without them. */
export function saved(results: Results): Saved[string] {
  return Object.fromEntries(
    [...results].flatMap(([fact, wrong]) => (wrong.length === 0 ? [] : [[nameOf(fact), [steady(wrong[0] ?? '')]]])),
  );
}

function steady(line: string): string {
  return line
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>')
    .replace(/\b\d{12}\b/g, '<account>')
    .replace(/\b([a-z]+(?:-cidr-assoc)?)-[0-9a-f]{8,17}\b/g, '$1-*')
    .replace(/\b(?:AROA|ASIA|LSIA)[A-Z0-9]{16,17}\b/g, '<key>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '<time>')
    .slice(0, 240);
}

export const readSaved = (): Saved => JSON.parse(readFileSync(FILE, 'utf8')) as Saved;

export function writeSaved(all: Saved): void {
  writeFileSync(FILE, `${JSON.stringify(all, undefined, 1)}\n`);
}

/** Results as they were saved; `undefined` for an engine that was not asked. */
export function resultsOf(all: Saved, engine: string, facts: readonly Fact[] = FACTS): Results | undefined {
  const own = all[engine];
  return own && new Map(facts.map((fact) => [fact, own[nameOf(fact)] ?? []]));
}
