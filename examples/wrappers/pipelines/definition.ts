// The pipeline of this team: a processing job, and the training job that takes what it leaves behind.

import { securityGroups, subnets, trainingRequest } from '../typescript/given.ts';

const { TrainingJobName: _, ...training } = trainingRequest();
const VpcConfig = { Subnets: subnets, SecurityGroupIds: securityGroups };
const CLEAN = 's3://fraud-models/clean';

/** @param encrypt `true`, or a parameter that says so when the pipeline runs */
export const definitionOf = (encrypt: unknown, Parameters: readonly object[] = []) => ({
  Version: '2020-12-01',
  Parameters: [
    { Name: 'ProcessingInstances', Type: 'Integer', DefaultValue: 1 },
    { Name: 'Output', Type: 'String', DefaultValue: 'fraud-models' },
    ...Parameters,
  ],
  Steps: [
    {
      Name: 'Clean',
      Type: 'Processing',
      Arguments: {
        RoleArn: training.RoleArn,
        AppSpecification: { ImageUri: training.AlgorithmSpecification?.TrainingImage },
        ProcessingResources: {
          ClusterConfig: {
            InstanceType: 'ml.m5.xlarge',
            InstanceCount: { Get: 'Parameters.ProcessingInstances' },
            VolumeSizeInGB: 30,
          },
        },
        ProcessingOutputConfig: {
          Outputs: [
            {
              OutputName: 'clean',
              S3Output: { S3Uri: CLEAN, LocalPath: '/opt/ml/processing/output', S3UploadMode: 'EndOfJob' },
            },
          ],
        },
        NetworkConfig: { VpcConfig, EnableInterContainerTrafficEncryption: true },
      },
    },
    {
      Name: 'Train',
      Type: 'Training',
      Arguments: {
        ...training,
        InputDataConfig: [
          {
            ChannelName: 'train',
            DataSource: {
              S3DataSource: {
                S3DataType: 'S3Prefix',
                S3Uri: { Get: "Steps.Clean.ProcessingOutputConfig.Outputs['clean'].S3Output.S3Uri" },
              },
            },
          },
        ],
        OutputDataConfig: {
          S3OutputPath: { 'Std:Join': { On: '/', Values: ['s3:/', { Get: 'Parameters.Output' }, 'jobs'] } },
        },
        VpcConfig,
        EnableInterContainerTrafficEncryption: encrypt,
      },
    },
  ],
});
