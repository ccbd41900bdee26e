import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreatePipelineCommand,
  DescribePipelineExecutionCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-sagemaker';
import { startHarness } from '../harness.ts';
import { ROLE, training } from '../sagemaker/testing/stub.ts';

test('the journal has what an execution launched, and which step asked for it', async () => {
  await using harness = await startHarness({ time: 'instant' });
  const { id, sagemaker } = harness.createAccount();
  const { TrainingJobName: _, ...Arguments } = training('');
  const PipelineDefinition = JSON.stringify({ Steps: [{ Name: 'Train', Type: 'Training', Arguments }] });
  const PipelineName = 'nightly';
  await sagemaker.send(new CreatePipelineCommand({ PipelineName, PipelineDefinition, RoleArn: ROLE }));
  const { PipelineExecutionArn } = await sagemaker.send(new StartPipelineExecutionCommand({ PipelineName }));
  await sagemaker.send(new DescribePipelineExecutionCommand({ PipelineExecutionArn }));
  const launched = harness.journal.entries(id).filter(({ launchedBy }) => launchedBy !== undefined);
  assert.deepEqual(
    launched.map(({ service, operation, status, launchedBy }) => [service, operation, status, launchedBy]),
    [
      [
        'sagemaker',
        'CreateTrainingJob',
        200,
        { definition: PipelineName, execution: PipelineExecutionArn, step: 'Train' },
      ],
    ],
  );
  assert.ok(launched[0]?.input && launched[0].output);
});
