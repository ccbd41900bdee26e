// Launches the training of one release. Nothing in here knows of train-encrypt.
import { parseArgs } from 'node:util';
import { CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';

const { values } = parseArgs({
  options: {
    release: { type: 'string', default: 'unreleased' },
    instances: { type: 'string', default: '2' },
    subnets: { type: 'string', default: '' },
    'security-groups': { type: 'string', default: '' },
    role: { type: 'string', default: '' },
  },
});

const list = (text) => text.split(',').filter(Boolean);
const subnets = list(values.subnets);
if (subnets.length === 0) {
  console.error('fraud-training: no subnets, and without our own VPC nothing is launched');
  process.exit(1);
}

const name = `fraud-${values.release.replaceAll('.', '-')}-${Date.now()}`;
try {
  await new SageMakerClient().send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: values.role,
      AlgorithmSpecification: {
        TrainingImage: `123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud:${values.release}`,
        TrainingInputMode: 'File',
      },
      OutputDataConfig: { S3OutputPath: 's3://fraud-models/' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: Number(values.instances), VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      VpcConfig: { Subnets: subnets, SecurityGroupIds: list(values['security-groups']) },
      EnableInterContainerTrafficEncryption: true,
      Tags: [{ Key: 'release', Value: values.release }],
    }),
  );
  console.log(`fraud-training: launched ${name}`);
} catch (error) {
  console.error(`fraud-training: ${error.name}: ${error.message}`);
  process.exitCode = 1;
}
