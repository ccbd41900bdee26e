import * as sagemaker from '@aws-sdk/client-sagemaker';
import * as sfn from '@aws-sdk/client-sfn';
import type { Account } from '../../../support/harness.ts';
import { encrypted, type RecordedNetwork } from './network.ts';
import { trainingRequest } from './training.ts';

/** Pipelines and state machines, which launch jobs of their own. */
export async function recordExecutions(
  account: Account,
  states: sfn.SFNClient,
  network: RecordedNetwork,
): Promise<void> {
  await recordPipelines(account, network);
  await recordMachines(account, states, network);
}

async function recordPipelines(account: Account, network: RecordedNetwork): Promise<void> {
  const { TrainingJobName: _, ...Arguments } = { ...trainingRequest(account, ''), ...encrypted(network) };
  const definition = {
    Version: '2020-12-01',
    Parameters: [{ Name: 'Mode', Type: 'String', DefaultValue: 'full' }],
    Steps: [
      {
        Name: 'Choose',
        Type: 'Condition',
        Arguments: {
          Conditions: [{ Type: 'Equals', LeftValue: { Get: 'Parameters.Mode' }, RightValue: 'full' }],
          IfSteps: [{ Name: 'Train', Type: 'Training', Arguments }],
          ElseSteps: [],
        },
      },
    ],
  };
  const { sagemaker: client } = account;
  const PipelineName = 'nightly';
  const PipelineDefinition = JSON.stringify(definition);
  const RoleArn = `arn:aws:iam::${account.id}:role/training`;
  await client.send(new sagemaker.CreatePipelineCommand({ PipelineName, PipelineDefinition, RoleArn }));
  await client.send(new sagemaker.UpdatePipelineCommand({ PipelineName, PipelineDefinition }));
  await client.send(new sagemaker.DescribePipelineCommand({ PipelineName }));
  await client.send(new sagemaker.ListPipelinesCommand({ PipelineNamePrefix: 'night', MaxResults: 5, SortBy: 'Name' }));
  const PipelineParameters = [{ Name: 'Mode', Value: 'full' }];
  const { PipelineExecutionArn } = await client.send(
    new sagemaker.StartPipelineExecutionCommand({ PipelineName, PipelineParameters }),
  );
  const execution = { PipelineExecutionArn };
  await client.send(new sagemaker.DescribePipelineExecutionCommand(execution));
  await client.send(new sagemaker.DescribePipelineDefinitionForExecutionCommand(execution));
  await client.send(new sagemaker.ListPipelineExecutionStepsCommand({ ...execution, SortOrder: 'Ascending' }));
  await client.send(new sagemaker.ListPipelineParametersForExecutionCommand({ ...execution, MaxResults: 5 }));
  await client.send(new sagemaker.ListPipelineExecutionsCommand({ PipelineName, SortBy: 'CreationTime' }));
  const { PipelineExecutionArn: other } = await client.send(
    new sagemaker.StartPipelineExecutionCommand({ PipelineName, PipelineExecutionDisplayName: 'again' }),
  );
  await client.send(new sagemaker.StopPipelineExecutionCommand({ PipelineExecutionArn: other }));
  await client.send(new sagemaker.CreatePipelineCommand({ PipelineName: 'spare', PipelineDefinition, RoleArn }));
  await client.send(new sagemaker.DeletePipelineCommand({ PipelineName: 'spare' }));
}

async function recordMachines(account: Account, client: sfn.SFNClient, network: RecordedNetwork): Promise<void> {
  const request = { ...trainingRequest(account, 'by-state-machine'), ...encrypted(network) };
  const definition = JSON.stringify({
    StartAt: 'Train',
    States: {
      Train: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
        Parameters: { ...request, 'TrainingJobName.$': '$.name' },
        End: true,
      },
    },
  });
  const roleArn = `arn:aws:iam::${account.id}:role/training`;
  const { stateMachineArn } = await client.send(
    new sfn.CreateStateMachineCommand({ name: 'nightly', definition, roleArn, type: 'STANDARD' }),
  );
  await client.send(new sfn.UpdateStateMachineCommand({ stateMachineArn, definition }));
  await client.send(new sfn.DescribeStateMachineCommand({ stateMachineArn }));
  await client.send(new sfn.ListStateMachinesCommand({ maxResults: 5 }));
  const { executionArn } = await client.send(
    new sfn.StartExecutionCommand({ stateMachineArn, name: 'first', input: '{"name":"by-state-machine"}' }),
  );
  await client.send(new sfn.DescribeExecutionCommand({ executionArn }));
  await client.send(new sfn.DescribeStateMachineForExecutionCommand({ executionArn }));
  await client.send(new sfn.ListExecutionsCommand({ stateMachineArn, maxResults: 5 }));
  await client.send(new sfn.GetExecutionHistoryCommand({ executionArn, maxResults: 10, reverseOrder: true }));
  await client.send(new sfn.StopExecutionCommand({ executionArn, error: 'Late', cause: 'no time' }));
  const spare = await client.send(new sfn.CreateStateMachineCommand({ name: 'spare', definition, roleArn }));
  await client.send(new sfn.DeleteStateMachineCommand({ stateMachineArn: spare.stateMachineArn }));
}
