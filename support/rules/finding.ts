import type { Finding, Job, Rule, RuleOptions } from './types.ts';

type About = Pick<Finding, 'outcome' | 'text'> & Partial<Pick<Finding, 'refuses' | 'closestMatch' | 'fix' | 'flows'>>;

/** Kept with every job: one for all is enough. */
const NONE: readonly never[] = Object.freeze([]);

/** V8 keeps what was put together as its pieces until somebody looks into it; together they weigh more than the whole. */
function inOnePiece(text: string): string {
  text.charCodeAt(0);
  return text;
}

/** A finding of a rule: what the rule itself says is taken from it, what is not said is empty. */
export function finding(
  { id, claim, provenance }: Rule,
  { outcome, text, refuses = false, closestMatch = '', fix = NONE, flows = NONE }: About,
): Finding {
  return { rule: id, claim, provenance, refuses, closestMatch, fix, flows, outcome, text: inOnePiece(text) };
}

/**
 * How a rule that only the documentation has stands when it does not hold: it refuses the job where the documentation
 * is enforced, and is advice where the service's own behaviour is.
 */
export function notHeld({ mode }: RuleOptions): Pick<Finding, 'outcome' | 'refuses'> {
  return mode === 'documented' ? { outcome: 'broken', refuses: true } : { outcome: 'advice', refuses: false };
}

/** A job as a sentence names it: `fraud-7`, `TrainingJobDefinitions.2 of tune-7`. */
export const nameOf = ({ name, path }: Job): string => (path ? `${path} of ${name}` : name);
