import {
  CreateProcessingJobCommand,
  DeleteProcessingJobCommand,
  DescribeProcessingJobCommand,
  ListProcessingJobsCommand,
  StopProcessingJobCommand,
} from '@aws-sdk/client-sagemaker';
import type { Account } from '../../../support/harness.ts';
import { processing } from '../../../support/sagemaker/testing/stub.ts';
import { encrypted, type RecordedNetwork } from './network.ts';

/** Processing jobs, through their whole lives. */
export async function recordProcessing(account: Account, network: RecordedNetwork): Promise<void> {
  const { sagemaker } = account;
  for (const ProcessingJobName of ['clean-1', 'clean-2']) {
    await sagemaker.send(
      new CreateProcessingJobCommand(
        processing(ProcessingJobName, {
          NetworkConfig: { ...encrypted(network), EnableNetworkIsolation: true },
          ProcessingInputs: [
            {
              InputName: 'raw',
              S3Input: {
                S3Uri: 's3://data/raw',
                LocalPath: '/opt/ml/processing/input',
                S3DataType: 'S3Prefix',
                S3InputMode: 'File',
              },
            },
          ],
          StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
          Environment: { STAGE: 'test' },
          Tags: [{ Key: 'team', Value: 'fraud' }],
        }),
      ),
    );
    await sagemaker.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
  }
  await sagemaker.send(new ListProcessingJobsCommand({ NameContains: 'clean', StatusEquals: 'InProgress' }));
  await sagemaker.send(new StopProcessingJobCommand({ ProcessingJobName: 'clean-2' }));
  await account.advance(3_600);
  await sagemaker.send(new DeleteProcessingJobCommand({ ProcessingJobName: 'clean-2' }));
}
