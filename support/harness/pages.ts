import type { JournalRing } from '../gateway/journal.ts';
import { clockPage } from '../gateway/pages/clock.ts';
import type { Pages } from '../gateway/pages/introspection.ts';
import { jobsPage } from '../gateway/pages/jobs.ts';
import { type ResetAnswer, resetPage } from '../gateway/pages/reset.ts';
import { rulesPage } from '../gateway/pages/rules.ts';
import type { RuleOptions } from '../rules/types.ts';
import type { SageMaker } from '../sagemaker/index.ts';
import type { Clocks } from './clocks.ts';

export interface Told {
  readonly stub: SageMaker;
  readonly clocks: Clocks;
  readonly rules: RuleOptions;
  readonly reset: (account?: string) => Promise<ResetAnswer>;
}

/** The pages below `/_train-encrypt` that tell of, and act on, what a harness puts together. */
export function pagesOf({ stub, clocks, rules, reset }: Told, journal: JournalRing): Pages {
  return {
    jobs: jobsPage((account) => stub.jobEntries(account), journal),
    clock: clockPage(clocks),
    rules: rulesPage(rules),
    reset: resetPage(reset),
  };
}
