// The code under test: our wrapper. Nothing in here knows of train-encrypt.
import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';

/**
 * @param {import('@aws-sdk/client-sagemaker').SageMakerClient} sagemaker
 * @param {{ subnets: string[], securityGroups: string[], instances: number }} settings
 */
export async function launch(sagemaker, { subnets, securityGroups, instances }) {
  await sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: `fraud-${Date.now()}`,
      RoleArn: 'arn:aws:iam::123456789012:role/training',
      AlgorithmSpecification: {
        TrainingImage: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud:7',
        TrainingInputMode: 'File',
      },
      OutputDataConfig: { S3OutputPath: 's3://fraud-models/' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: instances, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      VpcConfig: { Subnets: subnets, SecurityGroupIds: securityGroups },
      EnableInterContainerTrafficEncryption: true,
    }),
  );
}
