import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  type CreateSecurityGroupCommandInput,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  paginateDescribeSecurityGroups,
} from '@aws-sdk/client-ec2';
import { failsWith, testClient } from './testing/ec2.ts';

async function setUp() {
  const client = testClient();
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const create = async (input: Partial<CreateSecurityGroupCommandInput> = {}) =>
    (await client.send(new CreateSecurityGroupCommand({ VpcId, GroupName: 'training', Description: 'a', ...input })))
      .GroupId ?? '';
  const describe = async (input: object) =>
    (await client.send(new DescribeSecurityGroupsCommand(input))).SecurityGroups ?? [];
  return { client, VpcId, create, describe };
}

test('a new group lets everything out and nothing in', async () => {
  const { client, VpcId, describe } = await setUp();
  const Tags = [{ Key: 'team', Value: 'ml' }];
  const created = await client.send(
    new CreateSecurityGroupCommand({
      VpcId,
      GroupName: 'training',
      Description: 'For training',
      TagSpecifications: [{ ResourceType: 'security-group', Tags }],
    }),
  );
  const GroupId = created.GroupId ?? '';
  const SecurityGroupArn = `arn:aws:ec2:eu-central-1:111122223333:security-group/${GroupId}`;
  assert.equal(created.SecurityGroupArn, SecurityGroupArn);
  assert.deepEqual(created.Tags, Tags);
  assert.deepEqual(await describe({ GroupIds: [GroupId] }), [
    {
      GroupId,
      GroupName: 'training',
      Description: 'For training',
      OwnerId: '111122223333',
      VpcId,
      SecurityGroupArn,
      IpPermissions: [],
      IpPermissionsEgress: [
        {
          IpProtocol: '-1',
          IpRanges: [{ CidrIp: '0.0.0.0/0' }],
          Ipv6Ranges: [],
          PrefixListIds: [],
          UserIdGroupPairs: [],
        },
      ],
      Tags,
    },
  ]);
});

test('a VPC’s default group also lets its own members in', async () => {
  const { VpcId, describe } = await setUp();
  const [group] = await describe({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] });
  assert.equal(group?.GroupName, 'default');
  assert.equal(group?.Description, 'default VPC security group');
  assert.deepEqual(group?.IpPermissions, [
    {
      IpProtocol: '-1',
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [{ GroupId: group?.GroupId, UserId: '111122223333' }],
    },
  ]);
});

suite('CreateSecurityGroup', () => {
  test('puts a group into the default VPC when none is named', async () => {
    const { client, create, describe } = await setUp();
    const id = await create({ VpcId: undefined });
    const { Vpcs } = await client.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
    );
    assert.equal((await describe({ GroupIds: [id] }))[0]?.VpcId, Vpcs?.[0]?.VpcId);
  });

  test('needs a VPC where there is no default one', async () => {
    const { client, create } = await setUp();
    const Filters = [{ Name: 'default-for-az', Values: ['true'] }];
    const { Subnets } = await client.send(new DescribeSubnetsCommand({ Filters }));
    for (const { SubnetId } of Subnets ?? []) await client.send(new DeleteSubnetCommand({ SubnetId }));
    const { InternetGateways } = await client.send(new DescribeInternetGatewaysCommand({}));
    const InternetGatewayId = InternetGateways?.[0]?.InternetGatewayId;
    await client.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId: Subnets?.[0]?.VpcId }));
    await client.send(new DeleteVpcCommand({ VpcId: Subnets?.[0]?.VpcId }));
    await assert.rejects(create({ VpcId: undefined }), failsWith('VPCIdNotSpecified'));
  });

  test('refuses a name that the VPC has, and only there', async () => {
    const { create, VpcId } = await setUp();
    await create();
    const text = `The security group 'training' already exists for VPC '${VpcId}'`;
    await assert.rejects(create(), failsWith('InvalidGroup.Duplicate', text));
    await assert.rejects(create({ GroupName: 'Training' }), failsWith('InvalidGroup.Duplicate', "'Training'"));
    await create({ VpcId: undefined });
  });

  const refused: readonly (readonly [string, Partial<CreateSecurityGroupCommandInput>, string, string])[] = [
    [
      'the name default',
      { GroupName: 'default' },
      'InvalidParameterValue',
      'Cannot use reserved security group name: default',
    ],
    ['a name like an id', { GroupName: 'sg-mine' }, 'InvalidParameterValue', 'sg-mine'],
    ['an empty name', { GroupName: '' }, 'InvalidParameterValue', 'GroupName'],
    ['a long name', { GroupName: 'a'.repeat(256) }, 'InvalidParameterValue', 'GroupName'],
    ['a name with other characters', { GroupName: 'größe' }, 'InvalidParameterValue', 'größe'],
    ['no name', { GroupName: undefined }, 'MissingParameter', 'GroupName'],
    ['no description', { Description: undefined }, 'MissingParameter', 'GroupDescription'],
    ['an empty description', { Description: '' }, 'InvalidParameterValue', 'Invalid security group description'],
    [
      'a description with other characters',
      { Description: 'a<b' },
      'InvalidParameterValue',
      'less than 256 characters',
    ],
    ['an unknown VPC', { VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound', 'vpc-0123456789abcdef0'],
    ['what is no id of a VPC', { VpcId: 'x' }, 'InvalidVpcID.NotFound', 'x'],
  ];
  for (const [what, input, code, text] of refused) {
    test(`refuses ${what}`, async () => {
      const { create } = await setUp();
      await assert.rejects(create(input), failsWith(code, text));
    });
  }
});

