import { type Answer, markOf } from '../../findings/answer.ts';
import type { Paint } from '../../rules/describe.ts';
import { maskSecrets } from '../../text/callers-secrets.ts';
import { shown } from '../../text/shown.ts';
import { counted } from '../../text/words.ts';
import { wrapped } from '../../text/wrap.ts';
import type { NewSince } from '../new-since.ts';
import type { AuditResult, Counts, Group, Line } from '../result.ts';
import { nameOf } from '../result.ts';
import { fixOf } from './fix.ts';

/** Groups and files that are printed; the other reports have them all. */
const MOST = 10;
/** Characters. */
const WIDTH = 100;

/** An audit for a terminal: senders worst first with an example each, then accounts, what was skipped, and the sum. */
export function textOf(result: AuditResult, paint: Paint, since?: NewSince): string {
  const { by } = result;
  const sections = [
    ...by.sender.slice(0, MOST).map((group) => groupText(group, paint)),
    ...(by.sender.length > MOST
      ? [paint.dim(`${counted(by.sender.length - MOST, 'more sender')}: see --html or --csv`)]
      : []),
    tableOf('account', by.account),
    ...(since ? [sinceText(since, paint)] : []),
    ...skippedText(result, paint),
  ].filter((text) => text !== '');
  return `${[...sections, summaryOf(result).join('\n')].map((text) => shownSafely(text)).join('\n\n')}\n`;
}

const shownSafely = (text: string): string => maskSecrets(text);

function groupText({ name, jobs, answers, example }: Group, paint: Paint): string {
  const { answer, because, operation, job, time, eventId } = example;
  const fixes = fixOf(example);
  return [
    `${marked(answer, paint)}  ${shown(name)}  ${counted(jobs, 'job')}: ${countsOf(answers)}`,
    ...lines(`${operation} ${job}, ${time}: ${because}.`),
    paint.dim(`  event ${shown(eventId)}`),
    ...fixes.flatMap((fix) =>
      wrapped(fix, WIDTH - 11).map((line, index) => `  ${index === 0 ? 'fix' : '   '}      ${line}`),
    ),
  ].join('\n');
}

function marked(answer: Answer, paint: Paint): string {
  const mark = markOf({ answer, ...(answer === 'refused' && { expected: true }) });
  const colour = { '✓': paint.good, '✗': paint.bad, '?': paint.dim }[mark];
  return colour(`${mark} ${answer.toUpperCase()}`);
}

const lines = (text: string): readonly string[] => wrapped(shown(text), WIDTH - 2).map((line) => `  ${line}`);

export const countsOf = (answers: Counts): string =>
  Object.entries(answers)
    .map(([answer, count]) => `${count} ${answer}`)
    .join(', ');

function tableOf(head: string, groups: readonly Group[]): string {
  if (groups.length === 0) return '';
  const rows = groups
    .slice(0, MOST)
    .map(({ name, jobs, answers }) => `  ${shown(name)}  ${counted(jobs, 'job')}: ${countsOf(answers)}`);
  return [`by ${head}`, ...rows].join('\n');
}

function sinceText({ baseline, lines: found }: NewSince, paint: Paint): string {
  if (found.length === 0) return `Nothing new since ${shown(baseline)}.`;
  const rows = found.slice(0, MOST).map((line) => `  ${marked(line.answer, paint)}  ${lineText(line)}`);
  return [`${counted(found.length, 'line')} new since ${shown(baseline)}:`, ...rows].join('\n');
}

const lineText = ({ sender, account, role, operation, month, jobs }: Line): string =>
  shown(`${nameOf(sender)}, ${operation} as ${role} in ${account}, ${month}: ${counted(jobs, 'job')}`);

function skippedText({ read }: AuditResult, paint: Paint): readonly string[] {
  if (!read || read.skipped.length === 0) return [];
  // What is damaged may hold anything, so it comes first.
  const sorted = read.skipped.toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  const rows = sorted
    .slice(0, MOST)
    .map(({ file, kind, why }) =>
      kind === 'damaged'
        ? `? NOT SHOWN  ${shown(`${file} ${why}`)}`
        : paint.dim(`· skipped  ${shown(`${file} ${why}`)}`),
    );
  const more = sorted.length - MOST;
  return [[...rows, ...(more > 0 ? [`· ${counted(more, 'more file')} skipped: see --json`] : [])].join('\n')];
}

function summaryOf(result: AuditResult): readonly string[] {
  const { calls, jobs, answers, months, read, network, errors } = result;
  const refused = Object.entries(errors).map(([code, count]) => `${count} ${shown(code)}`);
  const span = months ? (months[0] === months[1] ? `, ${months[0]}` : `, ${months[0]} to ${months[1]}`) : '';
  const where =
    read === undefined
      ? shown(result.subject)
      : `${counted(read.files, 'file')} with ${counted(read.records, 'record')}` +
        (read.duplicates > 0 ? `, ${read.duplicates} delivered twice` : '');
  return [
    jobs === 0
      ? `No call that creates jobs in ${where}.`
      : `${counted(jobs, 'job')} of ${counted(calls, 'call')}${span}: ${countsOf(answers)}`,
    ...(refused.length > 0 ? [`${counted(calls === 0 ? 0 : sum(errors), 'call')} failed: ${refused.join(', ')}`] : []),
    ...(jobs > 0 ? [`${where}; ${network === undefined ? 'no network' : `the network of ${shown(network)}`}`] : []),
  ];
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, count) => all + count, 0);
