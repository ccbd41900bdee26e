import type { Fact } from './fact.ts';
import { FACTS } from './facts/index.ts';
import { play, type Stage } from './play.ts';

/** A fact's name: `ec2 CreateVpc: with a tag`. */
export const nameOf = ({ service, what }: Fact): string => `${service} ${what}`;

/** How each fact was answered otherwise than recorded; empty where it was as recorded. */
export type Results = ReadonlyMap<Fact, readonly string[]>;

const AT_A_TIME = 8;

/** Plays facts, each in an account of its own. */
export async function results(stage: Stage, facts: readonly Fact[] = FACTS): Promise<Results> {
  const queue = [...facts];
  const found = new Map<Fact, readonly string[]>();
  const worker = async () => {
    for (let fact = queue.shift(); fact !== undefined; fact = queue.shift()) found.set(fact, await play(fact, stage));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return new Map(facts.map((fact) => [fact, found.get(fact) ?? []]));
}
