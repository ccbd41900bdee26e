/**
 * What a change does to the protection of traffic. Encryption in transit counts, with the network that it needs, and
 * network isolation; what protects data at rest does not, and neither does anything else in a request.
 */

import { FLAG } from '../../sagemaker/training/facts.ts';
import type { PlacedJob } from './jobs.ts';
import type { Effect } from './types.ts';

export type ChangeEffect = Exclude<Effect, 'none'>;

/** A member whose value is another one; `undefined` where there is none. */
export interface MemberChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The job whose definition the member is in, as it was and as it is. */
  readonly jobBefore?: PlacedJob | undefined;
  readonly jobAfter?: PlacedJob | undefined;
}

export function effectOf(change: MemberChange): ChangeEffect {
  const members = change.path.split('.');
  const last = members.at(-1) ?? '';
  if (last === FLAG || last === 'EnableNetworkIsolation') return byRank(truth(change.before), truth(change.after));
  if (members.includes('VpcConfig') || last === 'Subnets' || last === 'SecurityGroupIds')
    return ofNetwork(last, change);
  return last === 'InstanceCount' ? ofInstances(change) : 'changes';
}

function byRank(before: number, after: number): ChangeEffect {
  return after < before ? 'weakens' : after > before ? 'strengthens' : 'changes';
}

/** A value that is known at run time only may be true, and may not. */
function truth(value: unknown): number {
  if (value === true) return 2;
  return value === undefined || value === false ? 0 : 1;
}

function ofNetwork(member: string, { before, after }: MemberChange): ChangeEffect {
  if (!Array.isArray(before) || !Array.isArray(after)) return byRank(presence(before), presence(after));
  if (before.length === 0 || after.length === 0) return byRank(presence(before), presence(after));
  const lost = before.filter((id) => !after.includes(id));
  const gained = after.filter((id) => !before.includes(id));
  if (gained.some((id) => !isGiven(id))) return 'weakens';
  // Fewer of the subnets are no less protection; what a security group lets through or stops is gone with it.
  if (member === 'SecurityGroupIds' && lost.some(isGiven)) return 'weakens';
  return lost.some((id) => !isGiven(id)) && after.every(isGiven) ? 'strengthens' : 'changes';
}

/** A list of ids says where; one that is known at run time only may say so. */
function presence(value: unknown): number {
  if (Array.isArray(value)) return value.length > 0 ? 2 : 0;
  return value === undefined || isEmpty(value) ? 0 : 1;
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** What the situation gave has a word of its own. */
const isGiven = (id: unknown): boolean => typeof id === 'string' && /^<(subnet|security group) \d+>$/.test(id);

function ofInstances({ jobBefore, jobAfter }: MemberChange): ChangeEffect {
  const before = jobBefore?.job.instances ?? 0;
  const { encrypted, instances } = jobAfter?.job ?? { encrypted: true, instances: 0 };
  return encrypted !== true && instances >= 2 && instances > before ? 'weakens' : 'changes';
}

/** The worst first: one member that weakens a request weakens it, whatever the others do. */
export function worstOf(effects: readonly ChangeEffect[]): Effect {
  return (['weakens', 'strengthens', 'changes'] as const).find((effect) => effects.includes(effect)) ?? 'none';
}
