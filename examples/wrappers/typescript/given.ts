// What a wrapper of this team gets from its environment, and what is the same for all of its jobs.

import type { CreateTrainingJobCommandInput, InstanceGroup } from '@aws-sdk/client-sagemaker';

const words = (text = '') => text.split(',').filter((word) => word !== '');

const { env } = process;

export const subnets = words(env.TRAIN_ENCRYPT_SUBNETS);
export const securityGroups = words(env.TRAIN_ENCRYPT_SECURITY_GROUPS);
const instances = Number(env.TRAIN_ENCRYPT_INSTANCES ?? 2);
/** A heterogeneous cluster, or nothing. */
const instanceGroups = JSON.parse(env.TRAIN_ENCRYPT_INSTANCE_GROUPS || '[]') as InstanceGroup[];

/** All of CreateTrainingJob but for its network and encryption. */
export function trainingRequest(): CreateTrainingJobCommandInput {
  return {
    TrainingJobName: `fraud-${Date.now()}`,
    RoleArn: env.TRAIN_ENCRYPT_ROLE_ARN,
    AlgorithmSpecification: {
      TrainingImage: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7',
      TrainingInputMode: 'File',
    },
    OutputDataConfig: { S3OutputPath: 's3://fraud-models/jobs' },
    ResourceConfig: {
      ...(instanceGroups.length > 0
        ? { InstanceGroups: instanceGroups }
        : { InstanceType: 'ml.m5.xlarge', InstanceCount: instances }),
      VolumeSizeInGB: 30,
    },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  };
}
