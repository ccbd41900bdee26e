import { type Answered, answerOf } from '../../findings/answer.ts';
import { factsOf, factsOfUnseen, type JobFacts, known, unknown } from '../../findings/facts.ts';
import type { WrapperFinding } from '../../findings/finding.ts';
import type { Job, Verdict } from '../../rules/types.ts';
import type { Attempt, JobAnswer } from '../types.ts';
import { childrenOf, sameNetwork } from './children.ts';
import { isDenied } from './flag.ts';
import { clusterMember, vpcMember } from './members.ts';
import { type SentRequest, undecidedAt } from './requests.ts';
import type { Seen } from './seen.ts';
import { unresolved } from './tries.ts';

/**
 * The answer for each job that was sent, for each that those launched, and for what could not be seen. Of several tries
 * of the same the last counts.
 * @param findings those of outcome `not shown` stand for what nobody could look at
 */
export function answersOf(seen: Seen, findings: readonly WrapperFinding[]): readonly JobAnswer[] {
  const { attempt, requests } = seen;
  const open = new Set(unresolved(requests));
  const sent = requests
    .filter((request) => request.status === 'created' || open.has(request))
    .flatMap((request) => request.jobs.map((job) => ({ request, job })))
    .map(({ request, job }) => named(job, request, answerOf(factsOfSent(job, request, attempt)), attempt));
  const children = childrenOf(attempt.jobs).flatMap(({ child, parent, jobs }) =>
    jobs.map((job) => ({
      operation: child.operation,
      job: child.name,
      ...answerOf(factsOf(verdictOf({ ...job, name: child.name }, attempt) ?? inherited(job, parent.name, attempt))),
    })),
  );
  const unseen = findings
    .filter(({ outcome }) => outcome === 'not shown')
    .map(({ text }): JobAnswer => answerOf(factsOfUnseen(text)));
  const all = [...sent.filter((one) => one !== undefined), ...children, ...unseen];
  return all.length > 0 || requests.length > 0 ? all : byItself(attempt);
}

function named(job: Job, { operation, at }: SentRequest, answered: Answered, attempt: Attempt): JobAnswer | undefined {
  // Nothing runs until it is started, so the network of the situation was not put to the test.
  if (at !== '' && attempt.situation.expectation === 'refuses' && answered.answer !== 'unencrypted') return undefined;
  return { operation, job: job.name, ...answered };
}

function factsOfSent(job: Job, request: SentRequest, attempt: Attempt): JobFacts {
  const verdict = { ...(verdictOf(job, attempt) ?? unjudged(job)), job };
  const openAt = (member: string | undefined) => {
    const remark = member === undefined ? undefined : undecidedAt(request, member);
    return remark && unknown(`${remark.path || 'the request'} ${remark.text}`);
  };
  const [flag, vpc, instances] = [job.flagPath, vpcMember(job), clusterMember(job)].map(openAt);
  const refusal = refusalOf(request, verdict, attempt);
  return factsOf(verdict, {
    ...(flag && { flag }),
    ...(vpc && { vpc }),
    ...(instances && { instances }),
    ...(refusal && { refusal }),
  });
}

/** `undefined` where the rules say best what was refused: by the service for what the rules found. */
function refusalOf(
  request: SentRequest,
  { refusals }: Verdict,
  { situation: { expectation } }: Attempt,
): JobFacts['refusal'] | undefined {
  const { status, error } = request;
  if (status === 'created') return known('none', 'the response');
  const expected =
    status === 'refused' && (expectation === 'refuses' || (expectation === 'reports' && isDenied(request)));
  if (!expected && refusals.length > 0) return undefined;
  const by = `${error?.code ?? 'an error'} from the service`;
  return known({ by, expected }, by);
}

/** No job was asked for, and nothing speaks against that: the wrapper itself refused. */
function byItself({ situation: { expectation } }: Attempt): readonly JobAnswer[] {
  const refused = known({ by: 'the wrapper', expected: expectation === 'refuses' }, 'the wrapper asked for no job');
  return [answerOf({ ...factsOfUnseen(''), exercised: known(true, 'the command'), refusal: refused })];
}

const verdictOf = ({ operation, name, path }: Job, { verdicts }: Attempt): Verdict | undefined =>
  verdicts.findLast(({ job }) => job.operation === operation && job.name === name && job.path === path);

const unjudged = (job: Job): Verdict => ({ job, findings: [], refusals: [], stalls: false });

/**
 * What a job launched has its network: what was found about that holds for both. A schedule runs what a job definition of
 * another name defines, so any job of at least as many instances in the same network speaks for it too.
 */
function inherited(job: Job, parent: string, { verdicts }: Attempt): Verdict {
  const same = verdicts.filter((verdict) => sameNetwork(verdict.job.vpc, job.vpc));
  const of =
    same.findLast((verdict) => verdict.job.name === parent) ??
    same.findLast((verdict) => verdict.job.instances >= job.instances);
  return { ...(of ?? unjudged(job)), job };
}
