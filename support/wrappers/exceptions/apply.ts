import type { WrapperFinding } from '../../findings/finding.ts';
import { covers } from '../../text/wildcard.ts';
import type { Exception, WrapperVerdict } from '../types.ts';

/** A verdict's finding, with the exception that covers it or did until it expired. */
type Covered = WrapperVerdict['findings'][number];

/** Whether it still counts. Its last day is one of those on which it does. @param today YYYY-MM-DD, by UTC */
export const inForce = ({ expires }: Pick<Exception, 'expires'>, today: string): boolean => today <= expires;

/** YYYY-MM-DD, by UTC. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/**
 * The verdict with its exceptions. What is broken and covered does not fail it any more; one that has expired is named
 * at its finding, and fails as if it were not there. Pure.
 */
export function withExceptions(
  verdict: WrapperVerdict,
  exceptions: readonly Exception[],
  today: string,
): WrapperVerdict {
  const findings = verdict.findings.map((finding) => covered(verdict, finding, exceptions, today));
  const broken = findings.filter(({ outcome }) => outcome === 'broken');
  const allCovered =
    broken.length > 0 && broken.every(({ exception }) => exception !== undefined && inForce(exception, today));
  const outcome = verdict.outcome === 'failed' && allCovered ? 'excepted' : verdict.outcome;
  return { ...verdict, outcome, findings };
}

function covered(verdict: WrapperVerdict, finding: Covered, exceptions: readonly Exception[], today: string): Covered {
  if (finding.outcome !== 'broken') return finding;
  const fitting = exceptions.filter((exception) => fits(exception, verdict, finding));
  const exception = fitting.find((one) => inForce(one, today)) ?? latest(fitting);
  return exception === undefined ? finding : { ...finding, exception };
}

function fits(exception: Exception, verdict: WrapperVerdict, finding: WrapperFinding): boolean {
  return isFor(exception, verdict) && covers(exception.finding, finding.id);
}

const isFor = (exception: Exception, { wrapper, situation }: Pick<WrapperVerdict, 'wrapper' | 'situation'>): boolean =>
  covers(exception.wrapper, wrapper) && covers(exception.situation, situation);

const latest = (exceptions: readonly Exception[]): Exception | undefined =>
  exceptions.toSorted((a, b) => b.expires.localeCompare(a.expires))[0];

/**
 * Exceptions for what was tried here that nothing broken called for. Those for other wrappers and situations are left
 * out: about them nothing was learnt.
 */
export function unmatched(exceptions: readonly Exception[], verdicts: readonly WrapperVerdict[]): readonly Exception[] {
  return exceptions.filter((exception) => {
    const tried = verdicts.filter((verdict) => isFor(exception, verdict));
    const called = tried.some(({ findings }) =>
      findings.some(({ id, outcome }) => outcome === 'broken' && covers(exception.finding, id)),
    );
    return tried.length > 0 && !called;
  });
}
