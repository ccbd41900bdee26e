import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgedText } from '../../testing/judged.ts';

/** A template with one encrypted definition of two instances in a network of its own. */
function template({ group = '', rules = '', subnet = '', network = '', more = '', conditions = '' } = {}): string {
  return `${conditions}Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24${subnet} } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc${group} } }
${rules || '  In: { Type: AWS::EC2::SecurityGroupIngress, Properties: { GroupId: !Ref Group, IpProtocol: -1, SourceSecurityGroupId: !Ref Group } }'}
${more}
  Quality:
    Type: AWS::SageMaker::DataQualityJobDefinition
    Properties:
      JobResources: { ClusterConfig: { InstanceCount: 2, InstanceType: ml.m5.xlarge } }
      NetworkConfig:
        EnableInterContainerTrafficEncryption: true
        VpcConfig: ${network || '{ Subnets: [!Ref A, !Ref B], SecurityGroupIds: [!GetAtt Group.GroupId] }'}
`;
}

/** What stands for a value in a text of a template. */
const mark = (name: string): string => `\${${name}}`;

async function judged(text: string) {
  const { requests, rows } = await judgedText(text, 'template.yaml');
  const jobs = requests.flatMap((one) => one.jobs);
  return {
    answers: rows.map((row) => row.replace(/^\d+ /, '')),
    because: jobs.flatMap(({ answered }) => answered.because).join('; '),
    fix: jobs.flatMap(({ findings }) => findings.flatMap(({ fix }) => fix)),
  };
}

test('a group without egress rules keeps the default one, and one with other rules does not', async () => {
  assert.deepEqual((await judged(template())).answers, ['encrypted']);
  const https = ', SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }]';
  const closed = await judged(template({ group: https }));
  assert.deepEqual(closed.answers, ['blocked']);
  assert.deepEqual(closed.fix, [
    'In template.yaml, give Group an outbound rule: UDP port 500 to Group itself.',
    'In template.yaml, give Group an outbound rule: ESP (protocol 50) to Group itself.',
  ]);
});

test('the default group of the VPC lets its members reach one another', async () => {
  const network = '{ Subnets: [!Ref A, !Ref B], SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup] }';
  assert.deepEqual((await judged(template({ network }))).answers, ['encrypted']);
});

test('what is not in the template is unknown by name, and does not hide what is known', async () => {
  const parameters = 'Parameters:\n  Peer: { Type: String, Default: sg-1 }\n  Subnet: { Type: String }\n';
  const rule = (more: string) =>
    `  In: { Type: AWS::EC2::SecurityGroupIngress, Properties: { GroupId: !Ref Group, ${more} } }`;
  const protocol = await judged(
    template({ conditions: parameters, rules: rule('IpProtocol: !Ref Peer, SourceSecurityGroupId: !Ref Group') }),
  );
  assert.deepEqual(protocol.answers, ['not shown']);
  assert.match(
    protocol.because,
    /the protocol of In is \$\{Peer\} of the template, known when the stack is made, by default "sg-1"/,
  );
  const range = await judged(template({ conditions: parameters, rules: rule('IpProtocol: -1, CidrIp: !Ref Peer') }));
  assert.match(range.because, /the peer of In is \$\{Peer\} of the template/);
  // Another group as peer is none of the job's.
  const peer = await judged(
    template({ conditions: parameters, rules: rule('IpProtocol: -1, SourceSecurityGroupId: !Ref Peer') }),
  );
  assert.deepEqual(peer.answers, ['blocked']);
  const network = '{ Subnets: [!Ref A, !Ref Subnet], SecurityGroupIds: [!Ref Group] }';
  const subnet = await judged(template({ conditions: parameters, network }));
  assert.deepEqual(subnet.answers, ['not shown']);
  assert.match(subnet.because, /\$\{Subnet\} is \$\{Subnet\} of the template/);
  // Whatever the subnet is, this group lets nothing in.
  const closed = await judged(
    template({
      conditions: parameters,
      network,
      rules: rule('IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0'),
    }),
  );
  assert.deepEqual(closed.answers, ['blocked']);
});

