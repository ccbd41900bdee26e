import { randomUUID } from 'node:crypto';
import type { StartExecutionInput } from '@aws-sdk/client-sfn';
import { ServiceError } from '../../protocol/service.ts';
import type { AccountState } from '../accounts/state.ts';
import { partition } from '../arn.ts';
import { History } from '../store/history.ts';
import type { MachineExecution, StateMachine } from './records.ts';
import { MachineRun } from './run.ts';

/**
 * Starts a state machine, on the clock of its account. The same start under the same name is the same execution while
 * that runs.
 * @throws ServiceError InvalidExecutionInput or ExecutionAlreadyExists, in our words.
 */
export function startMachine(
  state: AccountState,
  machine: StateMachine,
  request: StartExecutionInput,
): MachineExecution {
  const input = parsed(request.input ?? '{}');
  const { region, account } = state.caller;
  const name = request.name ?? randomUUID();
  const arn = `arn:${partition(region)}:states:${region}:${account}:execution:${machine.name}:${name}`;
  const existing = state.stateMachines.executions.get(arn);
  if (existing?.endedAt === undefined && existing?.request.input === request.input && existing) return existing;
  if (existing) {
    throw new ServiceError(
      'ExecutionAlreadyExists',
      `train-encrypt: there is an execution ${arn} already; give another name.`,
    );
  }
  const createdAt = state.clock.now();
  const execution: MachineExecution = {
    name,
    sequence: state.stateMachines.executions.all().length + 1,
    arn,
    operation: 'StartExecution',
    machine,
    request,
    definition: machine.definition,
    definedAs: machine.request,
    definedAt: machine.updatedAt,
    input,
    events: [
      {
        id: 1,
        previousEventId: 0,
        type: 'ExecutionStarted',
        at: createdAt,
        executionStartedEventDetails: {
          input: request.input ?? '{}',
          ...(machine.request.roleArn && { roleArn: machine.request.roleArn }),
        },
      },
    ],
    createdAt,
    history: new History(state.revisions, { status: 'RUNNING', modifiedAt: createdAt }),
    remarks: [],
  };
  state.stateMachines.executions.add(execution);
  state.stateMachines.runs.set(execution, new MachineRun(state, execution));
  return execution;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ServiceError('InvalidExecutionInput', `train-encrypt: input is no JSON: ${(error as Error).message}.`);
  }
}
