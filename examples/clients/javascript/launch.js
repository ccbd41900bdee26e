// Launches encrypted training jobs with the AWS SDK for JavaScript: a network with the documented rules, one job to its
// end, one stopped. The environment alone (AWS_ENDPOINT_URL, keys, region) decides where it goes.
//
// Exit codes: 0 what the service describes is what was asked for, 1 it refused something, 4 it describes something else.

import { isDeepStrictEqual } from 'node:util';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
  waitUntilVpcAvailable,
} from '@aws-sdk/client-ec2';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  paginateListTrainingJobs,
  SageMakerClient,
  StopTrainingJobCommand,
  waitUntilTrainingJobCompletedOrStopped,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const IMAGE = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7';
const FIVE_MINUTES = 300;

const sagemaker = new SageMakerClient();

/** A private VPC whose group lets its members exchange IKE and ESP, both ways, as documented. */
async function createNetwork() {
  const ec2 = new EC2Client();
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.30.0.0/16' }));
  const VpcId = Vpc?.VpcId;
  await waitUntilVpcAvailable({ client: ec2, maxWaitTime: FIVE_MINUTES }, { VpcIds: [VpcId] });
  const Subnets = [];
  for (const CidrBlock of ['10.30.1.0/24', '10.30.2.0/24']) {
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }));
    Subnets.push(Subnet?.SubnetId);
  }
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'training', Description: 'Encrypted training' }),
  );
  const UserIdGroupPairs = [{ GroupId }];
  const IpPermissions = [
    { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs },
    { IpProtocol: '50', UserIdGroupPairs },
  ];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
  return { Subnets, SecurityGroupIds: [GroupId] };
}

async function launch(TrainingJobName, RoleArn, VpcConfig) {
  await sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName,
      RoleArn,
      AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: 's3://models/fraud' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      VpcConfig,
      EnableInterContainerTrafficEncryption: true,
    }),
  );
}

/** Waits for the end of a job, and reports what it was. */
async function ended(TrainingJobName) {
  // Without a minDelay this waiter looks again after two minutes.
  const patience = { client: sagemaker, maxWaitTime: FIVE_MINUTES, minDelay: 1, maxDelay: 5 };
  await waitUntilTrainingJobCompletedOrStopped(patience, { TrainingJobName });
  const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
  console.log(`${TrainingJobName}: ${job.TrainingJobStatus}, encrypted: ${job.EnableInterContainerTrafficEncryption}`);
  return job;
}

async function list(NameContains) {
  const names = [];
  for await (const page of paginateListTrainingJobs({ client: sagemaker, pageSize: 1 }, { NameContains })) {
    for (const { TrainingJobName } of page.TrainingJobSummaries ?? []) names.push(TrainingJobName);
  }
  console.log(`listed: ${names.sort().join(', ')}`);
  return names;
}

function isAsAsked(job, network, status) {
  return (
    job.EnableInterContainerTrafficEncryption === true &&
    job.ResourceConfig?.InstanceCount === 2 &&
    isDeepStrictEqual(job.VpcConfig, network) &&
    job.TrainingJobStatus === status
  );
}

async function main() {
  const { Account } = await new STSClient().send(new GetCallerIdentityCommand({}));
  const role = `arn:aws:iam::${Account}:role/training`;
  const network = await createNetwork();

  const name = `fraud-${Date.now()}`;
  await launch(name, role, network);
  const completed = await ended(name);

  const other = `${name}-stopped`;
  await launch(other, role, network);
  const atWork = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: other }));
  const { TrainingJobSummaries } = await sagemaker.send(
    new ListTrainingJobsCommand({ NameContains: other, CreationTimeBefore: new Date() }),
  );
  await sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: other }));
  const stopped = await ended(other);

  const listed = await list(name);
  const statuses = TrainingJobSummaries?.map(({ TrainingJobStatus }) => TrainingJobStatus);
  const asAsked =
    isAsAsked(completed, network, 'Completed') &&
    isAsAsked(atWork, network, 'InProgress') &&
    isDeepStrictEqual(statuses, ['InProgress']) &&
    isAsAsked(stopped, network, 'Stopped');
  return asAsked && isDeepStrictEqual(listed, [name, other]) ? 0 : 4;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`refused: ${error}`);
  process.exitCode = 1;
}
