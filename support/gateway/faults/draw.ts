import { chance } from '../../sagemaker/model/chance.ts';
import type { Fault } from './fault.ts';

/** How often a fault was asked, and how often it struck. */
export interface Count {
  /** The calls or jobs it is for that came to it, the present one too. */
  readonly seen: number;
  readonly struck: number;
}

/** Whether a fault strikes the present call. Depends on nothing but its arguments, so that two runs are alike. */
export function strikes({ times, every, chance: probability, seed = 0 }: Fault, { seen, struck }: Count): boolean {
  if (times !== undefined && struck >= times) return false;
  if (every !== undefined) return seen % every === 0;
  return probability === undefined || chance(seed, seen) < probability;
}
