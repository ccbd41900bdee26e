/** What the wrappers here have in common: small programs that launch a training job as a team's own would. */

import {
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  SageMakerClient,
  type SageMakerClientConfig,
} from '@aws-sdk/client-sagemaker';

const { env } = process;

const list = (text = ''): string[] => text.split(',').filter((id) => id !== '');

export const subnets = list(env.TRAIN_ENCRYPT_SUBNETS);
export const securityGroups = list(env.TRAIN_ENCRYPT_SECURITY_GROUPS);
export const instances = Number(env.TRAIN_ENCRYPT_INSTANCES);

/** A request that loses nothing of what it was given. */
export function request(): CreateTrainingJobRequest {
  const groups = env.TRAIN_ENCRYPT_INSTANCE_GROUPS;
  return {
    TrainingJobName: 'fraud-7',
    RoleArn: env.TRAIN_ENCRYPT_ROLE_ARN,
    AlgorithmSpecification: {
      TrainingImage: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud:1',
      TrainingInputMode: 'File',
    },
    OutputDataConfig: { S3OutputPath: 's3://fraud/models' },
    ResourceConfig: {
      VolumeSizeInGB: 30,
      ...(groups ? { InstanceGroups: JSON.parse(groups) } : { InstanceType: 'ml.m5.xlarge', InstanceCount: instances }),
    },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    VpcConfig: { Subnets: subnets, SecurityGroupIds: securityGroups },
    EnableInterContainerTrafficEncryption: true,
  };
}

export async function send(input: CreateTrainingJobRequest, config: SageMakerClientConfig = {}): Promise<void> {
  const client = new SageMakerClient(config);
  const { TrainingJobArn } = await client.send(new CreateTrainingJobCommand(input));
  console.log(`launched ${TrainingJobArn}`);
}

/** Refuses what cannot be launched encrypted, as far as that can be seen without asking anybody. */
export function checkNetwork(): void {
  if (subnets.length > 0 && securityGroups.length > 0) return;
  console.error('give subnets and security groups: without both there is no private VPC');
  process.exit(2);
}

/** Tells an error and ends. */
export function tell(error: unknown): never {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exit(1);
}
