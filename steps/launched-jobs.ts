import type { Job } from '../support/rules/types.ts';
import type { JobRecord } from '../support/sagemaker/index.ts';
import { jobsOf } from '../support/sagemaker/request-facts.ts';
import type { Attempt } from '../support/wrappers/types.ts';

/** What exists because of the wrapper: what it created, and what that launched in turn. */
export const createdBy = ({ jobs }: Attempt): readonly JobRecord[] => jobs.filter(({ status }) => status !== 'Refused');

/** The jobs that are defined in these; none in what names a definition of its own. Those judged are known already. */
export const jobsIn = (kept: readonly JobRecord[]): readonly Job[] =>
  kept.flatMap(({ operation, request, verdicts }) =>
    verdicts.length > 0 ? verdicts.map(({ job }) => job) : (jobsOf(operation, request) ?? []),
  );

/** The jobs in every request it sent, whatever became of it. */
export const requestedBy = ({ calls }: Attempt): readonly Job[] =>
  calls.flatMap(({ service, operation = '', input }) =>
    service === 'sagemaker' ? (jobsOf(operation, input) ?? []) : [],
  );
