// Wrong: the defaults of the team are spread over what the caller gave, not under it.

import { CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { securityGroups, subnets, trainingRequest } from '../typescript/given.ts';

const defaults = { Subnets: ['subnet-0d1a2b3c4d5e6f701'] };

await new SageMakerClient().send(
  new CreateTrainingJobCommand({
    ...trainingRequest(),
    VpcConfig: { Subnets: subnets, SecurityGroupIds: securityGroups, ...defaults },
    EnableInterContainerTrafficEncryption: true,
  }),
);
