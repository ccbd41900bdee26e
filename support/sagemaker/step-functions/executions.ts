import * as sfn from '@aws-sdk/client-sfn';
import { ServiceError } from '../../protocol/service.ts';
import { pageOfAll } from '../store/listing.ts';
import { executionWith, machineWith } from './lookup.ts';
import { operation } from './operation.ts';
import type { KeptEvent, MachineExecution } from './records.ts';
import { shown } from './shown.ts';
import { startMachine } from './start.ts';

/** Operations about executions. */
export const operations = {
  StartExecution: operation<sfn.StartExecutionInput, sfn.StartExecutionOutput>(
    sfn.StartExecution$,
    (input, { state }) => {
      const execution = startMachine(state, machineWith(state, input.stateMachineArn), input);
      return { executionArn: execution.arn, startDate: new Date(execution.createdAt) };
    },
  ),

  StopExecution: operation<sfn.StopExecutionInput, sfn.StopExecutionOutput>(sfn.StopExecution$, (input, { state }) => {
    const execution = executionWith(state, input.executionArn);
    if (execution.endedAt !== undefined) {
      const { status } = execution.history.current;
      throw new ServiceError(
        'ValidationException',
        `train-encrypt: ${execution.arn} is in status ${status}; there is nothing to stop.`,
      );
    }
    const now = state.clock.now();
    state.stateMachines.runs.get(execution)?.stop(now, input.error, input.cause);
    return { stopDate: new Date(now) };
  }),

  DescribeExecution: operation<sfn.DescribeExecutionInput, sfn.DescribeExecutionOutput>(
    sfn.DescribeExecution$,
    async (input, { state, settle }) => {
      await settle();
      const execution = executionWith(state, input.executionArn);
      const { machine, request, output, error, cause } = execution;
      return {
        ...summaryOf(execution),
        stateMachineArn: machine.arn,
        input: request.input ?? '{}',
        inputDetails: { included: true },
        ...(output !== undefined && { output: shown(output), outputDetails: { included: true } }),
        error,
        cause,
      };
    },
  ),

  DescribeStateMachineForExecution: operation<
    sfn.DescribeStateMachineForExecutionInput,
    sfn.DescribeStateMachineForExecutionOutput
  >(sfn.DescribeStateMachineForExecution$, (input, { state }) => {
    const { machine, definedAs, definedAt } = executionWith(state, input.executionArn);
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      definition: definedAs.definition,
      roleArn: definedAs.roleArn,
      updateDate: new Date(definedAt),
    };
  }),

  ListExecutions: operation<sfn.ListExecutionsInput, sfn.ListExecutionsOutput>(
    sfn.ListExecutions$,
    async (input, { state, settle }) => {
      await settle();
      const machine = machineWith(state, input.stateMachineArn);
      const { items, nextToken } = await pageOfAll<MachineExecution>({
        request: { MaxResults: input.maxResults || 100, NextToken: input.nextToken },
        revision: 0,
        entries: state.stateMachines.executions
          .all()
          .filter((one) => one.machine.arn === machine.arn)
          .filter(({ history }) => !input.statusFilter || history.current.status === input.statusFilter)
          .map((item) => ({ item, key: item.createdAt, sequence: item.sequence })),
        descending: true,
      });
      return { executions: items.map(summaryOf), nextToken };
    },
  ),

  GetExecutionHistory: operation<sfn.GetExecutionHistoryInput, sfn.GetExecutionHistoryOutput>(
    sfn.GetExecutionHistory$,
    async (input, { state, settle }) => {
      await settle();
      const { events } = executionWith(state, input.executionArn);
      const { items, nextToken } = await pageOfAll<KeptEvent>({
        request: { MaxResults: input.maxResults || 100, NextToken: input.nextToken },
        revision: 0,
        entries: events.map((item) => ({ item, key: item.id ?? 0, sequence: 0 })),
        descending: input.reverseOrder ?? false,
      });
      return { events: items.map(({ at, ...event }) => ({ ...event, timestamp: new Date(at) })), nextToken };
    },
  ),
};

const summaryOf = ({ arn, machine, name, history, createdAt, endedAt }: MachineExecution): sfn.ExecutionListItem => ({
  executionArn: arn,
  stateMachineArn: machine.arn,
  name,
  status: history.current.status as sfn.ExecutionStatus,
  startDate: new Date(createdAt),
  ...(endedAt !== undefined && { stopDate: new Date(endedAt) }),
});
