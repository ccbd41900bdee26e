import type { AccountState } from '../accounts/state.ts';
import { notFound } from '../errors/own-errors.ts';
import type { Pipeline, PipelineExecution } from './records.ts';

/** By name, or by ARN, which has the name in lower case. @throws ServiceError ResourceNotFound, in our words. */
export function pipelineNamed({ pipelines, caller }: AccountState, name = ''): Pipeline {
  const found = name.startsWith('arn:') ? pipelines.all().find(({ arn }) => arn === name) : pipelines.get(name);
  if (!found) throw notFound(`there is no pipeline ${name} in account ${caller.account} and region ${caller.region}.`);
  return found;
}

/** @throws ServiceError ResourceNotFound, in our words. */
export function pipelineExecutionWith({ pipelineExecutions, caller }: AccountState, arn = ''): PipelineExecution {
  const found = pipelineExecutions.all().find((execution) => execution.arn === arn);
  if (found) return found;
  throw notFound(`there is no pipeline execution ${arn} in account ${caller.account} and region ${caller.region}.`);
}
