// As launch.js was before anybody looked: it never asks for encryption.
import { CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';

const [, , subnets, securityGroups, role, instances] = process.argv;
await new SageMakerClient().send(
  new CreateTrainingJobCommand({
    TrainingJobName: `fraud-${Date.now()}`,
    RoleArn: role,
    AlgorithmSpecification: {
      TrainingImage: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud:7',
      TrainingInputMode: 'File',
    },
    OutputDataConfig: { S3OutputPath: 's3://fraud-models/' },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: Number(instances), VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    VpcConfig: { Subnets: subnets.split(','), SecurityGroupIds: securityGroups.split(',') },
  }),
);
