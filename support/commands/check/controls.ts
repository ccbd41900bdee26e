import type { WrapperFinding } from '../../findings/finding.ts';
import type { PlannedAttempt } from '../../wrappers/config/plan.ts';
import { saidLast } from '../../wrappers/judge/words.ts';
import type { Attempt, WrapperVerdict } from '../../wrappers/types.ts';

/** Tries a wrapper in a situation. */
export type Try = (planned: PlannedAttempt) => Promise<Pick<WrapperVerdict, 'sent'>>;

/**
 * Tells a wrapper that refuses from one that fails everywhere: what launches nothing where it must not is held against
 * what it does in the documented network. That is tried once for each wrapper, and only when it has to be known.
 */
export class Controls {
  readonly #try: Try;
  readonly #asks = new Map<string, Promise<boolean>>();

  constructor(tryOne: Try) {
    this.#try = tryOne;
  }

  /** What was seen of a wrapper: once it has asked for a job, nobody needs to try that again. */
  learn({ wrapper, sent }: Pick<WrapperVerdict, 'wrapper' | 'sent'>): void {
    if (sent.length > 0) this.#asks.set(wrapper, Promise.resolve(true));
  }

  /** What is to be said about a wrapper that asked for nothing where it was to refuse, and passed for it. */
  async findings(
    planned: PlannedAttempt,
    attempt: Attempt,
    verdict: WrapperVerdict,
  ): Promise<readonly WrapperFinding[]> {
    const silent = verdict.outcome === 'passed' && verdict.expectation === 'refuses' && verdict.sent.length === 0;
    if (!silent || (await this.#asksIn(planned))) return [];
    return [failsAnyway(attempt)];
  }

  #asksIn({ wrapper, control }: PlannedAttempt): Promise<boolean> {
    if (control === undefined) return Promise.resolve(true);
    const known = this.#asks.get(wrapper);
    if (known !== undefined) return known;
    const asks = this.#try(control).then(({ sent }) => sent.length > 0);
    this.#asks.set(wrapper, asks);
    return asks;
  }
}

function failsAnyway({ command }: Attempt): WrapperFinding {
  return {
    id: 'fails-anyway',
    outcome: 'not shown',
    text: 'It asked for no job here, and for none in the documented network either: what fails everywhere refuses nothing.',
    closestMatch: saidLast(command),
    fix: ['Let the command launch its job in the situation documented first.'],
    provenance: 'ours',
  };
}
