import { type Answered, countOf, markOf } from '../../findings/answer.ts';
import { describeAnswer } from '../../findings/describe.ts';
import { instancesOf, type Paint } from '../../rules/describe.ts';
import { displayed } from '../../text/shown.ts';
import { wrapped } from '../../text/wrap.ts';
import type { LintedJob, Place, ReadRequest } from '../types.ts';
import { answersIn, jobsIn, type LintedRequest, type LintResult, unreadable } from './result.ts';

/** Characters. */
const WIDTH = 100;

export interface TextOptions {
  /** A line for each job. */
  readonly compact?: boolean | undefined;
  /** Nothing about what is a tick. */
  readonly onlyFailures?: boolean | undefined;
}

/** Every job with what there is to say about it, then a line or two about all of them. */
export function textOf(
  seen: LintResult,
  paint: Paint,
  { compact = false, onlyFailures = false }: TextOptions = {},
): string {
  const result = displayed(seen);
  const shown = (answered: Answered) => !onlyFailures || markOf(answered) !== '✓';
  const parts = result.requests.flatMap((one) => describeRequest(one, paint, shown));
  const skipped = result.skipped.flatMap((part) => {
    if (part.kind === 'unreadable') return shown(unreadable(part)) ? [line('? NOT SHOWN', part.text, paint.dim)] : [];
    return onlyFailures ? [] : [line('· skipped', part.text, paint.dim)];
  });
  const unmatched = (result.unmatched ?? []).map(({ file, line: at, finding, owner }) =>
    line(
      '· exception',
      `${placeText({ file, path: '', ...(at !== undefined && { line: at }) })}: the exception by ${owner} for ${finding} matched nothing. Remove it.`,
      paint.dim,
    ),
  );
  const all = [...parts, ...skipped, ...(onlyFailures ? [] : unmatched)];
  const listed = compact ? all.map((part) => part.split('\n', 2).join('  ').replaceAll(/ {3,}/g, '  ')) : all;
  return `${[...(compact ? [listed.join('\n')].filter(Boolean) : listed), summaryOf(result)].join('\n\n')}\n`;
}

function describeRequest(
  { request, jobs, elsewhere, under }: LintedRequest,
  paint: Paint,
  shown: (answered: Answered) => boolean,
): readonly string[] {
  if (jobs.length > 0)
    return jobs.filter(({ answered }) => shown(answered)).map((job) => describeJob(job, paint, under));
  if (elsewhere) return shown(elsewhere) ? [describeElsewhere(request, elsewhere, paint)] : [];
  return [
    [
      `${paint.dim('·')} ${request.operation}  defines no job itself: its job definition is judged where it is created`,
      paint.dim(`  ${placeText(request.place)}`),
    ].join('\n'),
  ];
}

function describeElsewhere({ operation, by, place }: ReadRequest, answered: Answered, paint: Paint): string {
  return [
    `${paint.dim(`${markOf(answered)} ${answered.answer.toUpperCase()}`)}  ${[by, operation].filter(Boolean).join('  ')}`,
    paint.dim(`  ${placeText(place)}`),
    ...answered.because.map((why) => `  Unknown: ${why}.`),
  ].join('\n');
}

function describeJob(linted: LintedJob, paint: Paint, under: string | undefined): string {
  const { verdict, answered, place, findings } = linted;
  const open = findings.find(({ id }) => id === 'not-shown');
  return describeAnswer(verdict, answered, paint, {
    where: [
      placeText(place),
      ...(under === undefined ? [] : [under]),
      ...(linted.request.once === undefined ? [] : [`runs only once ${linted.request.once}`]),
      ...(linted.exceptions ?? []).map(({ words }) => words),
    ],
    instances: instancesText(linted),
    vpc: linted.vpcUndecided ? 'VPC unknown' : undefined,
    fix: open?.fix,
  });
}

function instancesText({ job }: LintedJob): string {
  const { instances, instanceTypes } = job;
  if (instances >= 1) return instancesOf(job);
  if (instances < 0) return `${instances} instances`;
  return instanceTypes.length > 0 ? `any number of ${instanceTypes.join(' and ')}` : 'number of instances unknown';
}

const line = (head: string, text: string, dim: Paint['dim']): string =>
  wrapped(`${head}  ${text}`, WIDTH)
    .map((one, index) => (index === 0 ? one.replace(head, dim(head)) : `  ${one}`))
    .join('\n');

/** `launch.json:12 Records[0].requestParameters` */
export const placeText = ({ file, line: at, path }: Place): string =>
  [at === undefined ? file : `${file}:${at}`, path].filter((part) => part !== '').join(' ');

function summaryOf(result: LintResult): string {
  const jobs = jobsIn(result);
  const files = counted(result.files.length, 'file');
  const rules = `${result.rules} rules${result.strict ? ', strict' : ''}`;
  const network = result.network === undefined ? 'no network' : `the network of ${result.network}`;
  const foreign = result.skipped.filter(({ kind }) => kind === 'foreign').length + (result.foreign ?? 0);
  const excepted = jobs.filter((job) => job.excepted).length;
  const answers = countOf(answersIn(result)) || 'none';
  return [
    `${counted(jobs.length, 'job')} in ${files}: ${answers}${excepted > 0 ? `; ${excepted} excepted` : ''}${foreign > 0 ? `; ${foreign} skipped` : ''}; ${rules}, ${network}`,
    ...hint(result),
  ].join('\n');
}

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

function hint(result: LintResult): readonly string[] {
  const open = answersIn(result).filter(({ answer }) => answer === 'not shown').length;
  if (open === 0) return [];
  return [
    result.requireShown
      ? 'With --require-shown what is not shown is a failure.'
      : 'What is not shown is no failure; with --require-shown it is.',
  ];
}
