import type { MonitoringType } from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { arnOf } from '../arn.ts';
import type { JobDefinition } from '../records/monitoring.ts';
import { History } from '../store/history.ts';
import type { Reservation } from '../store/registry.ts';
import { type DefinitionRequests, RESOURCE_KINDS } from './kinds.ts';

export function addDefinition<Kind extends MonitoringType>(
  state: AccountState,
  kind: Kind,
  request: DefinitionRequests[Kind],
  { sequence }: Reservation,
): JobDefinition<Kind> {
  const name = request.JobDefinitionName ?? '';
  const createdAt = state.clock.now();
  const definition: JobDefinition<Kind> = {
    kind,
    name,
    arn: arnOf(state.caller, RESOURCE_KINDS[kind], name),
    sequence,
    request,
    createdAt,
    history: new History(state.revisions, { modifiedAt: createdAt }),
  };
  state.monitoring.definitionsOf(kind).add(definition);
  state.tags.add(definition.arn, request.Tags ?? []);
  return definition;
}
