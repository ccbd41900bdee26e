import { conform } from '../../lint/conform.ts';
import { requestsOf } from '../../lint/documents/document.ts';
import { pipeline } from '../../lint/documents/pipeline.ts';
import { stepFunctions } from '../../lint/documents/step-functions.ts';
import type { Job } from '../../rules/types.ts';
import { jobsOf } from '../../sagemaker/request-facts.ts';
import type { NormalisedRequest } from './normalise.ts';

/** A job that a request asks for, or that its definition will ask for. */
export interface PlacedJob {
  readonly job: Job;
  /** Where it is defined, from the top of the request; empty for the request itself. */
  readonly at: string;
}

export function jobsIn({ operation, request }: NormalisedRequest): readonly PlacedJob[] {
  const part = { value: request, path: [] };
  const defined = /Pipeline$|StateMachine$/.test(operation)
    ? (requestsOf(pipeline, part) ?? requestsOf(stepFunctions, part) ?? [])
    : [];
  const found = defined.map(({ operation: asks, value, path }) => {
    const at = path.map((step) => (typeof step === 'number' ? step + 1 : step)).join('.');
    return { operation: asks, value, at };
  });
  return [{ operation, value: request as unknown, at: '' }, ...found].flatMap(({ operation: asks, value, at }) =>
    jobsAsked(asks, value).map((job) => ({ job, at: [at, job.path].filter((step) => step !== '').join('.') })),
  );
}

function jobsAsked(operation: string, value: unknown): readonly Job[] {
  if (jobsOf(operation, {}) === undefined) return [];
  return jobsOf(operation, conform(operation, value).request) ?? [];
}

/** Several instances, or as many as the service chooses, without encryption. */
export const talksInTheClear = ({ job: { encrypted, instances } }: PlacedJob): boolean =>
  encrypted !== true && instances !== 1;
