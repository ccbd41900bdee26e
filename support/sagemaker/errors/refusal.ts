import { ServiceError } from '../../protocol/service.ts';
import type { Finding, Job, Verdict } from '../../rules/types.ts';
import { clip } from '../../text/clip.ts';
import { wrapped } from '../../text/wrap.ts';

/** A refusal of many findings still fits on a screen, and under the limits of logs that carry it. Characters. */
const LONGEST_FINDING = 1200;
const LONGEST = 4000;
const WIDTH = 100;

/** The address of a page that shows a job; `undefined` where no page can be reached. */
export type PageOf = (job: Job) => string | undefined;

/**
 * The error for jobs that break a rule: which, what is wrong, how near they were, what fixes it, each once, in short
 * lines. The service has no such error, so the text says whose it is.
 * @returns undefined when nothing refuses them.
 */
export function refusalOf(verdicts: readonly Verdict[], pageOf?: PageOf): ServiceError | undefined {
  const refusals = verdicts.flatMap((verdict) => withoutSums(verdict.refusals));
  if (refusals.length === 0) return undefined;
  const texts = distinct(refusals.map(({ text }) => clip(stop(text), LONGEST_FINDING)));
  const numbered = texts.map((text, index) => (texts.length > 1 ? `(${index + 1}) ${text}` : text));
  const closest = distinct(refusals.flatMap(({ closestMatch }) => closestMatch || [])).map((text) =>
    clip(text, LONGEST_FINDING),
  );
  const fixes = distinct(refusals.flatMap(({ fix }) => fix));
  const refused = verdicts.find((verdict) => verdict.refusals.length > 0);
  const page = refused && pageOf?.(refused.job);
  const lines = [
    'train-encrypt refuses this job:',
    ...limited(numbered).flatMap((text) => wrapped(text, WIDTH)),
    ...limited(closest).flatMap((text) => wrapped(`What is there: ${stop(text)}`, WIDTH)),
    ...(fixes.length > 0 ? ['To fix it:'] : []),
    // A command line stays whole, to be pasted wherever the error ends up.
    ...limited(fixes).flatMap((text) => (text.startsWith('aws ') ? [text] : wrapped(text, WIDTH))),
    ...wrapped(
      `Rule: ${distinct(refusals.map(({ rule, provenance }) => `${rule} (${provenance})`)).join(', ')}.`,
      WIDTH,
    ),
    ...(page === undefined ? [] : [`This job: ${page}`]),
  ];
  return new ServiceError('ValidationException', lines.join('\n'));
}

/** What the others add up to says nothing more where one of them says what is missing. */
function withoutSums(refusals: readonly Finding[]): readonly Finding[] {
  const others = refusals.filter(({ rule }) => rule !== 'between-instances');
  return others.some(({ rule }) => PARTS.has(rule)) ? others : refusals;
}

const PARTS = new Set(['inbound-rules', 'outbound-rules', 'network-acls']);

function limited(texts: readonly string[]): readonly string[] {
  let length = 0;
  const fitting = texts.filter((text) => {
    length += text.length + 1;
    return length <= LONGEST;
  });
  const left = texts.length - fitting.length;
  return left > 0 ? [...fitting, `… and ${left} more.`] : fitting;
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

function stop(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
