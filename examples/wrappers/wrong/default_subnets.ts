// Wrong: the defaults of the team are spread over what the caller gave, not under it.

import { CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { securityGroups, subnets, trainingRequest } from '../typescript/given.ts';

const defaults = { Subnets: ['subnet-0d1a2b3c4d5e6f701'] };
const network = { Subnets: subnets, SecurityGroupIds: securityGroups };

await new SageMakerClient().send(
  new CreateTrainingJobCommand({
    ...trainingRequest(),
    VpcConfig: { ...network, ...defaults },
    EnableInterContainerTrafficEncryption: true,
  }),
);
