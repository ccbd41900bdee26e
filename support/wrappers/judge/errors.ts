import type { WrapperFinding } from '../../findings/finding.ts';
import type { Job } from '../../rules/types.ts';
import type { Given } from '../types.ts';
import { mayTalk, vpcMember } from './members.ts';
import { placed, type SentRequest, titleOf } from './requests.ts';
import { type Check, found } from './seen.ts';
import { isTryOf, laterThan, unresolved } from './tries.ts';

/** An error that the service answered with, and an exit code as though there had been none. */
export const errorHidden: Check = ({ attempt: { command }, requests }) => {
  if (command.ending !== 'exited' || command.exitCode !== 0) return [];
  return unresolved(requests).map((request) =>
    found({
      id: 'error-hidden',
      // A client that starts an execution does not learn what the service is refused in it, unless it waits.
      ...(request.launchedBy && { outcome: 'advice' as const }),
      operation: request.operation,
      job: request.name,
      text: `${titleOf(request)} was ${endOf(request)}, and the command exited 0 all the same.`,
      closestMatch: request.error ? `${request.error.code}: ${request.error.message.slice(0, 300)}` : '',
      fix: [
        request.launchedBy
          ? 'Wait for the execution, and exit with a non-zero code when it failed.'
          : 'Exit with a non-zero code when a job was not created.',
      ],
    }),
  );
};

/** After an error it tries something that is less protected. */
export const weakerTry: Check = ({ attempt: { given }, requests }) =>
  requests.flatMap((request) => {
    // Steps of one execution stand beside each other: none is a try of another.
    if (request.status === 'created' || request.launchedBy) return [];
    for (const later of laterThan(request, requests)) {
      const losses = lossesFrom(request, later, given);
      if (losses.length > 0) return losses.map((loss) => weaker(request, later, loss));
      if (later.status === 'created' && isTryOf(later, request)) return [];
    }
    return [];
  });

/** What would have gone well later, and was not tried again. */
export const gaveUp: Check = ({ requests }) =>
  unresolved(requests).flatMap((request) => {
    if (request.status !== 'failed') return [];
    const later = laterThan(request, requests).filter((other) => isTryOf(other, request));
    // Said once, of its last try; what answered that one for good is another matter.
    if (later.length > 0) return [];
    const before = requests.filter(
      (other) => other !== request && other.status === 'failed' && isTryOf(request, other),
    );
    const times = before.length === 0 ? 'was not tried again' : `was given up after ${before.length + 1} tries`;
    return [
      found({
        id: 'gave-up',
        operation: request.operation,
        job: request.name,
        text: `${titleOf(request)} was ${endOf(request)} and ${times}.`,
        closestMatch: request.error ? `${request.error.code}: ${request.error.message.slice(0, 300)}` : '',
        fix: ['Try again after errors that pass, as every AWS SDK does unless its retries were turned off.'],
      }),
    ];
  });

/** How a request that created nothing ended, in a word. */
export function endOf({ error, status }: Pick<SentRequest, 'error' | 'status'>): string {
  const code = error?.code ?? '';
  if (/throttl|toomanyrequests|slowdown|requestlimit/i.test(code)) return 'throttled';
  if (/^AccessDenied/.test(code)) return 'denied';
  return status === 'failed' ? `answered with ${code}` : `refused with ${code}`;
}

interface Loss {
  readonly member: string;
  readonly before: string;
  readonly after: string;
}

function lossesFrom(earlier: SentRequest, later: SentRequest, given: Given): readonly Loss[] {
  return later.jobs.flatMap((job, index) => {
    const before = earlier.jobs.find(({ path }) => path === job.path) ?? earlier.jobs[index];
    return before ? lostBetween(before, job, later, given) : [];
  });
}

function lostBetween(before: Job, after: Job, later: SentRequest, given: Given): readonly Loss[] {
  const losses: Loss[] = [];
  if (before.encrypted && !after.encrypted && mayTalk(after, given)) {
    losses.push({
      member: placed(later, after.flagPath),
      before: 'true',
      after: String(after.encrypted ?? 'not sent'),
    });
  }
  if (before.vpc && contentOf(before.vpc) !== contentOf(after.vpc)) {
    losses.push({
      member: placed(later, vpcMember(after)),
      before: contentOf(before.vpc),
      after: contentOf(after.vpc),
    });
  }
  return losses;
}

const contentOf = (vpc: Job['vpc']): string =>
  vpc ? `${vpc.subnets.toSorted().join(', ')}; ${vpc.securityGroups.toSorted().join(', ')}` : 'not sent';

function weaker(earlier: SentRequest, later: SentRequest, { member, before, after }: Loss): WrapperFinding {
  const retry = earlier.status === 'failed';
  return found({
    id: retry ? 'retry-weaker' : 'fallback-in-the-clear',
    operation: later.operation,
    job: later.name,
    member,
    text: `After ${titleOf(earlier)} was ${endOf(earlier)}, it sent ${titleOf(later)} with less protection: ${member}.`,
    closestMatch: `first: ${before}; then: ${after}`,
    fix: [
      retry
        ? 'Try again with the same request.'
        : 'Report the error to the caller, and try nothing that is less protected.',
    ],
  });
}
