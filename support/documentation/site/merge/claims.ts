import type { Claim } from '../../../rules/types.ts';
import { type ClaimStatus, statusOf } from '../../summary.ts';
import type { SiteClaim, SiteScenario } from '../types.ts';

/** What is known of the claims in one run. */
export interface RunClaims {
  readonly id: string;
  readonly allFeaturesRead: boolean;
  /** Claims that scenarios of its features are tagged with, run or not. */
  readonly covered: ReadonlySet<string>;
}

/** The claims with their verdict in each run and over all, in the page's order. */
export function siteClaims(
  claims: readonly Claim[],
  scenarios: readonly SiteScenario[],
  runs: readonly RunClaims[],
): readonly SiteClaim[] {
  return claims.map((claim) => {
    const own = scenarios.filter((scenario) => scenario.claims.includes(claim.id));
    const byRun = runs.map(({ id, allFeaturesRead, covered }) => {
      const results = own.flatMap(({ results }) => results).filter(({ run }) => run === id);
      return [id, statusOf(claim, results, allFeaturesRead && !covered.has(claim.id))] as const;
    });
    return {
      claim,
      status: overall(byRun.map(([, status]) => status)),
      byRun: Object.fromEntries(byRun),
      scenarios: own.map(({ id }) => id),
    };
  });
}

/** The worst counts; and that one run did not look takes nothing from what another one saw. */
const WORST_FIRST: readonly ClaimStatus[] = ['broken', 'no scenario', 'cannot be tested', 'holds', 'not run'];

function overall(statuses: readonly ClaimStatus[]): ClaimStatus {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'not run';
}
