import { ServiceError } from '../../protocol/service.ts';
import type { Finding, Verdict } from '../../rules/types.ts';
import { clip } from '../../text/clip.ts';

/** A refusal of many findings still fits on a screen, and under the limits of logs that carry it. */
const LONGEST_FINDING = 1200;
const LONGEST = 4000;

/**
 * The error for jobs that break a rule: which, what is wrong, how near they were, what fixes it. The service has no such
 * error, so the text says whose it is.
 * @returns undefined when nothing refuses them.
 */
export function refusalOf(verdicts: readonly Verdict[]): ServiceError | undefined {
  const refusals = verdicts.flatMap(({ refusals }) => refusals.map(sentence));
  if (refusals.length === 0) return undefined;
  const numbered = refusals.length > 1 ? refusals.map((text, index) => `(${index + 1}) ${text}`) : refusals;
  return new ServiceError('ValidationException', `train-encrypt refuses this job: ${join(numbered)}`);
}

function sentence(finding: Finding): string {
  const closestMatch = finding.closestMatch ? ` What is there: ${stop(finding.closestMatch)}` : '';
  const fix = finding.fix.length > 0 ? ` To fix it: ${finding.fix.join(' ; ')}` : '';
  return clip(
    `${stop(finding.text)}${closestMatch} Rule: ${finding.rule} (${finding.provenance}).${fix}`,
    LONGEST_FINDING,
  );
}

function join(texts: readonly string[]): string {
  let length = 0;
  const fitting = texts.filter((text) => {
    length += text.length + 1;
    return length <= LONGEST;
  });
  const left = texts.length - fitting.length;
  return left > 0 ? `${fitting.join(' ')} … and ${left} more.` : fitting.join(' ');
}

function stop(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
