import { labelled, type Paint, PLAIN, ruleLine } from '../../rules/describe.ts';
import { markOfVerdict } from '../mark.ts';
import type { Exception, Expectation, SentJob, WrapperVerdict } from '../types.ts';

/** A verdict for a person: per job what was asked and sent, what is broken, how near it was, and what fixes it. */
export function describeWrapperVerdict(verdict: WrapperVerdict, paint: Paint = PLAIN): string {
  const { sent, findings } = verdict;
  return [
    headline(verdict, paint),
    ...sent.flatMap((job) => jobLines(job, paint)),
    ...findings.flatMap((finding) => findingLines(finding, paint)),
  ].join('\n');
}

const EXPECTED: Readonly<Record<Expectation, string>> = {
  launches: 'is to launch',
  refuses: 'is to refuse',
  retries: 'is to try again',
  reports: 'is to launch encrypted, or to report',
};

function headline(verdict: WrapperVerdict, paint: Paint): string {
  const { wrapper, situation, expectation, did, answer } = verdict;
  const mark = markOfVerdict(verdict);
  const colour = mark === '✗' ? paint.bad : mark === '✓' ? paint.good : (text: string) => text;
  const why = answer.answer === 'not shown' ? answer.because.slice(0, MOST_REASONS).map((one) => `\n  ${one}`) : [];
  const sign = colour(`${mark} ${answer.answer.toUpperCase()}`);
  return `${sign}  ${wrapper}  ${situation}, ${EXPECTED[expectation]}: ${did}${why.join('')}`;
}

const MOST_REASONS = 4;

function jobLines({ operation, name, path, status, error, members }: SentJob, paint: Paint): readonly string[] {
  const what = [operation, name, path].filter((part) => part !== '').join(' ');
  const became = error ? `${status}: ${error.code}` : status;
  const width = Math.max(...members.map(({ member }) => member.length));
  return [
    `  ${what}  ${status === 'created' ? became : paint.bad(became)}`,
    ...members.map((one) => `    ${one.member.padEnd(width)}  ${sentWords(one, paint)}`),
  ];
}

function sentWords({ member, wanted, sent, asWanted }: SentJob['members'][number], paint: Paint): string {
  const given = wanted !== 'none given' && /\.VpcConfig\.|^VpcConfig\./.test(member);
  if (asWanted) return paint.good(given ? 'as given' : sent);
  return `${paint.bad(sent)}, wanted ${wanted}`;
}

function findingLines(finding: WrapperVerdict['findings'][number], paint: Paint): readonly string[] {
  const { id, outcome, text, closestMatch, fix, provenance, exception } = finding;
  const mark = outcome === 'advice' ? '!' : exception ? '~' : outcome === 'not shown' ? '?' : paint.bad('✗');
  return [
    '',
    `  ${mark} ${text}`,
    ...[
      ...labelled('closest', closestMatch ? [closestMatch] : []),
      ...labelled('fix', fix),
      ...labelled('rule', [ruleLine({ rule: id, provenance })]).map(paint.dim),
      ...(exception ? labelled('but', [exceptionLine(exception)]) : []),
    ].map((line) => `    ${line}`),
  ];
}

function exceptionLine({ owner, reason, expires }: Exception): string {
  return `allowed until ${expires} by ${owner}: ${reason}`;
}
