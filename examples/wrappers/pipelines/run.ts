import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreatePipelineCommand,
  DescribePipelineExecutionCommand,
  SageMakerClient,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-sagemaker';
import { securityGroups, subnets } from '../typescript/given.ts';

/** Creates the pipeline, starts it, and waits for its end. Its training job gets the instances that were asked for. */
export async function run(definition: object): Promise<void> {
  if (subnets.length === 0 || securityGroups.length === 0) {
    throw new Error('subnets and security groups are both needed to encrypt the traffic between instances');
  }
  const client = new SageMakerClient();
  const PipelineName = 'fraud';
  const RoleArn = process.env.TRAIN_ENCRYPT_ROLE_ARN;
  await client.send(
    new CreatePipelineCommand({ PipelineName, RoleArn, PipelineDefinition: JSON.stringify(definition) }),
  );
  const PipelineParameters = [{ Name: 'ProcessingInstances', Value: process.env.TRAIN_ENCRYPT_INSTANCES ?? '2' }];
  const { PipelineExecutionArn } = await client.send(
    new StartPipelineExecutionCommand({ PipelineName, PipelineParameters }),
  );
  for (;;) {
    const { PipelineExecutionStatus: status, FailureReason } = await client.send(
      new DescribePipelineExecutionCommand({ PipelineExecutionArn }),
    );
    if (status === 'Succeeded') return;
    if (status !== 'Executing') throw new Error(`the pipeline is in status ${status}: ${FailureReason}`);
    await sleep(500);
  }
}
