import {
  DescribeDataQualityJobDefinitionCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  ListDataQualityJobDefinitionsCommand,
  ListProcessingJobsCommand,
  ListTrainingJobsCommand,
  type SageMakerClient,
  type VpcConfig,
} from '@aws-sdk/client-sagemaker';

/** A launched job, as SageMaker describes it. */
export interface Launched {
  readonly kind: 'training' | 'processing' | 'monitoring';
  readonly name: string;
  readonly instances: number | undefined;
  readonly encrypted: boolean | undefined;
  readonly vpc: VpcConfig | undefined;
  readonly status: string | undefined;
}

/** Everything with instances in an account, however it was launched. */
export async function allLaunched(sagemaker: SageMakerClient): Promise<Launched[]> {
  return [...(await training(sagemaker)), ...(await processing(sagemaker)), ...(await monitoring(sagemaker))];
}

async function training(sagemaker: SageMakerClient): Promise<Launched[]> {
  const { TrainingJobSummaries = [] } = await sagemaker.send(new ListTrainingJobsCommand({ MaxResults: 100 }));
  return Promise.all(
    TrainingJobSummaries.map(async ({ TrainingJobName }) => {
      const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
      return {
        kind: 'training' as const,
        name: job.TrainingJobName ?? '',
        instances: job.ResourceConfig?.InstanceCount,
        encrypted: job.EnableInterContainerTrafficEncryption,
        vpc: job.VpcConfig,
        status: job.TrainingJobStatus,
      };
    }),
  );
}

async function processing(sagemaker: SageMakerClient): Promise<Launched[]> {
  const { ProcessingJobSummaries = [] } = await sagemaker.send(new ListProcessingJobsCommand({ MaxResults: 100 }));
  return Promise.all(
    ProcessingJobSummaries.map(async ({ ProcessingJobName }) => {
      const job = await sagemaker.send(new DescribeProcessingJobCommand({ ProcessingJobName }));
      return {
        kind: 'processing' as const,
        name: job.ProcessingJobName ?? '',
        instances: job.ProcessingResources?.ClusterConfig?.InstanceCount,
        encrypted: job.NetworkConfig?.EnableInterContainerTrafficEncryption,
        vpc: job.NetworkConfig?.VpcConfig,
        status: job.ProcessingJobStatus,
      };
    }),
  );
}

async function monitoring(sagemaker: SageMakerClient): Promise<Launched[]> {
  const { JobDefinitionSummaries = [] } = await sagemaker.send(new ListDataQualityJobDefinitionsCommand({}));
  return Promise.all(
    JobDefinitionSummaries.map(async ({ MonitoringJobDefinitionName: JobDefinitionName }) => {
      const definition = await sagemaker.send(new DescribeDataQualityJobDefinitionCommand({ JobDefinitionName }));
      return {
        kind: 'monitoring' as const,
        name: definition.JobDefinitionName ?? '',
        instances: definition.JobResources?.ClusterConfig?.InstanceCount,
        encrypted: definition.NetworkConfig?.EnableInterContainerTrafficEncryption,
        vpc: definition.NetworkConfig?.VpcConfig,
        status: undefined,
      };
    }),
  );
}
