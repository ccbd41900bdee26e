import type { WrapperFinding } from '../../findings/finding.ts';
import type { Job } from '../../rules/types.ts';
import type { Given } from '../types.ts';
import { mayTalk, vpcMember } from './members.ts';
import { placed, type SentRequest, titleOf, undecidedAt } from './requests.ts';
import { type Check, found } from './seen.ts';

/** Several instances, and the request does not ask for their traffic to be encrypted. */
export const flag: Check = ({ attempt: { situation, given }, requests }) =>
  requests.flatMap((request) => {
    // Who does not encrypt and is denied has launched nothing; there it counts what it does about it.
    const denied = situation.expectation === 'reports' && isDenied(request);
    return request.jobs
      .filter((job) => job.encrypted !== true && mayTalk(job, given) && !undecidedAt(request, job.flagPath))
      .map((job) => lost(job, request, requests, denied ? 'advice' : 'broken', given));
  });

/** Turned off where there is nothing to turn off: harmless until there is a second instance. */
export const harmlessFalse: Check = ({ requests }) =>
  requests.flatMap((request) =>
    request.jobs
      .filter(({ encrypted, instances }) => encrypted === false && instances === 1)
      .map((job) =>
        found({
          id: 'flag-false-one-instance',
          outcome: 'advice',
          operation: request.operation,
          job: job.name,
          member: placed(request, job.flagPath),
          text: `${titleOf(request)}: ${placed(request, job.flagPath)} is false, which is harmless with one instance: it has no other to talk to.`,
          fix: ['Send true, or nothing, before the job gets a second instance.'],
        }),
      ),
  );

export const isDenied = ({ error }: Pick<SentRequest, 'error'>): boolean => /^AccessDenied/.test(error?.code ?? '');

function lost(
  job: Job,
  request: SentRequest,
  requests: readonly SentRequest[],
  outcome: WrapperFinding['outcome'],
  given: Given,
): WrapperFinding {
  const sent = job.encrypted === false;
  const member = placed(request, job.flagPath);
  const whose = job.instances === 0 ? 'however many instances it gets' : `its ${job.instances} instances`;
  return found({
    id: sent ? 'flag-false' : 'flag-not-sent',
    outcome,
    operation: request.operation,
    job: job.name,
    member,
    text: `${titleOf(request)}: ${member} ${sent ? 'is false' : 'was not sent'}, so ${whose} would exchange unencrypted traffic.`,
    closestMatch: near(job, requests, given),
    fix: [`Send ${member}: true.`],
    provenance: 'documented',
  });
}

/** What of it is there: the network, and who else has the flag. */
function near(job: Job, requests: readonly SentRequest[], { subnets }: Given): string {
  const network = `${vpcMember(job)}: ${job.vpc ? 'sent' : subnets.length > 0 ? 'not sent' : 'not given'}`;
  const [other] = requests.flatMap((request) =>
    request.jobs
      .filter(({ encrypted, name, flagPath }) => encrypted && (name !== job.name || flagPath !== job.flagPath))
      .map(({ flagPath }) => `${titleOf(request)} has ${placed(request, flagPath)}: true`),
  );
  return other === undefined ? network : `${network}; ${other}`;
}
