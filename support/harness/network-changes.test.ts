import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkAclEntryCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkAclEntryCommand,
  DeleteSecurityGroupCommand,
  DescribeNetworkAclsCommand,
  ModifyManagedPrefixListCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { type Account, startHarness } from '../harness.ts';

/** Two subnets and a group whose members cannot exchange anything yet. */
async function setUp(account: Account) {
  const { ec2 } = account;
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const subnets: string[] = [];
  for (const CidrBlock of ['10.0.0.0/24', '10.0.1.0/24']) {
    subnets.push((await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }))).Subnet?.SubnetId ?? '');
  }
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'training', Description: 'training' }),
  );
  let jobs = 0;
  /** Whether the instances of a job that is created now can exchange encrypted traffic. */
  const passes = async () => {
    jobs += 1;
    await account.sagemaker
      .send(
        new CreateTrainingJobCommand({
          TrainingJobName: `job-${jobs}`,
          RoleArn: `arn:aws:iam::${account.id}:role/training`,
          AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
          OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
          ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 },
          StoppingCondition: { MaxRuntimeInSeconds: 3600 },
          EnableInterContainerTrafficEncryption: true,
          VpcConfig: { Subnets: subnets, SecurityGroupIds: [GroupId] },
        }),
      )
      .catch(() => undefined);
    const verdicts = await account.verdicts();
    assert.equal(verdicts.length, jobs);
    return verdicts.at(-1)?.findings.every(({ outcome }) => outcome !== 'broken');
  };
  return { ec2, VpcId, GroupId, passes };
}

test('the next job is judged by the network as it is then', async () => {
  await using harness = await startHarness();
  const { ec2, VpcId, GroupId, passes } = await setUp(harness.createAccount());
  const answers: unknown[] = [await passes(), await passes()];

  const { PrefixList } = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: 'peers',
      MaxEntries: 3,
      AddressFamily: 'IPv4',
      Entries: [{ Cidr: '10.0.0.0/24' }],
    }),
  );
  const PrefixListId = PrefixList?.PrefixListId ?? '';
  const PrefixListIds = [{ PrefixListId }];
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [{ IpProtocol: '-1', PrefixListIds }] }),
  );
  answers.push(await passes());
  await ec2.send(
    new ModifyManagedPrefixListCommand({ PrefixListId, CurrentVersion: 1, AddEntries: [{ Cidr: '10.0.1.0/24' }] }),
  );
  answers.push(await passes(), await passes());
  assert.deepEqual(answers, [false, false, false, true, true], 'rules and prefix lists');

  const acls = await ec2.send(new DescribeNetworkAclsCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }));
  const deny = { NetworkAclId: acls.NetworkAcls?.[0]?.NetworkAclId ?? '', RuleNumber: 50, Egress: false };
  await ec2.send(
    new CreateNetworkAclEntryCommand({ ...deny, Protocol: '50', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' }),
  );
  const denied = await passes();
  await ec2.send(new DeleteNetworkAclEntryCommand(deny));
  assert.deepEqual([denied, await passes()], [false, true], 'ACLs');

  await ec2.send(
    new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [{ IpProtocol: '-1', PrefixListIds }] }),
  );
  const revoked = await passes();
  await harness.reset();
  assert.deepEqual(
    [revoked, await ec2.send(new DeleteSecurityGroupCommand({ GroupId })).catch(({ name }) => name)],
    [false, 'InvalidGroup.NotFound'],
  );
});

test('many jobs in an unchanged network ask EC2 no more often than one', async () => {
  await using harness = await startHarness();
  const { engine } = harness;
  const call = engine.callEc2;
  const asked: string[] = [];
  engine.callEc2 = (caller, operation, input) => {
    asked.push(operation);
    return call?.(caller, operation, input) ?? {};
  };
  const { passes } = await setUp(harness.createAccount());
  await passes();
  const once = asked.length;
  for (let job = 0; job < 20; job += 1) await passes();
  assert.ok(once > 0);
  assert.equal(asked.length, once);
});
