import type { AccountState } from '../accounts/state.ts';
import type { ResourceKind } from '../arn.ts';
import { invalid } from '../errors/own-errors.ts';
import type { Registered, Registry } from '../store/registry.ts';

/** @throws ServiceError ValidationException, in our words, when nothing of this account and region has the ARN. */
export function checkTaggable(state: AccountState, arn: string): void {
  const [kind = '', name = ''] = arn.slice(arn.lastIndexOf(':') + 1).split('/');
  if (find(state, kind, name)?.arn !== arn) {
    throw invalid(`there is no resource ${arn} in account ${state.caller.account} and region ${state.caller.region}.`);
  }
}

const REGISTRIES: Readonly<Record<ResourceKind, (state: AccountState) => Pick<Registry<Tagged>, 'withKey'>>> = {
  'training-job': ({ trainingJobs }) => trainingJobs,
  'hyper-parameter-tuning-job': ({ tuningJobs }) => tuningJobs,
  'processing-job': ({ processingJobs }) => processingJobs,
  'automl-job': ({ autoMLJobs }) => autoMLJobs,
  'data-quality-job-definition': ({ monitoring }) => monitoring.definitionsOf('DataQuality'),
  'model-bias-job-definition': ({ monitoring }) => monitoring.definitionsOf('ModelBias'),
  'model-explainability-job-definition': ({ monitoring }) => monitoring.definitionsOf('ModelExplainability'),
  'model-quality-job-definition': ({ monitoring }) => monitoring.definitionsOf('ModelQuality'),
  pipeline: ({ pipelines }) => pipelines,
  'monitoring-schedule': ({ monitoring }) => monitoring.schedules,
};

interface Tagged extends Registered {
  readonly arn: string;
}

function find(state: AccountState, kind: string, key: string): Tagged | undefined {
  return Object.hasOwn(REGISTRIES, kind) ? REGISTRIES[kind as ResourceKind](state).withKey(key) : undefined;
}
