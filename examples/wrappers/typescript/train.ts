// Launches a training job with the AWS SDK for JavaScript, encrypted.

import { CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { securityGroups, subnets, trainingRequest } from './given.ts';

async function launch() {
  if (subnets.length === 0 || securityGroups.length === 0) {
    throw new Error('subnets and security groups are both needed to encrypt the traffic between instances');
  }
  await new SageMakerClient().send(
    new CreateTrainingJobCommand({
      ...trainingRequest(),
      VpcConfig: { Subnets: subnets, SecurityGroupIds: securityGroups },
      EnableInterContainerTrafficEncryption: true,
    }),
  );
}

try {
  await launch();
} catch (error) {
  console.error(`refused: ${error}`);
  process.exitCode = 1;
}
