// Wrong: an option of its command line is compared with a spelling that its callers, in Python, do not use.
//
//     string_flag.ts --encrypt True

import { parseArgs } from 'node:util';
import { CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { securityGroups, subnets, trainingRequest } from '../typescript/given.ts';

const { values } = parseArgs({ options: { encrypt: { type: 'string' } } });

await new SageMakerClient().send(
  new CreateTrainingJobCommand({
    ...trainingRequest(),
    VpcConfig: { Subnets: subnets, SecurityGroupIds: securityGroups },
    EnableInterContainerTrafficEncryption: values.encrypt === 'true',
  }),
);
