import { createHash } from 'node:crypto';
import type { Pickle } from '@cucumber/messages';
import type { Query } from '@cucumber/query';
import { slug } from '../../../text/slug.ts';

/** What a scenario is, whichever run it is in. */
export interface Identity {
  readonly id: string;
  /** As cucumber names it, with slashes. */
  readonly uri: string;
  readonly line: number;
  readonly feature: string;
  readonly rule: string | undefined;
  readonly name: string;
  readonly example: Readonly<Record<string, string>> | undefined;
}

/**
 * Tells every scenario of a run's features, run or not, so that the same ones are told apart in the same way by each
 * shard. By the id of its pickle.
 */
export function identitiesOf(query: Query): ReadonlyMap<string, Identity> {
  const seen = new Map<string, number>();
  const identities = new Map<string, Identity>();
  const described = query.findAllPickles().map((pickle) => describe(query, pickle));
  described.sort((a, b) => compare(a.uri, b.uri) || a.line - b.line);
  for (const { pickle, ...parts } of described) {
    const { uri, feature, rule, name, example } = parts;
    const key = JSON.stringify([portable(uri), feature, rule ?? null, name, example === undefined ? null : example]);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    identities.set(pickle.id, { ...parts, id: idOf(name, count === 1 ? key : `${key} ${count}`) });
  }
  return identities;
}

/** By code units: alike on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function describe(query: Query, pickle: Pickle) {
  const { feature, rule, examples, example } = query.findLineageBy(pickle) ?? {};
  const names = examples?.tableHeader?.cells.map(({ value }) => value);
  const values = example?.cells.map(({ value }) => value);
  return {
    pickle,
    uri: pickle.uri.replaceAll('\\', '/'),
    line: query.findLocationOf(pickle)?.line ?? 0,
    feature: feature?.name ?? '',
    rule: rule?.name,
    name: pickle.name,
    example: names && values && Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
  };
}

/** Our own features are the same ones wherever the package lies. */
function portable(uri: string): string {
  return uri.replace(/^.*node_modules\/train-encrypt\//, '').replace(/^(?:\.\.?\/)+/, '');
}

/** Readable as far as its name is, and its own by a hash of all that it is. */
function idOf(name: string, key: string): string {
  const words = slug(name, 60);
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 10);
  return words === '' ? hash : `${words}-${hash}`;
}