suite('DescribeSecurityGroups', () => {
  test('filters by what groups are and by what they permit', async () => {
    const { client, create, describe } = await setUp();
    const a = await create({
      GroupName: 'a',
      Description: 'first',
      TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'Team', Value: 'ml' }] }],
    });
    const b = await create({ GroupName: 'b' });
    const IpPermissions = [
      { IpProtocol: 'udp', FromPort: 500, ToPort: 501, UserIdGroupPairs: [{ GroupId: a }] },
      { IpProtocol: '50', IpRanges: [{ CidrIp: '10.0.0.0/16' }], Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] },
    ];
    await client.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: a, IpPermissions }));
    await client.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: b, IpPermissions }));
    const named = async (Name: string, ...Values: string[]) =>
      (await describe({ Filters: [{ Name, Values }] })).map(({ GroupId }) => GroupId);
    for (const [name, value] of [
      ['group-id', a],
      ['group-name', 'a'],
      ['description', 'fir*'],
      ['tag:Team', 'ml'],
      ['tag-key', 'Team'],
      ['ip-permission.protocol', '50'],
      ['ip-permission.from-port', '500'],
      ['ip-permission.to-port', '501'],
      ['ip-permission.cidr', '10.0.0.0/16'],
      ['ip-permission.ipv6-cidr', '2001:db8::/32'],
      ['ip-permission.group-id', a],
      ['ip-permission.group-name', 'a'],
    ] as const) {
      assert.deepEqual(await named(name, value), [a], name);
    }
    for (const name of ['protocol', 'from-port', 'to-port', 'cidr', 'group-id', 'group-name', 'user-id']) {
      const value = {
        protocol: 'udp',
        cidr: '10.0.0.0/16',
        'group-id': a,
        'group-name': 'a',
        'user-id': '111122223333',
      }[name];
      const port = name === 'from-port' ? '500' : '501';
      assert.deepEqual(await named(`egress.ip-permission.${name}`, value ?? port), [b], name);
    }
    assert.deepEqual(await named('owner-id', '999999999999'), []);
    assert.deepEqual(await named('group-name', 'b', 'a'), [a, b]);
    assert.deepEqual(await named('ip-permission.prefix-list-id', 'pl-1'), []);
    const both = [
      { Name: 'group-name', Values: ['?'] },
      { Name: 'description', Values: ['first'] },
    ];
    assert.deepEqual(
      (await describe({ Filters: both })).map(({ GroupId }) => GroupId),
      [a],
    );
  });

  test('finds names in the default VPC only', async () => {
    const { create, describe } = await setUp();
    const id = await create({ VpcId: undefined });
    assert.deepEqual(
      (await describe({ GroupNames: ['training'] })).map(({ GroupId }) => GroupId),
      [id],
    );
    await create({ GroupName: 'elsewhere' });
    await assert.rejects(
      describe({ GroupNames: ['elsewhere'] }),
      failsWith('InvalidGroup.NotFound', /^The security group 'elsewhere' does not exist in default VPC 'vpc-/),
    );
  });

  test('pages', async () => {
    const { client, create } = await setUp();
    for (let index = 0; index < 10; index += 1) await create({ GroupName: `g${index}` });
    const ids = new Set<unknown>();
    let pages = 0;
    for await (const { SecurityGroups } of paginateDescribeSecurityGroups({ client, pageSize: 5 }, {})) {
      pages += 1;
      for (const { GroupId } of SecurityGroups ?? []) ids.add(GroupId);
    }
    assert.deepEqual([pages, ids.size], [3, 12]);
  });

  test('refuses what it cannot page or filter by', async () => {
    const { describe } = await setUp();
    await assert.rejects(describe({ MaxResults: 4 }), failsWith('InvalidParameterValue', 'greater than or equal to 5'));
    await assert.rejects(
      describe({ MaxResults: 1001 }),
      failsWith('InvalidParameterValue', 'less than or equal to 1000'),
    );
    await assert.rejects(describe({ NextToken: 'x' }), failsWith('InvalidNextToken'));
    const other = Buffer.from('vpcs:5').toString('base64url');
    await assert.rejects(describe({ NextToken: other }), failsWith('InvalidNextToken'));
    for (const name of ['colour', 'toString', '__proto__']) {
      const Filters = [{ Name: name, Values: ['a'] }];
      await assert.rejects(
        describe({ Filters }),
        failsWith('InvalidParameterValue', `The filter '${name}' is invalid`),
      );
    }
    await assert.rejects(describe({ Filters: [{ Name: 'vpc-id' }] }), failsWith('MissingParameter', 'Filter.1.Value'));
    await assert.rejects(describe({ Filters: [{ Values: ['a'] }] }), failsWith('MissingParameter', 'Filter.1.Name'));
    const Values = Array.from({ length: 201 }, (_, index) => `${index}`);
    await assert.rejects(describe({ Filters: [{ Name: 'vpc-id', Values }] }), failsWith('FilterLimitExceeded'));
  });

  test('says which id is unknown or malformed', async () => {
    const { describe } = await setUp();
    await assert.rejects(
      describe({ GroupIds: ['sg-0123456789abcdef0'] }),
      failsWith('InvalidGroup.NotFound', "The security group 'sg-0123456789abcdef0' does not exist"),
    );
    await assert.rejects(
      describe({ GroupIds: ['group'] }),
      failsWith('InvalidGroupId.Malformed', 'Invalid id: "group" (expecting "sg-...")'),
    );
  });
});

