import { dayOf, inForce, wordsOf } from '../findings/exception.ts';
import { covers } from '../text/wildcard.ts';
import type { LintedRequest } from './report/result.ts';
import type { Suppression } from './suppressions.ts';
import type { LintedJob } from './types.ts';

/**
 * The jobs with what somebody answers for: a job of which every finding that counts against it is covered does not
 * fail; one that has expired is shown and covers nothing. `unmatched`: those that nothing called for.
 */
export function suppressed(
  requests: readonly LintedRequest[],
  suppressions: readonly Suppression[],
  now: Date,
): { readonly requests: readonly LintedRequest[]; readonly unmatched: readonly Suppression[] } {
  if (suppressions.length === 0) return { requests, unmatched: [] };
  const today = dayOf(now);
  const used = new Set<Suppression>();
  const ofJob = (job: LintedJob): LintedJob => {
    const counting = job.findings.filter(
      ({ id, outcome }) => outcome === 'broken' || (job.answered.answer === 'not shown' && id === 'not-shown'),
    );
    const by = counting.map(({ id, member }) => {
      const fitting = suppressions.filter((one) => covers(one.finding, id) && speaksOf(one, job, member));
      for (const one of fitting) used.add(one);
      return (
        fitting.find((one) => inForce(one, today)) ?? fitting.toSorted((a, b) => b.expires.localeCompare(a.expires))[0]
      );
    });
    const named = [...new Set(by.filter((one) => one !== undefined))];
    if (named.length === 0) return job;
    const isCovered = by.every((one) => one !== undefined && inForce(one, today));
    return {
      ...job,
      exceptions: named.map((one) => ({ ...one, words: wordsOf(one, today) })),
      ...(isCovered && { excepted: true }),
    };
  };
  const judged = requests.map((one) => ({ ...one, jobs: one.jobs.map(ofJob) }));
  return { requests: judged, unmatched: suppressions.filter((one) => !used.has(one)) };
}

/** A comment speaks of a line: that of the request, of the job, or of the member. A key of all that stands below it. */
function speaksOf(
  { file, line, path }: Suppression,
  { request, place }: LintedJob,
  member: string | undefined,
): boolean {
  if (file !== request.place.file) return false;
  if (path !== undefined) {
    const at = request.place.path;
    return path === '' || at === path || at.startsWith(`${path}.`) || at.startsWith(`${path}[`);
  }
  return [request.place.line, place.line, member === undefined ? undefined : request.lineOf(member)].includes(line);
}
