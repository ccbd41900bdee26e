import type { AutoMLSettings } from './settings.ts';

/** For a table whose request leaves the number open: ours, the service trains up to 250. */
const DEFAULT_CANDIDATES = 10;

/** Documented: only tables have more than one candidate. */
export function mostCandidates({ problem }: AutoMLSettings): number {
  return problem === 'Tabular' ? 750 : 1;
}

/** How many candidates an AutoML job trains. */
export function candidateLimit(settings: AutoMLSettings): number {
  return settings.completion.MaxCandidates ?? Math.min(DEFAULT_CANDIDATES, mostCandidates(settings));
}
