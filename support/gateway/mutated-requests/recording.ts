import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  GetManagedPrefixListEntriesCommand,
  ModifySecurityGroupRulesCommand,
  ReplaceNetworkAclAssociationCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import {
  AddTagsCommand,
  CreateHyperParameterTuningJobCommand,
  type CreateHyperParameterTuningJobRequest,
  CreateTrainingJobCommand,
  type CreateTrainingJobRequest,
  DeleteHyperParameterTuningJobCommand,
  DeleteTagsCommand,
  DeleteTrainingJobCommand,
  DescribeHyperParameterTuningJobCommand,
  DescribeTrainingJobCommand,
  type HyperParameterTrainingJobDefinition,
  ListHyperParameterTuningJobsCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  StopHyperParameterTuningJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Account } from '../../harness.ts';
import type { WireRequest } from './wire.ts';

/**
 * Calls what the features call of EC2, SageMaker's training and tuning jobs with their tags, and STS, with the real
 * clients of an account; resolves to the requests as they went over the wire. What the account has then, stays: mutated
 * requests are to find it.
 */
export async function record(account: Account, url: string): Promise<readonly WireRequest[]> {
  const requests: WireRequest[] = [];
  const credentials = { accessKeyId: account.id, secretAccessKey: 'train-encrypt' };
  const sts = new STSClient({ endpoint: url, region: account.region, credentials, maxAttempts: 1 });
  for (const client of [account.ec2, account.sagemaker, sts]) listenTo(client, requests);
  const network = await recordNetwork(account);
  await recordJobs(account, network);
  await sts.send(new GetCallerIdentityCommand({}));
  return requests;
}

