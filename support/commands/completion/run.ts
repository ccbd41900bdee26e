import type { Command } from 'commander';
import { allTopics } from '../../documentation/topics/index.ts';
import { situations } from '../../wrappers/situations/index.ts';
import { candidates, type MoreValues } from './candidates.ts';

const MORE: MoreValues = {
  'check --situation': () => ['all', ...situations.map(({ id }) => id)],
  'explain id': () => allTopics.map(({ id }) => id),
};

/** What the scripts of the shells read; see `scripts.ts`. */
export function completions(program: Command, words: readonly string[]): string {
  const found = candidates(program, words, MORE);
  const lines = (found ?? []).map(({ value, description }) => `${value}\t${description}`);
  return `${[...lines, found === undefined ? ':files' : ':'].join('\n')}\n`;
}
