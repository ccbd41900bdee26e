import type { Job } from '../../rules/types.ts';
import { counted, listed } from '../../text/words.ts';
import type { Shape } from '../types.ts';
import { clusterMember, valueAt } from './members.ts';
import { placed, type SentRequest, titleOf, undecidedAt } from './requests.ts';
import { type Check, found } from './seen.ts';

interface Group {
  readonly InstanceType?: string;
  readonly InstanceCount?: number;
}

/** The situation asks for instances, and none of the jobs has them: then it was not tried. */
export const shape: Check = ({ attempt: { given }, requests }) => {
  const sized = requests.flatMap((request) =>
    request.jobs.filter((job) => clusterMember(job) !== undefined).map((job) => ({ job, request })),
  );
  const [first] = sized;
  const taken = ({ job, request }: { readonly job: Job; readonly request: SentRequest }) =>
    hasShape(job, request.input, given.shape) || undecidedAt(request, clusterMember(job) ?? '') !== undefined;
  if (first === undefined || sized.some(taken)) return [];
  const { job, request } = first;
  const others = sized.length > 1 ? ', and no other job had' : '';
  return [
    found({
      id: 'shape-not-taken',
      outcome: 'not shown',
      operation: request.operation,
      job: job.name,
      member: placed(request, shapeMember(job, given.shape)),
      text: `${titleOf(request)} was to have ${wordsOf(given.shape)} and had ${sentShape(job, request.input)}${others}, so the situation was not tried.`,
      fix: fixFor(given.shape),
    }),
  ];
};

/** Whether a job asks for the instances of a situation: for the same groups where those are asked for. */
export function hasShape(job: Job, input: unknown, { instances, groups }: Shape): boolean {
  if (groups === undefined) return job.instances === instances;
  return contentOf(groupsIn(job, input)) === contentOf(groups);
}

/** The member that says how many instances there are. */
export const shapeMember = (job: Job, { groups }: Pick<Shape, 'groups'>): string =>
  `${clusterMember(job)}.${groups ? 'InstanceGroups' : 'InstanceCount'}`;

/** What a job asks for, for a reader. */
export function sentShape(job: Job, input: unknown): string {
  const groups = groupsIn(job, input);
  return groups.length > 0 ? groupWords(groups) : countWords(job.instances);
}

/** What a situation asks for, for a reader. */
export const wordsOf = ({ instances, groups }: Shape): string => (groups ? groupWords(groups) : countWords(instances));

function groupsIn(job: Job, input: unknown): readonly Group[] {
  const groups = valueAt(input, `${clusterMember(job)}.InstanceGroups`);
  return Array.isArray(groups) ? groups : [];
}

const countWords = (count: number): string => (count === 0 ? 'no number of instances' : counted(count, 'instance'));

const groupWords = (groups: readonly Group[]): string =>
  `groups of ${listed(
    groups.map(({ InstanceCount = 0, InstanceType = 'unnamed' }) => `${InstanceCount} × ${InstanceType}`),
    6,
  )}`;

/** What groups are called is the wrapper's choice. */
const contentOf = (groups: readonly Group[]): string =>
  groups
    .map(({ InstanceCount, InstanceType }) => `${InstanceCount} ${InstanceType}`)
    .sort()
    .join();

const EXCEPT = 'In the configuration: situations: { all: true, except: [{ situation, reason }] }';

const fixFor = ({ groups }: Shape): readonly string[] =>
  groups
    ? [
        'Send the groups: TRAIN_ENCRYPT_INSTANCE_GROUPS has them as JSON, as ResourceConfig.InstanceGroups takes them.',
        `For a wrapper whose jobs cannot have instance groups, leave the situation out. ${EXCEPT}`,
      ]
    : [
        'Send the number: TRAIN_ENCRYPT_INSTANCES has it, and {instances} in the command line stands for it.',
        `For a wrapper that always launches the same number, leave the situation out. ${EXCEPT}`,
      ];
