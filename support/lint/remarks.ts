import { vpcPath } from '../rules/vpc-required.ts';
/** Findings that no rule has: about what a document does not say, or says so that nobody understands it. */

import type { Finding, Job } from '../rules/types.ts';
import { validationMessage } from '../sagemaker/constraints/messages.ts';
import { InputSchemas } from '../sagemaker/constraints/schema.ts';
import { TABLE } from '../sagemaker/constraints/table.ts';
import { type Violation, violations } from '../sagemaker/constraints/violation.ts';
import { FLAG } from '../sagemaker/training/facts.ts';
import type { RequestedJob } from './asked-jobs.ts';
import type { ReadRequest, Remark } from './types.ts';

export type Remarked = Finding & { readonly member?: string };

const own = (rule: string, about: Partial<Finding> & Pick<Finding, 'outcome' | 'text'>, member?: string): Remarked => ({
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

/** What decides and is not in the document. */
export function undecidedFindings({ job, undecided }: RequestedJob, { misfits }: ReadRequest): readonly Remarked[] {
  const decides = [
    // One instance has nothing to encrypt.
    job.instances !== 1 || undecided.instances ? undecided.flag : undefined,
    job.encrypted === true || undecided.flag ? undecided.vpc : undefined,
    job.encrypted !== true && !undecided.flag && job.instances < 2 ? undecided.instances : undefined,
  ];
  const remarks = [...new Set(decides)].filter((remark) => remark !== undefined && !misfits.includes(remark));
  return (remarks as readonly Remark[]).map((remark) => {
    const { path, text } = remark;
    const whole = path === '' ? `The request of ${nameOf(job)}` : `${path} of ${job.name}`;
    const flag =
      undecided.instances === remark ? ` ${job.flagPath} was not sent, so several would talk in the clear.` : '';
    return own('undecided', { outcome: 'advice', text: `${whole} ${text}: it cannot be decided here.${flag}` }, path);
  });
}

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

const schemas = new InputSchemas(TABLE);

/** What the API model demands of a network, in the service's words. */
export function constraintFindings(
  { job, undecided }: RequestedJob,
  { operation, request }: ReadRequest,
): readonly Remarked[] {
  if (!job.vpc || undecided.vpc) return [];
  const broken = violations(TABLE, schemas, operation, request).filter(
    ({ steps, constraint }) => constraint.kind !== 'type' && isAt(steps, vpcPath(job)),
  );
  if (broken.length === 0) return [];
  const text = `${vpcPath(job)} of ${nameOf(job)} is refused by the API: ${validationMessage(TABLE, broken)}.`;
  return [own('vpc-constraint', { outcome: 'broken', text, provenance: 'observed' }, vpcPath(job))];
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