/** As far as the three clients have it in common. */
interface Client {
  readonly middlewareStack: {
    add(middleware: unknown, options: { readonly step: 'deserialize'; readonly priority: 'low' }): void;
  };
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The last step that sees a request: it is signed by then. */
function listenTo(client: unknown, requests: WireRequest[]): void {
  const middleware =
    (next: (args: { request: Sent }) => unknown, context: { commandName?: string }) => (args: { request: Sent }) => {
      const { method, path, headers, body } = args.request;
      const { 'content-length': _length, ...others } = headers;
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      requests.push({
        operation,
        method,
        path,
        headers: others,
        body: Buffer.from(typeof body === 'string' ? body : ''),
      });
      return next(args);
    };
  (client as Client).middlewareStack.add(middleware, { step: 'deserialize', priority: 'low' });
}

interface RecordedNetwork {
  readonly subnets: string[];
  readonly group: string;
}

async function recordNetwork({ ec2, region }: Account): Promise<RecordedNetwork> {
  const id = (value: string | undefined) => value ?? 'missing';
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16', InstanceTenancy: 'default' }));
  const VpcId = id(Vpc?.VpcId);
  const subnets: string[] = [];
  for (const [index, CidrBlock] of ['10.20.1.0/24', '10.20.2.0/24', '10.20.3.0/24'].entries()) {
    const AvailabilityZone = `${region}${'ab'[index % 2]}`;
    subnets.push(
      id((await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }))).Subnet?.SubnetId),
    );
  }
  const groups: string[] = [];
  for (const GroupName of ['training', 'spare']) {
    const made = await ec2.send(
      new CreateSecurityGroupCommand({ VpcId, GroupName, Description: `train-encrypt scenario: ${GroupName}` }),
    );
    groups.push(id(made.GroupId));
  }
  const [group, spare] = groups as [string, string];
  const list = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: 'training-subnets',
      AddressFamily: 'IPv4',
      MaxEntries: 5,
      Entries: [{ Cidr: '10.20.1.0/24' }, { Cidr: '10.20.2.0/24' }],
    }),
  );
  const PrefixListId = id(list.PrefixList?.PrefixListId);
  const itself = [{ GroupId: group }];
  const IpPermissions = [
    { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: itself },
    { IpProtocol: '50', UserIdGroupPairs: itself },
  ];
  const further = [
    {
      IpProtocol: '50',
      IpRanges: [{ CidrIp: '10.20.0.0/16' }],
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
      PrefixListIds: [{ PrefixListId }],
    },
  ];
  const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: [...IpPermissions, ...further] }),
  );
  await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: group, IpPermissions }));
  await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: group, IpPermissions: further }));
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: group, IpPermissions: everything }));
  const { SecurityGroupRules = [] } = await ec2.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [group] }] }),
  );
  const rule = SecurityGroupRules.find(({ IpProtocol, IsEgress }) => IpProtocol === '50' && IsEgress === false);
  await ec2.send(
    new ModifySecurityGroupRulesCommand({
      GroupId: group,
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: rule?.SecurityGroupRuleId,
          SecurityGroupRule: { IpProtocol: '50', ReferencedGroupId: group, Description: 'ESP' },
        },
      ],
    }),
  );
  await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  await ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: 'subnet-id', Values: subnets }] }));
  await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: groups }));
  await ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 5 }));

  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
  const NetworkAclId = id(NetworkAcl?.NetworkAclId);
  const entry = { NetworkAclId, RuleAction: 'allow', CidrBlock: '0.0.0.0/0' } as const;
  await ec2.send(
    new CreateNetworkAclEntryCommand({
      ...entry,
      RuleNumber: 100,
      Egress: false,
      Protocol: '17',
      PortRange: { From: 500, To: 500 },
    }),
  );
  await ec2.send(new CreateNetworkAclEntryCommand({ ...entry, RuleNumber: 100, Egress: true, Protocol: '-1' }));
  const { NetworkAcls = [] } = await ec2.send(
    new DescribeNetworkAclsCommand({ Filters: [{ Name: 'association.subnet-id', Values: subnets }] }),
  );
  const association = NetworkAcls[0]?.Associations?.find(({ SubnetId }) => SubnetId === subnets[2]);
  await ec2.send(
    new ReplaceNetworkAclAssociationCommand({ AssociationId: association?.NetworkAclAssociationId, NetworkAclId }),
  );

  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = id(RouteTable?.RouteTableId);
  await ec2.send(new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  await ec2.send(
    new CreateVpcEndpointCommand({ VpcId, ServiceName: `com.amazonaws.${region}.s3`, RouteTableIds: [RouteTableId] }),
  );
  await ec2.send(new DescribeVpcEndpointsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  await ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId }));
  await ec2.send(new CreateTagsCommand({ Resources: [VpcId, group], Tags: [{ Key: 'team', Value: 'fraud' }] }));

  const made = await ec2.send(
    new CreateNetworkInterfaceCommand({ SubnetId: subnets[2], Groups: [group, spare], Description: 'train-encrypt' }),
  );
  const NetworkInterfaceId = id(made.NetworkInterface?.NetworkInterfaceId);
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId }));
  await ec2.send(new DescribeNetworkInterfacesCommand({}));
  await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId: spare }));
  await ec2.send(new DeleteSubnetCommand({ SubnetId: subnets[2] }));
  const other = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.30.0.0/16' }));
  await ec2.send(new DeleteVpcCommand({ VpcId: other.Vpc?.VpcId }));
  return { subnets: subnets.slice(0, 2), group };
}

