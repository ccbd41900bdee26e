import type { WrapperFinding } from '../../findings/finding.ts';
import type { Job } from '../../rules/types.ts';
import type { JobRecord } from '../../sagemaker/index.ts';
import { jobsOf } from '../../sagemaker/request-facts.ts';
import type { Given } from '../types.ts';
import { mayTalk, vpcMember } from './members.ts';
import { type Check, found } from './seen.ts';

/** What a job launched by itself: training jobs of a tuning job, rule jobs, executions of a schedule. */
export const children: Check = ({ attempt: { jobs, given } }) =>
  childrenOf(jobs).flatMap(({ child, parent, jobs: launched }) =>
    launched.flatMap((job) => lostOnTheWay(job, child, parent, factsOf(parent, jobs), given)),
  );

interface Child {
  readonly child: JobRecord;
  readonly parent: JobRecord;
  /** What the child is, as the rules see it. */
  readonly jobs: readonly Job[];
}

export const childrenOf = (jobs: readonly JobRecord[]): readonly Child[] =>
  jobs.flatMap((child) => {
    const parent = child.parent === undefined ? undefined : jobs.find(({ arn }) => arn === child.parent);
    return parent === undefined ? [] : [{ child, parent, jobs: factsOf(child, jobs) }];
  });

/** Of what names a job definition, the definition's. */
function factsOf({ operation, request }: JobRecord, jobs: readonly JobRecord[]): readonly Job[] {
  // What is kept of a schedule is its configuration alone.
  const input = operation === 'CreateMonitoringSchedule' ? { MonitoringScheduleConfig: request } : request;
  const own = jobsOf(operation, input) ?? [];
  if (own.length > 0) return own;
  const { MonitoringJobDefinitionName: name, MonitoringType: kind } = (request ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const definition = jobs.find((job) => job.name === name && job.operation === `Create${kind}JobDefinition`);
  return definition ? (jobsOf(definition.operation, definition.request) ?? []) : [];
}

function lostOnTheWay(
  job: Job,
  child: JobRecord,
  parent: JobRecord,
  parents: readonly Job[],
  given: Given,
): readonly WrapperFinding[] {
  const about = { id: 'child-not-encrypted', operation: child.operation, job: child.name } as const;
  const launchedBy = `${parent.operation} ${parent.name}`;
  // Where the parent itself lost the flag, its own finding says so.
  const inTheClear = job.encrypted !== true && job.instances >= 2;
  const told = parents.some((one) => one.encrypted !== true && mayTalk(one, given));
  const flag = found({
    ...about,
    member: job.flagPath,
    text: `${child.name}, which ${launchedBy} launched, has ${job.instances} instances and is not encrypted.`,
    closestMatch: `${launchedBy}: ${parents.some(({ encrypted }) => encrypted) ? 'encrypted' : 'not encrypted'}`,
    fix: [`See to it that ${launchedBy} hands ${job.flagPath} on to what it launches.`],
    provenance: 'documented',
  });
  const network = found({
    ...about,
    member: vpcMember(job),
    text: `${child.name}, which ${launchedBy} launched, ${job.vpc ? 'runs in another network than' : 'lost the VPC of'} its parent.`,
    closestMatch: `${launchedBy}: ${parents.map(({ vpc }) => (vpc ? [...vpc.subnets, ...vpc.securityGroups].join(', ') : 'no VPC')).join('; ')}`,
    fix: [`See to it that ${launchedBy} hands ${vpcMember(job)} on to what it launches.`],
  });
  const networkLost =
    parents.length > 0 && parents.every(({ vpc }) => vpc !== undefined && contentOf(vpc) !== contentOf(job.vpc));
  return [...(inTheClear && !told ? [flag] : []), ...(networkLost ? [network] : [])];
}

export const sameNetwork = (one: Job['vpc'], other: Job['vpc']): boolean => contentOf(one) === contentOf(other);

function contentOf(vpc: Job['vpc']): string {
  return vpc ? [...vpc.subnets, ...vpc.securityGroups].toSorted().join() : '';
}
