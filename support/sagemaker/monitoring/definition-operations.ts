/** What the operations on job definitions do: for all four kinds of definition the same. */

import type {
  ListDataQualityJobDefinitionsRequest,
  MonitoringJobDefinitionSummary,
  MonitoringType,
} from '@aws-sdk/client-sagemaker';
import type { StaticOperationSchema } from '@smithy/types';
import type { AccountState } from '../accounts/state.ts';
import { arnOf } from '../arn.ts';
import { inUse, notFound } from '../errors/own-errors.ts';
import { refusalOf } from '../errors/refusal.ts';
import type { Operation } from '../operation.ts';
import type { JobDefinition } from '../records/monitoring.ts';
import { passes } from '../store/job-filters.ts';
import { pageOfRegistry } from '../store/job-listing.ts';
import { checkTags } from '../store/tags.ts';
import { checkWork } from './cross-checks.ts';
import { addDefinition } from './definition.ts';
import { definitionFacts } from './facts.ts';
import { type DefinitionRequests, NAMES, RESOURCE_KINDS } from './kinds.ts';
import { endpointOf, workOfDefinition } from './work.ts';

export interface Named {
  readonly JobDefinitionName: string | undefined;
}

export interface Created {
  readonly JobDefinitionArn: string;
}

export function createDefinition<Kind extends MonitoringType>(
  kind: Kind,
  schema: StaticOperationSchema,
): Operation<DefinitionRequests[Kind], Created> {
  return {
    schema,
    async handle(input, { state }) {
      checkTags(input.Tags);
      checkWork(workOfDefinition(kind, input));
      const name = input.JobDefinitionName ?? '';
      const reservation = state.monitoring.definitionsOf(kind).reserve(name);
      if (!reservation) {
        throw inUse(`there is a ${NAMES[kind]} of this name: ${arnOf(state.caller, RESOURCE_KINDS[kind], name)}`);
      }
      try {
        const refusal = refusalOf(await state.judge([definitionFacts(kind, input)]), state.pageOf);
        if (refusal) throw refusal;
        return { JobDefinitionArn: addDefinition(state, kind, input, reservation).arn };
      } catch (error) {
        reservation.release();
        throw error;
      }
    },
  };
}

/** The description of a definition is its request, and when it was created. */
export function describeDefinition<Kind extends MonitoringType>(
  kind: Kind,
  schema: StaticOperationSchema,
): Operation<Named, Omit<DefinitionRequests[Kind], 'Tags'> & Created & { readonly CreationTime: Date }> {
  return {
    schema,
    handle({ JobDefinitionName }, { state }) {
      const { request, arn, createdAt } = definitionNamed(state, kind, JobDefinitionName);
      const { Tags: _tags, ...echoed } = request;
      return { ...echoed, JobDefinitionArn: arn, CreationTime: new Date(createdAt) };
    },
  };
}

/** All kinds have lists of one form. */
type ListRequest = ListDataQualityJobDefinitionsRequest;

export interface DefinitionPage {
  readonly JobDefinitionSummaries: MonitoringJobDefinitionSummary[];
  readonly NextToken: string | undefined;
}

export function listDefinitions<Kind extends MonitoringType>(
  kind: Kind,
  schema: StaticOperationSchema,
): Operation<ListRequest, DefinitionPage> {
  return {
    schema,
    async handle(input, { state }) {
      const { items, nextToken } = await pageOfRegistry<{ readonly modifiedAt: number }, JobDefinition<Kind>>({
        jobs: state.monitoring.definitionsOf(kind),
        order: input.SortBy === 'Name' ? 'name' : 'created',
        wanted: input,
        revision: state.revisions.current,
        // Documented, and other than for jobs: the newest comes first.
        request: { ...input, SortOrder: input.SortOrder ?? 'Descending' },
        accepts: (definition) =>
          passes(input, definition, definition.createdAt) &&
          (input.EndpointName === undefined || endpointName(definition) === input.EndpointName),
        key: (definition) => (input.SortBy === 'Name' ? definition.name : definition.createdAt),
      });
      return { JobDefinitionSummaries: items.map(summary), NextToken: nextToken };
    },
  };
}

export function deleteDefinition<Kind extends MonitoringType>(
  kind: Kind,
  schema: StaticOperationSchema,
): Operation<Named, Record<never, never>> {
  return {
    schema,
    handle({ JobDefinitionName }, { state }) {
      const definition = definitionNamed(state, kind, JobDefinitionName);
      state.monitoring.definitionsOf(kind).delete(definition);
      state.tags.forget(definition.arn);
      return {};
    },
  };
}

function definitionNamed<Kind extends MonitoringType>(state: AccountState, kind: Kind, name = ''): JobDefinition<Kind> {
  const definition = state.monitoring.definitionsOf(kind).get(name);
  if (!definition) throw notFound(`there is no ${NAMES[kind]} ${name}.`);
  return definition;
}

function summary(definition: JobDefinition): MonitoringJobDefinitionSummary {
  return {
    MonitoringJobDefinitionName: definition.name,
    MonitoringJobDefinitionArn: definition.arn,
    CreationTime: new Date(definition.createdAt),
    EndpointName: endpointName(definition),
  };
}

function endpointName({ kind, request }: JobDefinition): string | undefined {
  return endpointOf(workOfDefinition(kind, request));
}
