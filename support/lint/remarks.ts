/** Findings that no rule has: about what a document does not say, or says so that nobody understands it. */

import type { Answered } from '../findings/answer.ts';
import type { WrapperFinding } from '../findings/finding.ts';
import type { Finding, Job, RemarkId } from '../rules/types.ts';
import { vpcPath } from '../rules/vpc-required.ts';
import { brokenConstraints } from '../sagemaker/constraints/index.ts';
import { validationMessage } from '../sagemaker/constraints/messages.ts';
import { TABLE } from '../sagemaker/constraints/table.ts';
import type { Violation } from '../sagemaker/constraints/violation.ts';
import { FLAG } from '../sagemaker/training/facts.ts';
import type { RequestedJob } from './asked-jobs.ts';
import type { KnownNetwork } from './network/book.ts';
import { resourcePaths } from './operations.ts';
import type { ReadRequest } from './types.ts';
import { replaced } from './undecided.ts';

export type Remarked = Finding & { readonly member?: string };

const own = (
  rule: RemarkId,
  about: Partial<Finding> & Pick<Finding, 'outcome' | 'text'>,
  member?: string,
): Remarked => ({
  rule,
  claim: undefined,
  provenance: 'ours',
  refuses: about.outcome === 'broken',
  closestMatch: '',
  fix: [],
  flows: [],
  ...about,
  ...(member !== undefined && { member }),
});

const nameOf = ({ name, path }: Job): string => (path ? `${path} of ${name}` : name);

/** What an answer of `not shown` lacks, as a finding. */
export function notShown(
  { job, undecided }: RequestedJob,
  { answer, because }: Answered,
  network: KnownNetwork | undefined,
): readonly WrapperFinding[] {
  if (answer !== 'not shown') return [];
  const flag =
    !undecided.flag && job.encrypted !== true
      ? ` ${job.flagPath} ${job.encrypted === false ? 'is false' : 'was not sent'}, so the traffic of several instances is unencrypted.`
      : '';
  const noNetwork = job.vpc !== undefined && network === undefined;
  return [
    {
      id: 'not-shown',
      outcome: 'advice',
      job: job.name,
      operation: job.operation,
      member: (undecided.instances ?? undecided.flag ?? undecided.vpc)?.path ?? '',
      text: `Unknown: ${because.join('; ')}.${flag}`,
      closestMatch: '',
      fix: flag === '' ? (noNetwork ? [GIVE_NETWORK] : []) : [`Send ${job.flagPath}: true.`],
      provenance: 'ours',
    },
  ];
}

const GIVE_NETWORK = 'Give the network with --network <file> or --aws.';

/** Members of a wrong type, where flag or network are concerned. */
export function misfitFindings({ job }: RequestedJob, { misfits }: ReadRequest): readonly Remarked[] {
  return misfits
    .filter(({ path }) => concerns(job, path))
    .map(({ path, text }) =>
      own(
        'member-misfit',
        { outcome: 'broken', text: `${path || 'The request'} of ${nameOf(job)} ${text}, so the API does not take it.` },
        path,
      ),
    );
}

const concerns = ({ flagPath, path: definition }: Job, path: string): boolean =>
  [flagPath, vpcPath({ flagPath })].some(
    (member) => member === path || path.startsWith(`${member}.`) || member.startsWith(`${path}.`),
  ) ||
  path === '' ||
  path === definition;

/** Names like those of flag and network that the operation does not have: nobody reads such members. */
export function unknownFindings({ job }: RequestedJob, { operation, unknown }: ReadRequest): readonly Remarked[] {
  return unknown
    .filter(({ path }) => isNear(path) && (job.path === '' || path.startsWith(`${job.path}.`) || !path.includes('.')))
    .map(({ path }) =>
      own(
        'unknown-member',
        {
          outcome: 'advice',
          text: `${operation} has no member ${path}, so nothing that it says counts.`,
          fix: [`Write ${wanted(job, path)}.`],
        },
        path,
      ),
    );
}

export const isNear = (path: string): boolean =>
  /encrypt|vpc|subnet|securitygroup|networkconfig/i.test(path.split('.').at(-1) ?? '');

const wanted = (job: Job, path: string): string =>
  /encrypt/i.test(path.split('.').at(-1) ?? '') ? job.flagPath : vpcPath(job);

/** What the API model demands of a network and of a number of instances, in the service's words. */
export function constraintFindings(
  { job, undecided }: RequestedJob,
  { operation, request, names }: ReadRequest,
): readonly Remarked[] {
  const members = [
    ...(job.vpc && !undecided.vpc ? ([['vpc-constraint', vpcPath(job)]] as const) : []),
    ...resourcePaths(job).map((path) => ['count-constraint', path] as const),
  ];
  const all = brokenConstraints(operation, withIds(request, names)).filter(
    ({ constraint }) => !NO_CLAUSE.has(constraint.kind),
  );
  return members.flatMap(([id, member]) => {
    const broken = all.filter(
      ({ steps, constraint }) => isAt(steps, member) && (id === 'vpc-constraint' || isCount(steps, constraint)),
    );
    if (broken.length === 0) return [];
    const text = `${member} of ${nameOf(job)} is refused by the API: ${validationMessage(TABLE, broken)}.`;
    return [own(id, { outcome: 'broken', text, provenance: 'observed' }, member)];
  });
}

/** What stands for an id in a template has any length. */
function withIds(request: ReadRequest['request'], names: ReadonlyMap<string, string> = new Map()): unknown {
  if (names.size === 0) return request;
  return replaced(request, (value) => (typeof value === 'string' && names.has(value) ? 'id-1' : undefined));
}

/** What the service answers with a SerializationException, before it looks at constraints. */
const NO_CLAUSE = new Set<string>(['type', 'number-type']);

/** A number of instances that there cannot be; one that is missing is unknown. */
function isCount(steps: Violation['steps'], { kind }: Violation['constraint']): boolean {
  const last = steps.at(-1);
  return kind !== 'required' && last?.kind === 'member' && last.name === 'InstanceCount';
}

function isAt(steps: Violation['steps'], member: string): boolean {
  const path = steps.map((step) =>
    step.kind === 'member' ? step.name : typeof step.key === 'number' ? step.key + 1 : step.key,
  );
  return path.join('.').startsWith(member);
}

/** Why a flag that was not sent may have been lost: names that nearly are the flag's. */
export const nearFlag = ({ unknown }: ReadRequest): string =>
  unknown
    .filter(({ path }) => /encrypt/i.test(path.split('.').at(-1) ?? ''))
    .map(({ path }) => `there is ${path}, which is no member of the request; the flag is called ${FLAG}`)
    .join('; ');
