import type { StartPipelineExecutionRequest } from '@aws-sdk/client-sagemaker';
import { ServiceError } from '../../protocol/service.ts';
import type { AccountState } from '../accounts/state.ts';
import { invalid, notFound } from '../errors/own-errors.ts';
import { shortHash } from '../model/chance.ts';
import { History } from '../store/history.ts';
import { parameterValues } from './parameters.ts';
import type { Pipeline, PipelineExecution, PipelineFace } from './records.ts';
import { PipelineRun } from './run.ts';

/**
 * Starts a pipeline, on the clock of its account. A start that is sent again with its token is the first one.
 * @throws ServiceError ValidationException, in our words, for parameters that do not fit, and for a definition that
 * lies in S3; NotImplemented for what would run a part of it.
 */
export function startPipeline(
  state: AccountState,
  pipeline: Pipeline,
  request: StartPipelineExecutionRequest,
): PipelineExecution {
  const again = state.pipelineExecutions
    .all()
    .find((one) => one.pipeline === pipeline && one.request.ClientRequestToken === request.ClientRequestToken);
  if (again && request.ClientRequestToken !== undefined) return again;
  if (request.SelectiveExecutionConfig) {
    const text = 'train-encrypt: SelectiveExecutionConfig is not simulated: start the whole pipeline.';
    throw new ServiceError('NotImplemented', text, 501);
  }
  const { definition, request: defined, modifiedAt } = versionOf(pipeline, request.PipelineVersionId);
  if (definition === undefined) {
    const text = `the definition of pipeline ${pipeline.name} lies in S3, where it is not read; send it as PipelineDefinition.`;
    throw invalid(text);
  }
  const parameters = parameterValues(definition, request.PipelineParameters);
  const createdAt = state.clock.now();
  const { id, sequence } = newId(state, pipeline);
  const execution: PipelineExecution = {
    name: id,
    sequence,
    arn: `${pipeline.arn}/execution/${id}`,
    operation: 'StartPipelineExecution',
    pipeline,
    request,
    definition,
    definitionText: defined.PipelineDefinition ?? '',
    definedAt: modifiedAt,
    parameters,
    steps: [],
    createdAt,
    history: new History(state.revisions, { status: 'Executing', modifiedAt: createdAt }),
    remarks: [],
  };
  state.pipelineExecutions.add(execution);
  pipeline.lastRunAt = createdAt;
  state.pipelineRuns.set(execution, new PipelineRun(state, execution));
  return execution;
}

/** The first version is 1, and each update makes another. @throws ServiceError ResourceNotFound, in our words. */
function versionOf({ name, history }: Pipeline, version: number | undefined): PipelineFace {
  const found = version === undefined ? history.current : history.all[version - 1];
  if (!found) throw notFound(`pipeline ${name} has no version ${version}.`);
  return found;
}

/** Twelve letters and digits, as the service makes them. */
function newId(
  { pipelineExecutions }: AccountState,
  { arn }: Pipeline,
): { readonly id: string; readonly sequence: number } {
  for (let attempt = 0; ; attempt += 1) {
    const place = `${arn} ${pipelineExecutions.all().length} ${attempt}`;
    const id = `${shortHash(place)}${shortHash(place, 'end').slice(0, 4)}`;
    const reservation = pipelineExecutions.reserve(id);
    if (reservation) return { id, sequence: reservation.sequence };
  }
}
