import type { ResourceKind } from './arn.ts';
import { invalid } from './own-errors.ts';
import type { AccountState } from './state.ts';

/** @throws ServiceError ValidationException, in words of ours, when nothing of this account and region has the ARN. */
export function checkTaggable(state: AccountState, arn: string): void {
  const [kind = '', name = ''] = arn.slice(arn.lastIndexOf(':') + 1).split('/');
  if (find(state, kind, name)?.arn !== arn) {
    throw invalid(`there is no resource ${arn} in account ${state.caller.account} and region ${state.caller.region}.`);
  }
}

function find(state: AccountState, kind: string, key: string) {
  const registries = {
    'training-job': state.trainingJobs,
    'hyper-parameter-tuning-job': state.tuningJobs,
    'processing-job': state.processingJobs,
  } satisfies Record<ResourceKind, unknown>;
  return Object.hasOwn(registries, kind) ? registries[kind as ResourceKind].withKey(key) : undefined;
}
