import type { Answered } from '../findings/answer.ts';
import type { LintedRequest } from './report/result.ts';
import type { LintedJob, ReadRequest } from './types.ts';

/** A request that was judged, with the answer for what it defines elsewhere. */
export function withElsewhere(
  request: ReadRequest,
  jobs: readonly LintedJob[],
  all: readonly ReadRequest[],
): LintedRequest {
  if (jobs.length > 0) return { request, jobs };
  const { unseen, operation } = request;
  if (unseen !== undefined) return { request, jobs, elsewhere: notShown(`${operation} ${unseen}`) };
  const name = definitionNamed(request);
  // A definition among the requests is judged there.
  if (name !== undefined && all.some((other) => other.request.JobDefinitionName === name)) return { request, jobs };
  const what = name === undefined ? 'defines no job here' : `names the job definition ${name}, which is not here`;
  return { request, jobs, elsewhere: notShown(`${operation} ${what}`) };
}

const notShown = (why: string): Answered => ({ answer: 'not shown', because: [why] });

function definitionNamed({ request }: ReadRequest): string | undefined {
  const config = request.MonitoringScheduleConfig as { readonly MonitoringJobDefinitionName?: unknown } | undefined;
  const name = config?.MonitoringJobDefinitionName;
  return typeof name === 'string' ? name : undefined;
}
