import type { Mutation } from './mutation.ts';
import type { Noticed } from './noticed.ts';
import type { Result } from './result.ts';
import type { Outcome } from './run-features.ts';
import type { Answer } from './warm/process.ts';

/** How a mutation is tried. */
export interface Tries {
  /** The scenario that noticed each mutation last time, by the mutation's name. */
  readonly noticed: ReadonlyMap<string, Noticed>;
  /** Runs one scenario, with the mutation and without. */
  readonly one: (mutation: Mutation, scenario: Noticed) => Promise<Answer>;
  /** Runs the whole suite in a process of its own. */
  readonly all: (mutation: Mutation) => Promise<Outcome>;
}

/** Asks the scenario that noticed a mutation last time, and the whole suite where it does not notice. */
export async function tryOut(mutation: Mutation, { noticed, one, all }: Tries): Promise<Result> {
  const started = performance.now();
  const last = noticed.get(mutation.name);
  const answer = last && (await one(mutation, last));
  const outcome: Outcome =
    answer?.kind === 'caught' ? { kind: 'broken', scenarios: answer.scenarios } : await all(mutation);
  return { mutation, outcome, seconds: (performance.now() - started) / 1000 };
}
