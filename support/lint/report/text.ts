import { describeVerdict, type Paint } from '../../rules/describe.ts';
import type { Finding } from '../../rules/types.ts';
import { counted, listed } from '../../text/words.ts';
import type { LintedJob, Place, ReadRequest } from '../types.ts';
import { jobsIn, type LintResult } from './result.ts';

/** Every job with what there is to say about it, then a line or two about all of them. */
export function textOf(result: LintResult, paint: Paint): string {
  const parts = result.requests.flatMap(({ request, jobs }) =>
    jobs.length > 0 ? jobs.map((job) => describeJob(job, paint)) : [namesOthers(request, paint)],
  );
  return `${[...parts, summaryOf(result)].join('\n\n')}\n`;
}

const MARKS = { broken: '✗', undecided: '?', holds: '✓' } as const;

function describeJob(linted: LintedJob, paint: Paint): string {
  const { job, outcome, verdict, place } = linted;
  const colour = { broken: paint.bad, undecided: paint.dim, holds: paint.good }[outcome];
  const name = job.path ? `${job.name} ${job.path}` : job.name;
  const what = [job.operation, instancesOf(linted), networkOf(linted)].join(', ');
  // A verdict shows its advice where nothing refuses; what holds has none worth a line here.
  const [, ...rest] = describeVerdict({ ...verdict, findings: verdict.findings.filter(isWorthALine) }, paint).split(
    '\n',
  );
  return [`${colour(MARKS[outcome])} ${name}  ${what}`, paint.dim(`  ${placeText(place)}`), ...rest].join('\n');
}

const isWorthALine = ({ rule, outcome }: Finding): boolean =>
  outcome !== 'advice' || !['single-instance', 'tuning-jobs'].includes(rule);

function instancesOf({ job: { instances, instanceTypes } }: LintedJob): string {
  const types = instanceTypes.join(' and ');
  if (instances === 0) return types ? `any number of ${types}` : 'instances not given';
  return types ? `${instances} × ${types}` : counted(instances, 'instance');
}

function networkOf({ job, vpcUndecided }: LintedJob): string {
  if (vpcUndecided) return 'VPC not known here';
  return job.vpc ? 'private VPC' : 'no private VPC';
}

/** `launch.json:12 Records[0].requestParameters` */
export const placeText = ({ file, line, path }: Place): string =>
  [line === undefined ? file : `${file}:${line}`, path].filter((part) => part !== '').join(' ');

function namesOthers({ operation, place }: ReadRequest, paint: Paint): string {
  return [
    `${paint.dim('·')} ${operation}  defines no job itself: what it names was to be judged where that is created`,
    paint.dim(`  ${placeText(place)}`),
  ].join('\n');
}

function summaryOf(result: LintResult): string {
  const jobs = jobsIn(result);
  const count = (outcome: LintedJob['outcome']) => jobs.filter((job) => job.outcome === outcome).length;
  const counts = [
    [count('broken'), 'broken'],
    [count('undecided'), 'not decided in the document'],
    [count('holds'), result.network === undefined ? 'right as far as can be seen' : 'right'],
  ] as const;
  const told = counts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const files = counted(result.files.length, 'file');
  const rules = `${result.rules} rules${result.strict ? ', strict' : ''}`;
  const network = result.network === undefined ? 'no network' : `the network of ${result.network}`;
  return [
    `${counted(jobs.length, 'job')} in ${files}: ${told.join(', ') || 'none'}; ${rules}, ${network}`,
    ...notLookedAt(result, jobs),
  ].join('\n');
}

function notLookedAt({ network }: LintResult, jobs: readonly LintedJob[]): readonly string[] {
  const rules = [...new Set(jobs.flatMap((job) => job.notLookedAt))];
  if (rules.length === 0) return [];
  const fix =
    network === undefined ? 'Give the network with --network <file> or --aws' : `${network} does not tell enough`;
  return [`Not looked at: ${listed(rules, rules.length)}. ${fix}.`];
}