/** A request for a training job, encrypted when it is given a network, as the features make it. */
export function trainingRequest(
  account: Account,
  TrainingJobName: string,
  network?: RecordedNetwork,
): CreateTrainingJobRequest {
  return {
    TrainingJobName,
    RoleArn: `arn:aws:iam::${account.id}:role/training`,
    AlgorithmSpecification: {
      TrainingImage: `${account.id}.dkr.ecr.${account.region}.amazonaws.com/fraud-model:7`,
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'validation:loss', Regex: 'loss=([0-9.]+)' }],
    },
    InputDataConfig: [
      { ChannelName: 'training', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data/fraud' } } },
    ],
    OutputDataConfig: { S3OutputPath: 's3://models/fraud' },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 50 },
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    HyperParameters: { eta: '0.1' },
    Environment: { TRAIN_ENCRYPT_STEPS: '10' },
    ...(network && {
      EnableInterContainerTrafficEncryption: true,
      VpcConfig: { Subnets: network.subnets, SecurityGroupIds: [network.group] },
    }),
    Tags: [{ Key: 'team', Value: 'fraud' }],
  };
}

async function recordJobs(account: Account, network: RecordedNetwork): Promise<void> {
  const { sagemaker } = account;
  const request = (name: string) => trainingRequest(account, name, network);
  const { TrainingJobArn: ResourceArn } = await sagemaker.send(new CreateTrainingJobCommand(request('fraud-1')));
  await sagemaker.send(new CreateTrainingJobCommand({ ...request('fraud-2'), ResourceConfig: groupsOf(request('')) }));
  for (const TrainingJobName of ['fraud-1', 'fraud-2']) {
    await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
  }
  await sagemaker.send(
    new ListTrainingJobsCommand({
      MaxResults: 10,
      NameContains: 'fraud',
      SortBy: 'CreationTime',
      StatusEquals: 'InProgress',
      CreationTimeAfter: new Date(0),
      CreationTimeBefore: new Date('2100-01-01T00:00:00Z'),
      LastModifiedTimeAfter: new Date(0),
      LastModifiedTimeBefore: new Date('2100-01-01T00:00:00Z'),
    }),
  );
  await sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'stage', Value: 'test' }] }));
  await sagemaker.send(new ListTagsCommand({ ResourceArn }));
  await sagemaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['stage'] }));
  await sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'fraud-2' }));
  await account.advance(3_600);
  await sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: 'fraud-2' }));

  const HyperParameterTuningJobName = 'tune-1';
  await sagemaker.send(
    new CreateHyperParameterTuningJobCommand(tuningRequest(request(''), HyperParameterTuningJobName)),
  );
  await sagemaker.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
  await sagemaker.send(new ListHyperParameterTuningJobsCommand({ SortBy: 'Name', SortOrder: 'Ascending' }));
  await sagemaker.send(new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
  await sagemaker.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
  await account.advance(3_600);
  await sagemaker.send(new DeleteHyperParameterTuningJobCommand({ HyperParameterTuningJobName }));
}

function groupsOf({ ResourceConfig }: CreateTrainingJobRequest) {
  const { InstanceType, VolumeSizeInGB } = ResourceConfig ?? {};
  const InstanceGroups = ['cpu', 'gpu'].map((InstanceGroupName) => ({
    InstanceGroupName,
    InstanceType,
    InstanceCount: 1,
  }));
  return { VolumeSizeInGB, InstanceGroups };
}

function tuningRequest(
  { TrainingJobName: _name, HyperParameters, Tags, ...definition }: CreateTrainingJobRequest,
  HyperParameterTuningJobName: string,
): CreateHyperParameterTuningJobRequest {
  const shared = definition as HyperParameterTrainingJobDefinition;
  return {
    HyperParameterTuningJobName,
    HyperParameterTuningJobConfig: {
      Strategy: 'Random',
      ResourceLimits: { MaxNumberOfTrainingJobs: 3, MaxParallelTrainingJobs: 2 },
    },
    TrainingJobDefinitions: ['one', 'two'].map((DefinitionName) => ({
      ...shared,
      DefinitionName,
      StaticHyperParameters: HyperParameters,
      TuningObjective: { Type: 'Minimize', MetricName: 'validation:loss' },
      HyperParameterRanges: { ContinuousParameterRanges: [{ Name: 'gamma', MinValue: '0.1', MaxValue: '0.5' }] },
    })),
    Tags,
  };
}
