import { answerOf } from '../findings/answer.ts';
import { type Fact, type FactsElsewhere, known as fact, factsOf, isDeciding, unknown } from '../findings/facts.ts';
import type { WrapperFinding } from '../findings/finding.ts';
import { rules } from '../rules/index.ts';
import { judge } from '../rules/judge.ts';
import type { Finding, Job, RuleOptions, Verdict } from '../rules/types.ts';
import { vpcPath } from '../rules/vpc-required.ts';
import { askedJobs, type RequestedJob } from './asked-jobs.ts';
import { fixedInDocument } from './fix-in-document.ts';
import type { KnownNetwork, NetworkBook, NetworkSource } from './network/book.ts';
import { withOwn } from './network/own.ts';
import { resourcePaths } from './operations.ts';
import { constraintFindings, misfitFindings, nearFlag, notShown, type Remarked, unknownFindings } from './remarks.ts';
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
  if (request.unseen !== undefined) return [];
  const linted: LintedJob[] = [];
  const { network } = request;
  const reads = network ? withOwn(source, withLost(network, request), request.place.file) : source;
  for (const asked of askedJobs(request)) {
    const { vpc } = asked.job;
    const known = vpc && reads && request.refusedWith === undefined ? await reads.read(vpc) : undefined;
    linted.push(lintJob(request, asked, known, options));
  }
  return linted;
}

/** What a request names of the network that its document does not define is unknown by its name. */
function withLost(network: NetworkBook, { names = new Map() }: ReadRequest): NetworkBook {
  const isThere = (id: string) => network.subnets.has(id) || network.securityGroups.has(id);
  const lost = [...names].filter(([name]) => !isThere(name)).map(([name, why]) => [name, `${name} ${why}`] as const);
  return lost.length === 0 ? network : { ...network, lost: new Map([...(network.lost ?? []), ...lost]) };
}

function lintJob(
  request: ReadRequest,
  asked: RequestedJob,
  known: KnownNetwork | undefined,
  options: RuleOptions,
): LintedJob {
  const { job } = asked;
  const judged = judge(job, known?.worst, options);
  const open = openRules(asked, judged, known, options);
  const ofRules = judged.findings
    .filter((finding) => !Object.hasOwn(open, finding.rule) && canBeSaid(finding, asked))
    .map((finding) => unencrypted(finding, request))
    .map((finding) => (request.network ? fixedInDocument(finding, request) : finding));
  const remarks: readonly Remarked[] =
    request.refusedWith === undefined
      ? [
          ...misfitFindings(asked, request),
          ...constraintFindings(asked, request),
          ...serviceChooses(asked),
          ...unknownFindings(asked, request),
        ]
      : [];
  const found = [...ofRules, ...remarks];
  const refusals = found.filter(({ refuses }) => refuses);
  const verdict: Verdict = { ...judged, findings: found, refusals, stalls: judged.stalls && refusals.length === 0 };
  const answered = answerOf(factsOf(verdict, elsewhere(request, asked, open)));
  const findings = request.refusedWith === undefined ? found : [];
  return {
    request,
    job,
    place: { ...request.place, ...lineAt(request, job.path) },
    vpcUndecided: asked.undecided.vpc !== undefined,
    answered,
    verdict: { ...verdict, findings },
    findings: [...reported(findings, job, answered.answer === 'blocked'), ...notShown(asked, answered, known)],
    notLookedAt: Object.keys(open),
  };
}

/** What the document says, or does not say, beside what the rules look at. */
function elsewhere(request: ReadRequest, asked: RequestedJob, open: Readonly<Record<string, string>>): FactsElsewhere {
  const { job, undecided } = asked;
  const { refusedWith } = request;
  const openAt = ({ path, text }: { readonly path: string; readonly text: string }) =>
    unknown(path === '' ? `the request ${text}` : `${path} ${text}`);
  const instances = undecided.instances && job.instances < 2 ? openAt(undecided.instances) : countOf(request, job);
  return {
    ...(refusedWith !== undefined && {
      refusal: fact({ by: refusedWith, expected: true }, `It was answered with ${refusedWith}, so nothing runs`),
    }),
    ...(instances && { instances }),
    ...(undecided.flag && { flag: openAt(undecided.flag) }),
    ...(undecided.vpc && { vpc: openAt(undecided.vpc) }),
    rules: Object.fromEntries(
      Object.entries(open).flatMap(([rule, why]) => (isDeciding(rule) ? [[rule, unknown(why)]] : [])),
    ),
  };
}

