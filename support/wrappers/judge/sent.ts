import type { Job } from '../../rules/types.ts';
import type { Given, SentJob } from '../types.ts';
import { clusterMember, hasNetwork, mayTalk, vpcMember } from './members.ts';
import { placed, type SentRequest, undecidedAt } from './requests.ts';
import { hasShape, sentShape, shapeMember, wordsOf } from './shape.ts';

/** What every request asked for and sent, job by job. Tries of the same that came to the same are reported once. */
export function sentJobs(requests: readonly SentRequest[], given: Given): readonly SentJob[] {
  const sized = requests.some(({ jobs, input }) => jobs.some((job) => hasShape(job, input, given.shape)));
  const told = new Map<string, SentJob>();
  for (const request of requests) {
    for (const job of request.jobs) {
      const sent = sentJob(job, request, given, sized);
      const key = JSON.stringify([sent.operation, sent.name, sent.path, sent.members]);
      // The last try says what became of it.
      told.delete(key);
      told.set(key, sent);
    }
  }
  return [...told.values()];
}

/** @param sized whether any job has the situation's instances; the others then may have what they like */
function sentJob(job: Job, request: SentRequest, given: Given, sized: boolean): SentJob {
  const { operation, status, error, input } = request;
  const members = [flag(job, given), ...network(job, given), ...shape(job, input, given, sized)];
  return {
    operation,
    name: job.name,
    path: request.at ? placed(request, job.path).replace(/\.$/, '') : job.path,
    status,
    ...(error && status !== 'created' && { error }),
    instances: job.instances,
    members: members.map((one) => decided(one, request)),
  };
}

type Member = SentJob['members'][number];

/** From the top of what was sent; what a definition leaves open is as nobody can know yet. */
function decided(one: Member, request: SentRequest): Member {
  const why = undecidedAt(request, one.member);
  const member = placed(request, one.member);
  return why ? { ...one, member, sent: why.text, asWanted: true } : { ...one, member };
}

function flag(job: Job, given: Given): Member {
  const wanted = mayTalk(job, given);
  const sent = job.encrypted === undefined ? 'not sent' : String(job.encrypted);
  return {
    member: job.flagPath,
    wanted: wanted ? 'true' : 'either',
    sent,
    asWanted: !wanted || job.encrypted === true,
  };
}

function network(job: Job, given: Given): readonly Member[] {
  const member = vpcMember(job);
  const part = (name: string, wanted: readonly string[], sent: readonly string[] | undefined): Member => ({
    member: `${member}.${name}`,
    wanted: wanted.length > 0 ? wanted.join(', ') : 'none given',
    sent: sent === undefined ? 'not sent' : sent.join(', ') || 'none',
    // Where nothing was given at all, nothing is compared.
    asWanted: !hasNetwork(given) || same(wanted, sent ?? []),
  });
  return [
    part('Subnets', given.subnets, job.vpc?.subnets),
    part('SecurityGroupIds', given.securityGroups, job.vpc?.securityGroups),
  ];
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  new Set(one).size === new Set(other).size && one.every((id) => other.includes(id));

function shape(job: Job, input: unknown, given: Given, sized: boolean): readonly Member[] {
  if (clusterMember(job) === undefined) return [];
  const fits = hasShape(job, input, given.shape);
  if (sized && !fits) return [];
  return [
    {
      member: shapeMember(job, given.shape),
      wanted: wordsOf(given.shape),
      sent: sentShape(job, input),
      asWanted: fits,
    },
  ];
}
