import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { judgedText } from '../testing/judged.ts';
import { training } from '../testing/lint.ts';
import { networkOfTexts } from './files.ts';

const SHAPES = join(import.meta.dirname, '../testing/shapes');
const VPC = { Subnets: ['subnet-0a1', 'subnet-0a2'], SecurityGroupIds: ['sg-0a1'] };

const SUBNETS = ['subnet-0a1', 'subnet-0a2'].map((SubnetId, index) => ({
  SubnetId,
  VpcId: 'vpc-0a1',
  CidrBlock: `10.0.${index}.0/24`,
}));
const ALL = { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-0a1' }] };
const GROUP = { GroupId: 'sg-0a1', VpcId: 'vpc-0a1', IpPermissions: [ALL], IpPermissionsEgress: [ALL] };
const OPEN = { RuleNumber: 100, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' };
const ACL = {
  NetworkAclId: 'acl-0a1',
  Entries: [OPEN, { ...OPEN, Egress: true }],
  Associations: SUBNETS.map(({ SubnetId }) => ({ SubnetId })),
};
const rule = (IsEgress: boolean, more: object) => ({
  SecurityGroupRuleId: 'sgr-1',
  GroupId: 'sg-0a1',
  IsEgress,
  FromPort: -1,
  ToPort: -1,
  ReferencedGroupInfo: { GroupId: 'sg-0a1' },
  ...more,
});
const RULES = [rule(false, { IpProtocol: '-1' }), rule(true, { IpProtocol: '-1' })];

type Text = readonly [file: string, content: object | string];

async function answers(texts: readonly Text[], request: object = training({ VpcConfig: VPC })) {
  const source = networkOfTexts(
    texts.map(([file, content]) => [file, typeof content === 'string' ? content : JSON.stringify(content)]),
  );
  const { requests } = await judgedText(JSON.stringify(request), 'job.json', source);
  return requests.flatMap(({ jobs }) => jobs.map(({ answered }) => answered));
}

const answer = async (...texts: readonly Text[]) => (await answers(texts))[0]?.answer;

test('answers of EC2 whole, as --query cuts them, and one part each', async () => {
  const subnets: Text = ['subnets.json', { Subnets: SUBNETS, NetworkAcls: [ACL] }];
  for (const group of [{ SecurityGroups: [GROUP] }, [GROUP], GROUP]) {
    assert.equal(await answer(['groups.json', group], subnets), 'encrypted');
  }
  assert.equal(await answer(['all.json', [...SUBNETS, GROUP, ACL]]), 'encrypted');
  const closed = { ...GROUP, IpPermissionsEgress: [] };
  assert.equal(await answer(['groups.json', [closed]], subnets), 'blocked');
});

test('describe-security-group-rules says which rules a group has, and not in which VPC it lies', async () => {
  const rest: Text = ['rest.json', { Subnets: SUBNETS, NetworkAcls: [ACL] }];
  const [right] = await answers([['rules.json', { SecurityGroupRules: RULES }], rest]);
  assert.equal(right?.answer, 'not shown');
  assert.match(
    right?.because.join() ?? '',
    /^same-vpc: whether vpc-0a1 and the VPC of sg-0a1 are one VPC is not known$/,
  );
  const [wrong] = await answers([['rules.json', { SecurityGroupRules: RULES.slice(0, 1) }], rest]);
  assert.equal(wrong?.answer, 'blocked');
});

test('entries of a prefix list have their id in the name of the file', async () => {
  const byList = { IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-0a1' }] };
  const rest: Text = ['rest.json', [...SUBNETS, { ...GROUP, IpPermissions: [byList] }, ACL]];
  assert.equal(await answer(rest), 'not shown');
  assert.equal(await answer(rest, ['pl-0a1.json', { Entries: [{ Cidr: '10.0.0.0/16' }] }]), 'encrypted');
  assert.equal(await answer(rest, ['pl-0a1.json', { Entries: [{ Cidr: '10.9.0.0/16' }] }]), 'blocked');
  await assert.rejects(answers([rest, ['list.json', { Entries: [{ Cidr: '10.0.0.0/16' }] }]]), {
    exitCode: 2,
    message: /list\.json has the entries of a prefix list and not its id/,
  });
});

test("Terraform's state is a network", async () => {
  const state = readFileSync(join(SHAPES, 'terraform-state/terraform.tfstate'), 'utf8');
  const { resources } = JSON.parse(state) as {
    readonly resources: readonly {
      readonly type: string;
      readonly name: string;
      readonly instances: readonly { readonly attributes: { readonly id: string } }[];
    }[];
  };
  const ids = (type: string, name: string) =>
    resources
      .filter((one) => one.type === type && one.name === name)
      .flatMap(({ instances }) => instances.map(({ attributes }) => attributes.id));
  const job = (name: string) =>
    training({ VpcConfig: { Subnets: ids('aws_subnet', 'this'), SecurityGroupIds: ids('aws_security_group', name) } });
  assert.equal((await answers([['terraform.tfstate', state]], job('inline')))[0]?.answer, 'encrypted');
  assert.equal((await answers([['terraform.tfstate', state]], job('rules')))[0]?.answer, 'blocked');
});

test('a template is a network for another that imports from it', async () => {
  const exported = (Name: string, Value: object) => ({ [Name.replace('-', '')]: { Value, Export: { Name } } });
  const network = (egress: readonly object[]) => ({
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24' } },
      Group: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          VpcId: { Ref: 'Vpc' },
          SecurityGroupIngress: [{ IpProtocol: -1, CidrIp: '10.0.0.0/16' }],
          SecurityGroupEgress: egress,
        },
      },
    },
    Outputs: {
      ...exported('net-subnet', { Ref: 'Subnet' }),
      ...exported('net-group', { 'Fn::GetAtt': ['Group', 'GroupId'] }),
    },
  });
  const user = {
    Resources: {
      // It has a network too, of which the job uses nothing.
      Other: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
      Quality: {
        Type: 'AWS::SageMaker::DataQualityJobDefinition',
        Properties: {
          JobResources: { ClusterConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge' } },
          NetworkConfig: {
            EnableInterContainerTrafficEncryption: true,
            VpcConfig: {
              Subnets: [{ 'Fn::ImportValue': 'net-subnet' }],
              SecurityGroupIds: [{ 'Fn::ImportValue': 'net-group' }],
            },
          },
        },
      },
    },
  };
  const [right] = await answers([['network.json', network([])]], user);
  assert.equal(right?.answer, 'encrypted');
  const [wrong] = await answers(
    [['network.json', network([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }])]],
    user,
  );
  assert.equal(wrong?.answer, 'blocked');
});
