import type { WrapperFinding } from '../../findings/finding.ts';
import type { Finding, Job } from '../../rules/types.ts';
import type { Given } from '../types.ts';
import { hasNetwork, vpcMember } from './members.ts';
import { type Check, found } from './seen.ts';

/** What of the rules another check says better, member by member, or is no concern of a wrapper. */
const SAID_ELSEWHERE = new Set(['request-flag', 'service-vpc', 'single-instance']);

/**
 * What the rules found about the jobs. Where a good wrapper launches nothing, what makes the job impossible is the
 * situation's doing, and no finding about the wrapper.
 */
export const rules: Check = ({ attempt: { verdicts, situation, given } }) => {
  if (situation.expectation === 'refuses') return [];
  return verdicts.flatMap(({ job, findings }) =>
    findings
      .filter(({ outcome, rule }) => outcome === 'broken' || (outcome === 'advice' && !SAID_ELSEWHERE.has(rule)))
      .map((finding) => carried(job, finding, given)),
  );
};

function carried(job: Job, finding: Finding, given: Given): WrapperFinding {
  const { rule, outcome, text, closestMatch, provenance } = finding;
  // To do without encryption is no way out for who was given a network: another finding says how to send it.
  const fix = rule === 'vpc-required' && hasNetwork(given) ? [] : finding.fix;
  return found({
    id: rule,
    outcome: outcome === 'broken' ? 'broken' : 'advice',
    operation: job.operation,
    job: job.name,
    member: vpcMember(job),
    text,
    closestMatch,
    fix,
    provenance,
    rule: finding,
  });
}
