import type { Envelope } from '@cucumber/messages';
import { Query } from '@cucumber/query';
import type { Claim } from '../rules/types.ts';
import { claimsOf, locationOf, type ScenarioOptions, type ScenarioResult, scenarioResult } from './scenario.ts';

/**
 * `holds`: it has scenarios in this run and all passed. `broken`: one did not. `not run`: none of its scenarios ran.
 * `no scenario`: there is none to run. `cannot be tested`: by its nature.
 */
export type ClaimStatus = 'holds' | 'broken' | 'not run' | 'no scenario' | 'cannot be tested';

export interface ClaimResult {
  readonly claim: Claim;
  readonly status: ClaimStatus;
  /** Its scenarios in this run. */
  readonly scenarios: readonly ScenarioResult[];
}

/** What a run shows, for people and for exit codes. */
export interface Summary {
  /** In the page's order. */
  readonly claims: readonly ClaimResult[];
  /** In the order they finished. */
  readonly scenarios: readonly ScenarioResult[];
  /** Scenarios tagged with a claim that does not exist. */
  readonly unknownClaims: readonly { readonly claim: string; readonly location: string }[];
  readonly parseErrors: readonly { readonly location: string; readonly message: string }[];
  /** What went wrong outside scenarios: a hook around the run, or the run itself. */
  readonly runErrors: readonly string[];
}

export interface SummaryOptions extends ScenarioOptions {
  readonly claims: readonly Claim[];
  /** Every feature was read, whatever was then picked to run: a claim without a scenario is then a gap. */
  readonly allFeaturesRead: boolean;
}

/** Gathers the messages of a run, live or from a file, and says what they show. */
export class RunMessages {
  readonly query = new Query();
  readonly #parseErrors: { readonly location: string; readonly message: string }[] = [];

  add(envelope: Envelope): void {
    this.query.update(envelope);
    const error = envelope.parseError;
    if (error === undefined) return;
    const { uri, location } = error.source;
    this.#parseErrors.push({
      location: location === undefined ? `${uri}` : `${uri}:${location.line}`,
      // The parser begins with its own copy of the location.
      message: error.message.replace(/^\(\d+:\d+\): /, ''),
    });
  }

  summary({ claims, allFeaturesRead, ...options }: SummaryOptions): Summary {
    const { query } = this;
    const pickles = query.findAllPickles();
    const known = new Set(claims.map(({ id }) => id));
    const covered = new Set(pickles.flatMap(claimsOf));
    const scenarios = query
      .findAllTestCaseFinished()
      .filter(({ willBeRetried }) => !willBeRetried)
      .map((finished) => scenarioResult(query, finished, options));
    return {
      claims: claims.map((claim) => {
        const own = scenarios.filter((scenario) => scenario.claims.includes(claim.id));
        return { claim, scenarios: own, status: statusOf(claim, own, allFeaturesRead && !covered.has(claim.id)) };
      }),
      scenarios,
      unknownClaims: pickles.flatMap((pickle) =>
        claimsOf(pickle)
          .filter((claim) => !known.has(claim))
          .map((claim) => ({ claim, location: locationOf(query, pickle) })),
      ),
      parseErrors: this.#parseErrors,
      runErrors: this.runErrors(),
    };
  }

  get parseErrors(): Summary['parseErrors'] {
    return this.#parseErrors;
  }

  runErrors(): readonly string[] {
    return runErrors(this.query);
  }
}

/** @param gap every feature was read, and no scenario is tagged with it */
export function statusOf(
  claim: Claim,
  scenarios: readonly Pick<ScenarioResult, 'status'>[],
  gap: boolean,
): ClaimStatus {
  if (scenarios.some(({ status }) => status === 'failed')) return 'broken';
  if (claim.test.kind === 'none') return 'cannot be tested';
  if (scenarios.some(({ status }) => status === 'passed')) return 'holds';
  return gap ? 'no scenario' : 'not run';
}

function runErrors(query: Query): string[] {
  const errors = query
    .findAllTestRunHookFinished()
    .filter(({ result }) => result.status === 'FAILED')
    .map(({ result }) => result.exception?.message ?? result.message ?? 'a hook around the run failed');
  const { exception } = query.findTestRunFinished() ?? {};
  return exception === undefined ? errors : [...errors, exception.message ?? exception.type];
}