test('conditions that exclude one another are never read together', async () => {
  const conditions = `Parameters:
  Stage: { Type: String, AllowedValues: [dev, test, prod] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsTest: !Equals [!Ref Stage, test]
  IsSafe: !Or [!Condition IsProd, !Condition IsTest]
  IsDev: !Not [!Condition IsSafe]
  Always: !Equals [a, a]
`;
  const network = (flag: string) =>
    template({ conditions }).replace(
      'EnableInterContainerTrafficEncryption: true',
      `EnableInterContainerTrafficEncryption: ${flag}`,
    );
  const both = await judged(network('!If [IsProd, true, !If [IsTest, true, false]]'));
  assert.deepEqual(both.answers, [
    'unencrypted if not IsProd and not IsTest',
    'encrypted if not IsProd and IsTest or IsProd and not IsTest',
  ]);
  assert.deepEqual((await judged(network('!If [IsSafe, true, !If [IsDev, true, false]]'))).answers, ['encrypted']);
  assert.deepEqual((await judged(network('!If [Always, true, false]'))).answers, ['encrypted']);
  assert.deepEqual((await judged(network('!If [Nowhere, true, false]'))).answers, ['not shown']);
});

test('a rule that is there under a condition only counts under it', async () => {
  const rules =
    '  In: { Type: AWS::EC2::SecurityGroupIngress, Condition: HasEsp, Properties: { GroupId: !Ref Group, IpProtocol: -1, SourceSecurityGroupId: !Ref Group } }';
  const conditions = 'Parameters: { Esp: { Type: String } }\nConditions: { HasEsp: !Equals [!Ref Esp, "yes"] }\n';
  assert.deepEqual((await judged(template({ conditions, rules }))).answers, [
    'encrypted if HasEsp',
    'blocked if not HasEsp',
  ]);
});

test('network ACLs: the one of the VPC, entries beside it, and one of their own', async () => {
  const entry = (acl: string, action: string, number: number) =>
    [true, false]
      .map(
        (egress) =>
          `  Entry${number}${egress}: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: ${acl}, RuleNumber: ${number}, Protocol: 50, RuleAction: ${action}, Egress: ${egress}, CidrBlock: 10.0.0.0/16 } }`,
      )
      .join('\n');
  const answers = async (more: string) => (await judged(template({ more }))).answers;
  assert.deepEqual(await answers(entry('!GetAtt Vpc.DefaultNetworkAcl', 'deny', 90)), ['blocked']);
  assert.deepEqual(await answers(entry('!GetAtt Vpc.DefaultNetworkAcl', 'deny', 190)), ['encrypted']);
  const own =
    '  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }\n  On: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref B, NetworkAclId: !Ref Acl } }';
  assert.deepEqual(await answers(own), ['blocked'], 'it has no entries');
});

test('texts of every kind: bare and quoted substitutions, ARNs, joins within, and what a transform makes', async () => {
  const machine = (definition: string) => `Parameters: { Count: { Type: Number, Default: 2 } }
Resources:
  Role: { Type: AWS::IAM::Role }
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: ${definition}
`;
  const text = (count: string, flag: string) =>
    `{"StartAt":"T","States":{"T":{"Type":"Task","End":true,"Resource":"arn:\${AWS::Partition}:states:::sagemaker:createTrainingJob.sync","Parameters":{"RoleArn":"\${Role.Arn}","ResourceConfig":{"InstanceCount":${count}},"EnableInterContainerTrafficEncryption":${flag}}}}}`;
  assert.deepEqual((await judged(machine(`!Sub '${text('2', 'false')}'`))).answers, ['unencrypted']);
  assert.deepEqual((await judged(machine(`!Sub ['${text(mark('N'), mark('F'))}', { N: 2, F: "false" }]`))).answers, [
    'unencrypted',
  ]);
  const open = await judged(machine(`!Sub '${text(mark('Count'), 'false')}'`));
  assert.deepEqual(open.answers, ['not shown']);
  assert.match(
    open.because,
    /InstanceCount is \$\{Count\} of the template, known when the stack is made, by default 2/,
  );
  const quoted = await judged(machine(`!Sub '${text(`"${mark('Count')}"`, 'false')}'`));
  assert.deepEqual(quoted.answers, ['not shown']);
  assert.deepEqual((await judged(machine('{ "Fn::Transform": { Name: Mine } }'))).answers, ['not shown']);
});

test('a block that needs itself is unknown, and no endless task', async () => {
  const own = template().replace(
    'CidrBlock: 10.0.0.0/16',
    'CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]',
  );
  assert.equal((await judged(own)).answers.length, 1);
});
