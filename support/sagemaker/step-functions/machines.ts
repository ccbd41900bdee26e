import * as sfn from '@aws-sdk/client-sfn';
import { ServiceError } from '../../protocol/service.ts';
import { partition } from '../arn.ts';
import { pageOfAll } from '../store/listing.ts';
import { machineWith } from './lookup.ts';
import { readMachine } from './machine.ts';
import { operation } from './operation.ts';
import type { StateMachine } from './records.ts';

/** Operations about state machines. One that is created again as it was is the first one. */
export const operations = {
  CreateStateMachine: operation<sfn.CreateStateMachineInput, sfn.CreateStateMachineOutput>(
    sfn.CreateStateMachine$,
    (input, { state }) => {
      const { name = '', definition: text = '' } = input;
      if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/.test(name)) {
        throw new ServiceError('InvalidName', `train-encrypt: ${name} is no name for a state machine.`);
      }
      const definition = readMachine(text);
      const { region, account } = state.caller;
      const arn = `arn:${partition(region)}:states:${region}:${account}:stateMachine:${name}`;
      const existing = state.stateMachines.machines.get(arn);
      if (existing && (existing.request.definition !== text || existing.request.roleArn !== input.roleArn)) {
        const message = `train-encrypt: there is a state machine ${arn} already, with another definition or role; update it instead.`;
        throw new ServiceError('StateMachineAlreadyExists', message);
      }
      const now = state.clock.now();
      const machine = existing ?? { arn, name, createdAt: now, request: input, definition, updatedAt: now };
      state.stateMachines.machines.set(arn, machine);
      return { stateMachineArn: arn, creationDate: new Date(machine.createdAt) };
    },
  ),

  UpdateStateMachine: operation<sfn.UpdateStateMachineInput, sfn.UpdateStateMachineOutput>(
    sfn.UpdateStateMachine$,
    (input, { state }) => {
      const machine = machineWith(state, input.stateMachineArn);
      const { definition, roleArn } = input;
      if (definition === undefined && roleArn === undefined && input.loggingConfiguration === undefined) {
        throw new ServiceError(
          'MissingRequiredParameter',
          'train-encrypt: give definition, roleArn or loggingConfiguration.',
        );
      }
      if (definition !== undefined) machine.definition = readMachine(definition);
      machine.request = {
        ...machine.request,
        ...(definition !== undefined && { definition }),
        ...(roleArn !== undefined && { roleArn }),
      };
      machine.updatedAt = state.clock.now();
      return { updateDate: new Date(machine.updatedAt) };
    },
  ),

  DescribeStateMachine: operation<sfn.DescribeStateMachineInput, sfn.DescribeStateMachineOutput>(
    sfn.DescribeStateMachine$,
    (input, { state }) => {
      const { arn, name, request, createdAt } = machineWith(state, input.stateMachineArn);
      return {
        stateMachineArn: arn,
        name,
        status: 'ACTIVE',
        definition: request.definition,
        roleArn: request.roleArn,
        type: request.type ?? 'STANDARD',
        creationDate: new Date(createdAt),
        loggingConfiguration: request.loggingConfiguration,
      };
    },
  ),

  DeleteStateMachine: operation<sfn.DeleteStateMachineInput, sfn.DeleteStateMachineOutput>(
    sfn.DeleteStateMachine$,
    (input, { state }) => {
      // Documented: it is deleted once its executions are over, and they run on; one that is not there is no error.
      state.stateMachines.machines.delete(input.stateMachineArn ?? '');
      return {};
    },
  ),

  ListStateMachines: operation<sfn.ListStateMachinesInput, sfn.ListStateMachinesOutput>(
    sfn.ListStateMachines$,
    async (input, { state }) => {
      const { items, nextToken } = await pageOfAll<StateMachine>({
        request: { MaxResults: input.maxResults || 100, NextToken: input.nextToken },
        revision: 0,
        entries: [...state.stateMachines.machines.values()].map((item) => ({ item, key: item.name, sequence: 0 })),
        descending: false,
      });
      const stateMachines = items.map(({ arn, name, request, createdAt }) => ({
        stateMachineArn: arn,
        name,
        type: request.type ?? 'STANDARD',
        creationDate: new Date(createdAt),
      }));
      return { stateMachines, nextToken };
    },
  ),
};
