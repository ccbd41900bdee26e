import { type Basis, basisOf } from './basis.ts';
import type { RecordedService } from './fact.ts';
import type { Results } from './results.ts';

/** How many facts an engine answers as they have it. */
export interface Standing {
  readonly asRecorded: number;
  readonly of: number;
}

export const SERVICES: readonly RecordedService[] = ['ec2', 'sts', 'iam', 's3', 'sagemaker'];

/** Of facts of one basis, and of some services; `undefined` where there is none. */
export function standing(
  results: Results,
  basis: Basis,
  services: readonly RecordedService[] = SERVICES,
): Standing | undefined {
  const own = [...results].filter(([fact]) => services.includes(fact.service) && basisOf(fact) === basis);
  const asRecorded = own.filter(([, wrong]) => wrong.length === 0).length;
  return own.length === 0 ? undefined : { asRecorded, of: own.length };
}
