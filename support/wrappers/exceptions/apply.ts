import { inForce } from '../../findings/exception.ts';
import type { WrapperFinding } from '../../findings/finding.ts';
import { covers } from '../../text/wildcard.ts';
import type { Exception, WrapperVerdict } from '../types.ts';

/** A verdict's finding, with the exception that covers it or did until it expired. */
type Covered = WrapperVerdict['findings'][number];

/**
 * The verdict with its exceptions. What is broken or not shown, and covered, does not count against it any more; one that has expired is named
 * at its finding, and fails as if it were not there. Pure.
 */
export function withExceptions(
  verdict: WrapperVerdict,
  exceptions: readonly Exception[],
  today: string,
): WrapperVerdict {
  const findings = verdict.findings.map((finding) => covered(verdict, finding, exceptions, today));
  const counting = findings.filter(
    ({ outcome }) => outcome === (verdict.outcome === 'failed' ? 'broken' : 'not shown'),
  );
  const allCovered = counting.length > 0 && counting.every((finding) => isCovered(finding, today));
  const outcome = verdict.outcome !== 'passed' && allCovered ? 'excepted' : verdict.outcome;
  return { ...verdict, outcome, findings: ordered(findings, today) };
}

const isCovered = ({ exception }: Covered, today: string): boolean =>
  exception !== undefined && inForce(exception, today);

/** What nobody answers for stands before what somebody does, so that no surface shows the one for the other. */
const ordered = (findings: readonly Covered[], today: string): readonly Covered[] =>
  (['broken', 'not shown', 'advice'] as const).flatMap((outcome) => {
    const alike = findings.filter((finding) => finding.outcome === outcome);
    return [...alike.filter((one) => !isCovered(one, today)), ...alike.filter((one) => isCovered(one, today))];
  });

function covered(verdict: WrapperVerdict, finding: Covered, exceptions: readonly Exception[], today: string): Covered {
  if (finding.outcome === 'advice') return finding;
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
      findings.some(({ id, outcome }) => outcome !== 'advice' && covers(exception.finding, id)),
    );
    return tried.length > 0 && !called;
  });
}
