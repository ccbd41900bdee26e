import type { Summary } from '../../documentation/summary.ts';
import { Failure } from '../../failure.ts';

/** 0: everything that ran held. 1: something is broken, or a claim has no scenario. */
export function outcomeOf({ claims, scenarios }: Summary): 0 | 1 {
  const broken = scenarios.some(({ status }) => status === 'failed');
  return broken || claims.some(({ status }) => status === 'no scenario') ? 1 : 0;
}

/** Throws when a run shows nothing about the claims: it went wrong, or its features cannot be read. */
export function assertMeaningful(summary: Summary, known: readonly string[]): void {
  const [parseError, ...more] = summary.parseErrors;
  if (parseError !== undefined) {
    const others = more.length > 0 ? ` The same goes for ${more.map(({ location }) => location).join(', ')}.` : '';
    throw new Failure(`${parseError.location} is not Gherkin: ${parseError.message}.${others}`, { exitCode: 2 });
  }
  const [runError] = summary.runErrors;
  if (runError !== undefined) throw new Failure(`the features could not be run: ${runError}`, { exitCode: 3 });
  const [unknown] = summary.unknownClaims;
  if (unknown !== undefined) {
    const message = `${unknown.location} is tagged @claim:${unknown.claim}, an unknown claim; available: ${known.join(', ')}.`;
    throw new Failure(message, { exitCode: 2 });
  }
}
