import { ServiceError } from '../../protocol/service.ts';
import type { AccountState } from '../accounts/state.ts';
import type { MachineExecution, StateMachine } from './records.ts';

/** @throws ServiceError StateMachineDoesNotExist or InvalidArn, in our words. */
export function machineWith({ stateMachines }: AccountState, arn = ''): StateMachine {
  checkArn(arn);
  const found = stateMachines.machines.get(arn);
  if (!found) throw new ServiceError('StateMachineDoesNotExist', `train-encrypt: there is no state machine ${arn}.`);
  return found;
}

/** @throws ServiceError ExecutionDoesNotExist or InvalidArn, in our words. */
export function executionWith({ stateMachines }: AccountState, arn = ''): MachineExecution {
  checkArn(arn);
  const found = stateMachines.executions.get(arn);
  if (!found) throw new ServiceError('ExecutionDoesNotExist', `train-encrypt: there is no execution ${arn}.`);
  return found;
}

function checkArn(arn: string): void {
  if (!/^arn:[\w-]+:states:[\w-]+:\d{12}:\w+:.+$/.test(arn)) {
    throw new ServiceError('InvalidArn', `train-encrypt: ${arn} is no ARN of Step Functions.`);
  }
}