/** Why no number is known, where the request leaves it out. */
function countOf({ request }: ReadRequest, job: Job): Fact<never> | undefined {
  if (job.instances !== 0 || /^CreateAutoMLJob/.test(job.operation)) return undefined;
  const paths = resourcePaths(job);
  const given = paths.filter((path) => valueAt(request, path) !== undefined);
  if (given.length > 0) return unknown(`${given.join(' and ')} gives no number of instances`);
  return unknown(`the request has no ${paths.join(' or ')}`);
}

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, step) => {
    const members = (at ?? {}) as Readonly<Record<string, unknown>>;
    return /^\d+$/.test(step) ? members[Number(step) - 1] : members[step];
  }, value);
}

export function lineAt({ lineOf }: ReadRequest, member: string): { readonly line?: number } {
  const line = lineOf(member);
  return line === undefined ? {} : { line };
}

/** Rules about what the document does not have say nothing. */
function canBeSaid({ rule }: Finding, { undecided }: RequestedJob): boolean {
  return !(undecided.flag && ABOUT_FLAG.has(rule)) && !(undecided.vpc && ABOUT_VPC.has(rule));
}

const ABOUT_FLAG = new Set(['request-flag', 'vpc-required', 'tuning-jobs', 'single-instance']);
const ABOUT_VPC = new Set(['service-vpc', 'vpc-required']);

/** Several instances without the flag are broken, though nobody refuses them. */
function unencrypted(finding: Finding, request: ReadRequest): Finding {
  if (finding.rule !== 'request-flag' || finding.outcome !== 'advice') return finding;
  return { ...finding, outcome: 'broken', refuses: false, closestMatch: nearFlag(request) };
}

/** Where the service chooses the number of instances it can be several. */
function serviceChooses({ job, undecided }: RequestedJob): readonly Remarked[] {
  if (job.encrypted || job.instances !== 0 || undecided.flag || undecided.instances) return [];
  if (!/^CreateAutoMLJob/.test(job.operation)) return [];
  const text = `The service chooses how many instances ${job.name} gets, and ${job.flagPath} ${job.encrypted === false ? 'is false' : 'was not sent'}, so the traffic of several is unencrypted.`;
  return [
    {
      rule: 'request-flag',
      claim: 'request-flag',
      outcome: 'broken',
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

/** What the others say again is left out, as in reports about wrappers. */
const isSaidElsewhere = (rule: string, { encrypted }: Job): boolean =>
  rule === 'service-vpc' || rule === 'tuning-jobs' || (rule === 'single-instance' && encrypted === true);

/** @param blocked what a rule calls advice is what blocks the job */
function reported(findings: readonly Remarked[], job: Job, blocked: boolean): readonly WrapperFinding[] {
  const chosen = findings.filter(
    ({ outcome, rule }) => outcome === 'broken' || (outcome === 'advice' && !isSaidElsewhere(rule, job)),
  );
  const all = chosen.map((finding): WrapperFinding => {
    const { rule, outcome, text, closestMatch, fix, provenance, member } = finding;
    return {
      id: rule,
      outcome: outcome === 'broken' || (blocked && BLOCKING.has(rule)) ? 'broken' : 'advice',
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
  const rank = ({ id, outcome }: WrapperFinding) => (id === 'request-flag' ? 0 : outcome === 'broken' ? 1 : 2);
  return all.toSorted((a, b) => rank(a) - rank(b));
}

/** Accepted by the service, and yet in the way of encrypted traffic. */
const BLOCKING = new Set(['vpc-required', 'between-instances', 'network-acls', 'inbound-rules', 'outbound-rules']);

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

/** The rules whose answer is not known, and why. */
function openRules(
  { job, undecided }: RequestedJob,
  worst: Verdict,
  known: KnownNetwork | undefined,
  options: RuleOptions,
): Readonly<Record<string, string>> {
  if (known) {
    const best = judge(job, known.best, options);
    const differ = NEED_NETWORK.filter((rule) => holds(worst, rule) !== holds(best, rule));
    return { ...Object.fromEntries(differ.map((rule) => [rule, known.why])), ...known.unknown };
  }
  if (!job.vpc && !undecided.vpc) return {};
  const why = undecided.vpc ? 'the VPC is unknown' : 'no network is given';
  return Object.fromEntries(NEED_NETWORK.map((rule) => [rule, why]));
}

function holds({ findings }: Verdict, rule: string): boolean | undefined {
  const found = findings.find((finding) => finding.rule === rule);
  return found && (found.outcome === 'holds' || found.outcome === 'broader');
}
