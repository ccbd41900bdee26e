import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as ec2 from '@aws-sdk/client-ec2';
import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import fc from '../../verification/fast-check.ts';
import { createEc2 } from './index.ts';
import { failsWith, sendForm, testClient } from './testing/ec2.ts';

suite('operations that are not answered', () => {
  test('are named with the engine that would answer them', async () => {
    await assert.rejects(
      testClient().send(new ec2.RunInstancesCommand({ MinCount: 1, MaxCount: 1 })),
      failsWith('NotImplemented', /^train-encrypt: EC2 RunInstances .* embedded .* LocalStack/, 501),
    );
  });

  test('are unknown when EC2 has no such thing', async () => {
    for (const action of ['Launch', 'EC2Client', 'CreateVpcRequest', '__proto__', 'constructor', 'CreateVpc$']) {
      const { status, call } = await sendForm({ Action: action });
      assert.deepEqual([status, call.error?.code], [400, 'InvalidAction'], action);
    }
  });
});

suite('a dry run', () => {
  test('changes nothing, and says that it would have', async () => {
    const client = testClient();
    await assert.rejects(
      client.send(new ec2.CreateVpcCommand({ CidrBlock: '10.0.0.0/16', DryRun: true })),
      failsWith('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412),
    );
    assert.equal((await client.send(new ec2.DescribeVpcsCommand({ DryRun: false }))).Vpcs?.length, 1);
  });
});

/** Actions that are answered here, and one that is not. */
const ACTIONS = [
  'AuthorizeSecurityGroupIngress',
  'AuthorizeSecurityGroupEgress',
  'RevokeSecurityGroupIngress',
  'ModifySecurityGroupRules',
  'CreateNetworkAclEntry',
  'CreateNetworkInterface',
  'CreateSecurityGroup',
  'CreateSubnet',
  'CreateTags',
  'CreateVpc',
  'CreateVpcEndpoint',
  'CreateManagedPrefixList',
  'DescribeSecurityGroups',
  'DescribeSubnets',
  'DescribeTags',
  'RunInstances',
  'Nothing',
];
const PARTS = [
  ...['GroupId', 'GroupName', 'IpPermissions', 'IpRanges', 'Groups', 'CidrIp', 'IpProtocol', 'FromPort', 'ToPort'],
  ...['Filter', 'Name', 'Value', 'MaxResults', 'NextToken', 'DryRun', 'VpcId', 'SubnetId', 'CidrBlock', 'Tag', 'Key'],
  ...['ResourceId', 'TagSpecification', 'ResourceType', 'SecurityGroupRule', 'SecurityGroupRuleId', 'RuleNumber'],
  ...['Protocol', 'RuleAction', 'Egress', 'PortRange', 'From', 'To', 'Icmp', 'ServiceName', 'RouteTableId'],
  ...['GroupDescription', 'PrefixListName', 'MaxEntries', 'AddressFamily', 'Entry', 'Cidr', 'SecurityGroupId'],
  ...['1', '2', '999999999', '0', '-1', '', '__proto__', 'constructor', 'toString', 'Version', 'é'],
];
const VALUES = [
  ...['', 'true', 'abc', '-1', '0', '50', '65536', '1e9', '9'.repeat(30), '10.0.0.0/16', '0.0.0.0/0', '::/0'],
  ...['sg-1', 'vpc-1', 'vpc-0cf31000a0c326723', 'sg-05dced5d612fac595', 'subnet-0c4ca6ea1b32891c9', 'default'],
  ...['tcp', 'esp', 'udp', 'allow', 'vpc-id', 'tag:a', '*', '\\', 'com.amazonaws.eu-central-1.s3', 'IPv4', 'vpc'],
  ...['__proto__', '\u{0}', '\u{FFFF}', '\u{202E}', '<a>&"', '🙂', 'x'.repeat(5000)],
];

test('nothing that anybody sends is a fault, and every answer is XML', async () => {
  const key = fc.oneof(
    fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 7 }).map((parts) => parts.join('.')),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  const value = fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: 'binary', maxLength: 30 }));
  const form = fc
    .tuple(fc.constantFrom(...ACTIONS), fc.array(fc.tuple(key, value), { maxLength: 12 }))
    .map(([action, pairs]) => new URLSearchParams([['Action', action], ...pairs]).toString());
  const raw = fc.tuple(form, fc.string({ unit: 'binary', maxLength: 20 }), fc.nat(200)).map(([text, noise, at]) => {
    return text.slice(0, at) + noise + text.slice(at + 3);
  });
  const service = createEc2();
  const reader = new XmlShapeDeserializer({
    xmlNamespace: '',
    serviceNamespace: '',
    timestampFormat: { useTrait: true, default: 5 },
  });
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(form, raw), async (text) => {
      const { status, body, call } = await sendForm(text, service);
      assert.ok(status < 500 || (status === 501 && call.operation === 'RunInstances'), `${status} ${body}`);
      assert.equal(status >= 400, call.error !== undefined);
      reader.read(15, new TextEncoder().encode(String(body)));
      if (status === 200) answered += 1;
    }),
    { numRuns: 3000, seed: 20261101 },
  );
  assert.ok(answered > 20, `${answered} requests were good`);
});
