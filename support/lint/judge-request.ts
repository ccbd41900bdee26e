import type { WrapperFinding } from '../findings/finding.ts';
import { rules } from '../rules/index.ts';
import { judge } from '../rules/judge.ts';
import type { Finding, Job, RuleOptions, Verdict } from '../rules/types.ts';
import { vpcPath } from '../rules/vpc-required.ts';
import { plural } from '../text/words.ts';
import { askedJobs, type RequestedJob } from './asked-jobs.ts';
import type { KnownNetwork, NetworkSource } from './network/book.ts';
import {
  constraintFindings,
  misfitFindings,
  nearFlag,
  type Remarked,
  undecidedFindings,
  unknownFindings,
} from './remarks.ts';
import type { LintedJob, ReadRequest } from './types.ts';

/**
 * Judges every job of a request: by the rules, as far as document and network tell, and by this tool's own demand that
 * several instances are never without the flag.
 * @param source none: what needs a network is not looked at
 * @throws Failure when the network cannot be read
 */
export async function lintRequest(
  request: ReadRequest,
  source: NetworkSource | undefined,
  options: RuleOptions,
): Promise<readonly LintedJob[]> {
  const linted: LintedJob[] = [];
  for (const asked of askedJobs(request)) {
    const { vpc } = asked.job;
    const known = vpc && source ? await source.read(vpc) : undefined;
    linted.push(lintJob(request, asked, known, source?.title, options));
  }
  return linted;
}

function lintJob(
  request: ReadRequest,
  asked: RequestedJob,
  known: KnownNetwork | undefined,
  title: string | undefined,
  options: RuleOptions,
): LintedJob {
  const { job } = asked;
  const judged = judge(job, known?.network, options);
  const misfits = misfitFindings(asked, request);
  const undecided = undecidedFindings(asked, request);
  const ofRules = judged.findings
    .filter((finding) => canBeSaid(finding, asked, known))
    .map((finding) => ofFile(finding, job, known, title))
    .map((finding) => inTheClear(finding, request));
  const remarks: readonly Remarked[] = [
    ...misfits,
    ...constraintFindings(asked, request),
    ...openCount(asked),
    ...undecided,
    ...unknownFindings(asked, request),
  ];
  const findings = [...ofRules, ...remarks];
  const refusals = findings.filter(({ refuses }) => refuses);
  const verdict: Verdict = { ...judged, findings, refusals, stalls: judged.stalls && refusals.length === 0 };
  return {
    request,
    job,
    place: { ...request.place, ...lineAt(request, job.path) },
    vpcUndecided: asked.undecided.vpc !== undefined,
    verdict,
    findings: told(findings, job),
    outcome: refusals.length > 0 ? 'broken' : undecided.length > 0 ? 'undecided' : 'holds',
    notLookedAt: notLookedAt(asked, known),
  };
}

export function lineAt({ lineOf }: ReadRequest, member: string): { readonly line?: number } {
  const line = lineOf(member);
  return line === undefined ? {} : { line };
}

/** Rules about what the document does not have say nothing. */
function canBeSaid({ rule }: Finding, { undecided }: RequestedJob, known: KnownNetwork | undefined): boolean {
  if (undecided.flag && ABOUT_FLAG.has(rule)) return false;
  if (undecided.vpc && ABOUT_VPC.has(rule)) return false;
  return !known?.notKnown.includes(rule);
}

const ABOUT_FLAG = new Set(['request-flag', 'vpc-required', 'tuning-jobs', 'single-instance']);
const ABOUT_VPC = new Set(['service-vpc', 'vpc-required']);

/** A file need not have every network of an account, so what it does not have is said of the file. */
function ofFile(finding: Finding, job: Job, known: KnownNetwork | undefined, title = ''): Finding {
  if (!known || title.startsWith('EC2 ') || finding.outcome !== 'broken') return finding;
  const missing = {
    'subnets-exist': known.network.unknownSubnets,
    'security-groups-exist': known.network.unknownSecurityGroups,
  }[finding.rule];
  if (!missing) return finding;
  return {
    ...finding,
    text: `${job.name} names ${missing.join(', ')}, which ${plural(missing.length, 'is', 'are')} not in ${title}.`,
    fix: [`Name what ${title} has, or add it there.`],
  };
}

/** What the service would accept, and the rules call advice, nobody wants to launch. */
function inTheClear(finding: Finding, request: ReadRequest): Finding {
  if (finding.rule !== 'request-flag' || finding.outcome !== 'advice') return finding;
  return { ...finding, outcome: 'broken', refuses: true, closestMatch: nearFlag(request) };
}

/** Where the service chooses the number of instances, or nobody says it, one cannot count on one. */
function openCount({ job, undecided }: RequestedJob): readonly Remarked[] {
  if (job.encrypted || job.instances !== 0 || undecided.flag || undecided.instances) return [];
  const text = `How many instances ${job.name} gets is not said, and ${job.flagPath} ${job.encrypted === false ? 'is false' : 'was not sent'}: several would talk in the clear.`;
  return [
    {
      rule: 'request-flag',
      claim: 'request-flag',
      outcome: 'advice',
      provenance: 'ours',
      refuses: false,
      text,
      closestMatch: '',
      fix: [`Send ${job.flagPath}: true.`],
      flows: [],
      member: job.flagPath,
    },
  ];
}

/** What the others say once more is left out, as in reports about wrappers. */
const SAID_ELSEWHERE = new Set(['service-vpc', 'single-instance', 'tuning-jobs']);

function told(findings: readonly Remarked[], job: Job): readonly WrapperFinding[] {
  const chosen = findings.filter(
    ({ outcome, rule }) => outcome === 'broken' || (outcome === 'advice' && !SAID_ELSEWHERE.has(rule)),
  );
  const all = chosen.map((finding): WrapperFinding => {
    const { rule, outcome, text, closestMatch, fix, provenance, member } = finding;
    return {
      id: rule,
      outcome: outcome === 'broken' ? 'broken' : 'advice',
      job: job.name,
      operation: job.operation,
      member: member ?? (rule === 'request-flag' || rule === 'tuning-jobs' ? job.flagPath : vpcPath(job)),
      text,
      closestMatch,
      fix,
      provenance,
      ...(rules.some(({ id }) => id === rule) && { rule: finding }),
    };
  });
  return [...all.filter(({ outcome }) => outcome === 'broken'), ...all.filter(({ outcome }) => outcome === 'advice')];
}

/** Rules that ask what the network lets through, or whether it is there. */
const NEED_NETWORK = [
  'subnets-exist',
  'security-groups-exist',
  'same-vpc',
  'default-tenancy',
  'free-addresses',
  's3-route',
  'between-instances',
  'network-acls',
  'inbound-rules',
  'outbound-rules',
];

function notLookedAt({ job, undecided }: RequestedJob, known: KnownNetwork | undefined): readonly string[] {
  if (known) return known.notKnown;
  return job.vpc || undecided.vpc ? NEED_NETWORK : [];
}
