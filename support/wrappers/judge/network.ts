import type { WrapperFinding } from '../../findings/finding.ts';
import type { Job } from '../../rules/types.ts';
import { listed, plural } from '../../text/words.ts';
import type { Given } from '../types.ts';
import { hasNetwork, vpcMember } from './members.ts';
import { placed, type SentRequest, titleOf, undecidedAt } from './requests.ts';
import { type Check, found } from './seen.ts';

const MOST = 16;

/** A network was given, and another one was sent, or none. Whether the request was refused for it does not matter. */
export const network: Check = ({ attempt: { given, situation }, requests }) => {
  if (!hasNetwork(given)) return [];
  return requests.flatMap((request) => {
    // Where a VpcConfig cannot be right, to let the service refuse it is one way to launch nothing; to drop it is none.
    const asExpected = situation.expectation === 'refuses' && request.status === 'refused' && isPartly(given);
    return request.jobs.flatMap((job) => {
      if (job.vpc) {
        const found = changed(job, job.vpc, request, given);
        return asExpected ? found.map((finding) => ({ ...finding, outcome: 'advice' as const })) : found;
      }
      return undecidedAt(request, vpcMember(job)) ? [] : [dropped(job, request, given)];
    });
  });
};

/** Subnets without groups, or groups without subnets. */
const isPartly = ({ subnets, securityGroups }: Given): boolean => subnets.length === 0 || securityGroups.length === 0;

function dropped(job: Job, request: SentRequest, { subnets, securityGroups }: Given): WrapperFinding {
  const member = placed(request, vpcMember(job));
  const parts = [...subnets, ...securityGroups];
  const partly = subnets.length === 0 ? 'subnets' : securityGroups.length === 0 ? 'security groups' : undefined;
  return found({
    id: 'vpc-not-sent',
    operation: request.operation,
    job: job.name,
    member,
    text: `${titleOf(request)}: ${member} was not sent, though ${listed(parts, MOST)} ${plural(parts.length, 'was', 'were')} given.`,
    closestMatch: `${placed(request, job.flagPath)}: ${job.encrypted ?? 'not sent'}`,
    fix: partly
      ? [`Say that ${partly} are missing, and launch nothing: ${member} needs both.`]
      : [`Send ${member} with the subnets and security groups that were given.`],
  });
}

const PARTS = [
  { member: 'Subnets', one: 'subnet', key: 'subnets' },
  { member: 'SecurityGroupIds', one: 'security group', key: 'securityGroups' },
] as const;

function changed(
  job: Job,
  vpc: NonNullable<Job['vpc']>,
  request: SentRequest,
  given: Given,
): readonly WrapperFinding[] {
  const all = [...given.subnets, ...given.securityGroups];
  return PARTS.flatMap(({ member, one, key }) => {
    const missing = given[key].filter((id) => !vpc[key].includes(id));
    const added = vpc[key].filter((id) => !given[key].includes(id));
    if (missing.length === 0 && added.length === 0) return [];
    if (undecidedAt(request, `${vpcMember(job)}.${member}`)) return [];
    const swapped = added.filter((id) => all.includes(id));
    const path = placed(request, `${vpcMember(job)}.${member}`);
    const what = [
      ...(missing.length > 0 ? [`without ${listed(missing, MOST)}, which ${was(missing)} given`] : []),
      ...(swapped.length > 0
        ? [`with ${listed(swapped, MOST)}, which ${plural(swapped.length, 'is', 'are')} no ${one}`]
        : []),
      ...(added.length > swapped.length
        ? [
            `with ${listed(
              added.filter((id) => !all.includes(id)),
              MOST,
            )}, which nobody gave`,
          ]
        : []),
    ];
    return [
      found({
        id: 'vpc-changed',
        operation: request.operation,
        job: job.name,
        member: path,
        text: `${titleOf(request)}: ${path} was sent ${listed(what)}.`,
        closestMatch: `given: ${listOf(given[key])}; sent: ${listOf(vpc[key])}`,
        fix: [`Send in ${path} what was given, all of it and nothing else.`],
      }),
    ];
  });
}

const was = (ids: readonly string[]): string => plural(ids.length, 'was', 'were');
const listOf = (ids: readonly string[]): string => (ids.length > 0 ? ids.join(', ') : 'none');
