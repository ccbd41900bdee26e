import { CloudWatchLogsClient, DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import * as ecr from '@aws-sdk/client-ecr';
import * as iam from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import {
  AssumeRoleCommand,
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { Account } from '../../../support/harness.ts';
import { recordObjects } from './objects.ts';

/** Clients of what SDKs ask beside SageMaker and EC2, by the names in a credential scope. */
export interface Neighbours extends Disposable {
  readonly clients: {
    readonly s3: S3Client;
    readonly iam: iam.IAMClient;
    readonly ecr: ecr.ECRClient;
    readonly logs: CloudWatchLogsClient;
    readonly sts: STSClient;
    readonly states: SFNClient;
  };
}

export function neighboursOf(account: Account, endpoint: string): Neighbours {
  const credentials = { accessKeyId: account.id, secretAccessKey: 'train-encrypt' };
  const options = { endpoint, region: account.region, credentials, maxAttempts: 1 };
  const clients = {
    s3: new S3Client({ ...options, forcePathStyle: true }),
    iam: new iam.IAMClient(options),
    ecr: new ecr.ECRClient(options),
    logs: new CloudWatchLogsClient(options),
    sts: new STSClient(options),
    states: new SFNClient(options),
  };
  const dispose = () => {
    for (const client of Object.values(clients)) client.destroy();
  };
  return { clients, [Symbol.dispose]: dispose };
}

/** Calls what wrappers ask around a job. There must be a training job `fraud-1` that has begun, to have logs of. */
export async function recordNeighbours({ clients }: Neighbours, account: Account): Promise<void> {
  await clients.sts.send(new GetCallerIdentityCommand({}));
  await recordSessions(clients.sts, account);
  await recordObjects(clients.s3);
  await recordRoles(clients.iam, account);
  await recordImages(clients.ecr);
  const logGroupName = '/aws/sagemaker/TrainingJobs';
  const { logStreams = [] } = await clients.logs.send(
    new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: 'fraud-1/', limit: 5 }),
  );
  const logStreamName = logStreams[0]?.logStreamName;
  await clients.logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true, limit: 10 }));
}

async function recordSessions(client: STSClient, account: Account): Promise<void> {
  const RoleArn = `arn:aws:iam::${account.id}:role/wrapper`;
  const session = { RoleArn, RoleSessionName: 'nightly', DurationSeconds: 900 };
  await client.send(new AssumeRoleCommand({ ...session, Tags: [{ Key: 'team', Value: 'fraud' }] }));
  await client.send(new AssumeRoleWithWebIdentityCommand({ ...session, WebIdentityToken: 'a.token' }));
  const name = 'https://aws.amazon.com/SAML/Attributes/RoleSessionName';
  const attribute = `<Attribute Name="${name}"><AttributeValue>nightly</AttributeValue></Attribute>`;
  const assertion = Buffer.from(`<Assertion>${attribute}</Assertion>`).toString('base64');
  const saml = { RoleArn, PrincipalArn: `arn:aws:iam::${account.id}:saml-provider/staff`, SAMLAssertion: assertion };
  await client.send(new AssumeRoleWithSAMLCommand(saml));
}

async function recordRoles(client: iam.IAMClient, account: Account): Promise<void> {
  const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
  const named = { RoleName: 'spare' };
  const made = { ...named, Path: '/teams/', AssumeRolePolicyDocument, Tags: [{ Key: 'team', Value: 'fraud' }] };
  await client.send(new iam.CreateRoleCommand(made));
  await client.send(new iam.GetRoleCommand(named));
  await client.send(new iam.ListRolesCommand({ PathPrefix: '/teams/', MaxItems: 5 }));
  await client.send(
    new iam.SimulatePrincipalPolicyCommand({
      PolicySourceArn: `arn:aws:iam::${account.id}:role/teams/spare`,
      ActionNames: ['s3:PutObject', 'sagemaker:CreateTrainingJob'],
      ResourceArns: ['arn:aws:s3:::models/*'],
    }),
  );
  await client.send(new iam.DeleteRoleCommand(named));
}

async function recordImages(client: ecr.ECRClient): Promise<void> {
  const named = { repositoryName: 'fraud-model' };
  await client.send(new ecr.CreateRepositoryCommand({ ...named, tags: [{ Key: 'team', Value: 'fraud' }] }));
  await client.send(new ecr.DescribeRepositoriesCommand({ repositoryNames: ['fraud-model'] }));
  await client.send(new ecr.PutImageCommand({ ...named, imageTag: '7', imageManifest: '{"layers":[]}' }));
  await client.send(new ecr.DescribeImagesCommand({ ...named, imageIds: [{ imageTag: '7' }] }));
  await client.send(new ecr.GetAuthorizationTokenCommand({}));
}