suite('DeleteSecurityGroup', () => {
  test('deletes by id, and by name in the default VPC', async () => {
    const { client, create, describe } = await setUp();
    const GroupId = await create();
    const answer = await client.send(new DeleteSecurityGroupCommand({ GroupId }));
    assert.deepEqual([answer.Return, answer.GroupId], [true, GroupId]);
    await assert.rejects(describe({ GroupIds: [GroupId] }), failsWith('InvalidGroup.NotFound'));
    await create({ VpcId: undefined });
    await client.send(new DeleteSecurityGroupCommand({ GroupName: 'training' }));
  });

  test('keeps a group that another one refers to', async () => {
    const { client, create } = await setUp();
    const GroupId = await create();
    const other = await create({ GroupName: 'other' });
    const refer = (id: string) =>
      client.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: id,
          IpPermissions: [{ IpProtocol: '50', UserIdGroupPairs: [{ GroupId }] }],
        }),
      );
    await refer(other);
    await refer(GroupId);
    await assert.rejects(
      client.send(new DeleteSecurityGroupCommand({ GroupId })),
      failsWith('DependencyViolation', `resource ${GroupId} has a dependent object`),
    );
    await client.send(new DeleteSecurityGroupCommand({ GroupId: other }));
    await client.send(new DeleteSecurityGroupCommand({ GroupId }));
  });

  test('keeps a group that an interface has', async () => {
    const { client, VpcId, create } = await setUp();
    const GroupId = await create();
    const { Subnet } = await client.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }));
    await client.send(new CreateNetworkInterfaceCommand({ SubnetId: Subnet?.SubnetId, Groups: [GroupId] }));
    await assert.rejects(client.send(new DeleteSecurityGroupCommand({ GroupId })), failsWith('DependencyViolation'));
  });

  test('keeps the default group', async () => {
    const { client, VpcId, describe } = await setUp();
    const [group] = await describe({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] });
    await assert.rejects(
      client.send(new DeleteSecurityGroupCommand({ GroupId: group?.GroupId })),
      failsWith('CannotDelete', `the specified group: "${group?.GroupId}" name: "default" cannot be deleted by a user`),
    );
  });

  test('needs one of id and name', async () => {
    const { client } = await setUp();
    await assert.rejects(client.send(new DeleteSecurityGroupCommand({})), failsWith('MissingParameter', 'GroupName'));
    await assert.rejects(
      client.send(new DeleteSecurityGroupCommand({ GroupId: 'sg-1', GroupName: 'a' })),
      failsWith('InvalidParameterCombination'),
    );
  });
});
