import assert from 'node:assert/strict';
import {
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateVpcEndpointCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  type IpPermission,
  ReplaceNetworkAclAssociationCommand,
} from '@aws-sdk/client-ec2';
import { Given } from '@cucumber/cucumber';
import type { Direction, Flow } from '../support/network/model.ts';
import {
  allow,
  createGroup,
  createPrivateVpc,
  disallow,
  documentedRows,
  giveDocumentedRules,
  present,
  takeDefaultEgress,
} from './private-vpc.ts';
import { allowFrom, describeGroup, theGroup } from './the-group.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';
import { type PeerName, trafficByName } from './vocabulary.ts';

async function prepareVpc(
  world: TrainEncryptWorld,
  settings: Parameters<typeof createPrivateVpc>[2] = {},
): Promise<string> {
  world.vpc = await createPrivateVpc(world.account.ec2, world.account.region, settings);
  return theGroup(world);
}

/** Two subnets in two zones, and one group as EC2 creates it: it allows nothing inbound and everything outbound. */
Given('a private VPC with a new security group', async function (this: TrainEncryptWorld) {
  await prepareVpc(this);
});

/** UDP 500 and protocol 50, inbound from and outbound to the group itself, and nothing else. */
Given('a private VPC whose security group has the documented rules', async function (this: TrainEncryptWorld) {
  await giveDocumentedRules(this.account.ec2, await prepareVpc(this));
});

/** Eleven of the sixteen addresses are free. */
Given(
  'a private VPC with a single subnet of 16 addresses whose security group has the documented rules',
  async function (this: TrainEncryptWorld) {
    await giveDocumentedRules(this.account.ec2, await prepareVpc(this, { subnetCidrs: ['10.20.1.0/28'] }));
  },
);

Given(
  'a private VPC with dedicated tenancy whose security group has the documented rules',
  async function (this: TrainEncryptWorld) {
    await giveDocumentedRules(this.account.ec2, await prepareVpc(this, { tenancy: 'dedicated' }));
  },
);

/** And, as in a new group, all outbound traffic. */
Given(
  'a private VPC whose security group allows inbound IKE and ESP from itself',
  async function (this: TrainEncryptWorld) {
    const group = await prepareVpc(this);
    await allow(this.account.ec2, group, 'in', documentedRows(group));
  },
);

/** It has no rule, inbound or outbound. */
Given('a private VPC whose security group allows nothing', async function (this: TrainEncryptWorld) {
  await takeDefaultEgress(this.account.ec2, await prepareVpc(this));
});

Given(
  'a private VPC whose security group allows all traffic between its members',
  async function (this: TrainEncryptWorld) {
    const group = await prepareVpc(this);
    const everything: IpPermission[] = [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: group }] }];
    await takeDefaultEgress(this.account.ec2, group);
    await allow(this.account.ec2, group, 'in', everything);
    await allow(this.account.ec2, group, 'out', everything);
  },
);

Given(
  'a private VPC whose two security groups allow IKE and ESP to and from each other',
  async function (this: TrainEncryptWorld) {
    const { ec2 } = this.account;
    const one = await prepareVpc(this);
    const other = await createGroup(ec2, this.privateVpc.id, 'peer');
    this.privateVpc.groups.push(other);
    for (const [group, peer] of [
      [one, other],
      [other, one],
    ] as const) {
      await takeDefaultEgress(ec2, group);
      await allow(ec2, group, 'in', documentedRows(peer));
      await allow(ec2, group, 'out', documentedRows(peer));
    }
  },
);

Given(
  'a private VPC with two security groups, one with the inbound rules and one with the outbound rules',
  async function (this: TrainEncryptWorld) {
    const { ec2 } = this.account;
    const inbound = await prepareVpc(this);
    const outbound = await createGroup(ec2, this.privateVpc.id, 'outbound');
    this.privateVpc.groups.push(outbound);
    await takeDefaultEgress(ec2, inbound);
    await takeDefaultEgress(ec2, outbound);
    await allow(ec2, inbound, 'in', documentedRows(inbound));
    await allow(ec2, outbound, 'out', documentedRows(outbound));
  },
);

/** Beside the private VPC. */
Given('another VPC with a security group that has the documented rules', async function (this: TrainEncryptWorld) {
  const { ec2, region } = this.account;
  this.otherVpc = await createPrivateVpc(ec2, region, {
    cidr: '10.30.0.0/16',
    subnetCidrs: ['10.30.1.0/24', '10.30.2.0/24'],
  });
  await giveDocumentedRules(ec2, present(this.otherVpc.groups[0], 'a security group'));
});

/** In the private VPC. A wrapper gets all groups; a job that a step creates has the first, unless the step names others. */
Given('another security group without rules', async function (this: TrainEncryptWorld) {
  const group = await createGroup(this.account.ec2, this.privateVpc.id, 'other');
  await takeDefaultEgress(this.account.ec2, group);
  this.privateVpc.groups.push(group);
});

Given('{int} further security groups without rules', async function (this: TrainEncryptWorld, count: number) {
  for (let i = 1; i <= count; i++) {
    const group = await createGroup(this.account.ec2, this.privateVpc.id, `further-${i}`);
    await takeDefaultEgress(this.account.ec2, group);
    this.privateVpc.groups.push(group);
  }
});

/** Checks that the default outbound rule is still there. */
Given('the group still allows all outbound traffic', async function (this: TrainEncryptWorld) {
  const { IpPermissionsEgress = [] } = await describeGroup(this);
  assert.equal(IpPermissionsEgress.length, 1, 'the group has its default egress rule and no other');
  assert.equal(IpPermissionsEgress[0]?.IpProtocol, '-1');
  assert.equal(IpPermissionsEgress[0]?.IpRanges?.[0]?.CidrIp, '0.0.0.0/0');
});

/** Removes the default outbound rule. */
Given('the group allows no outbound traffic', async function (this: TrainEncryptWorld) {
  await takeDefaultEgress(this.account.ec2, theGroup(this));
});

/** Removes the documented row. */
Given('{direction} {flow} is not allowed', async function (this: TrainEncryptWorld, direction: Direction, flow: Flow) {
  const group = theGroup(this);
  const rows = documentedRows(group).filter((row) => (flow === 'esp') === (row.IpProtocol === '50'));
  await disallow(this.account.ec2, group, direction, rows);
});

/** Adds a rule to the group. */
Given(
  'inbound {traffic} is allowed from {peer}',
  async function (this: TrainEncryptWorld, traffic: string, peer: PeerName) {
    await allowFrom(this, traffic, 'in', peer);
  },
);

/** Adds a rule to the group. */
Given(
  'outbound {traffic} is allowed to {peer}',
  async function (this: TrainEncryptWorld, traffic: string, peer: PeerName) {
    await allowFrom(this, traffic, 'out', peer);
  },
);

Given('the security group has been deleted', async function (this: TrainEncryptWorld) {
  await this.account.ec2.send(new DeleteSecurityGroupCommand({ GroupId: theGroup(this) }));
});

Given('one of the subnets has been deleted', async function (this: TrainEncryptWorld) {
  const subnet = present(this.privateVpc.subnets[1], 'a second subnet');
  await this.account.ec2.send(new DeleteSubnetCommand({ SubnetId: subnet.id }));
});

/** For all route tables of the private VPC. */
Given('a gateway endpoint for S3', async function (this: TrainEncryptWorld) {
  const { ec2, region } = this.account;
  const { RouteTables = [] } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [this.privateVpc.id] }] }),
  );
  await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId: this.privateVpc.id,
      ServiceName: `com.amazonaws.${region}.s3`,
      RouteTableIds: RouteTables.map((table) => present(table.RouteTableId, 'a route table id')),
    }),
  );
});

interface AclLine {
  readonly number: number;
  readonly egress: boolean;
  readonly action: 'allow' | 'deny';
  readonly protocol: string;
  readonly port?: number;
}

const protocolNumber = { ike: '17', esp: '50' } as const;

function aclLine(number: number, direction: Direction, action: AclLine['action'], flow: Flow | 'all'): AclLine {
  const line = { number, egress: direction === 'out', action };
  if (flow === 'all') return { ...line, protocol: '-1' };
  return { ...line, protocol: protocolNumber[flow], ...(flow === 'ike' && { port: trafficByName.IKE?.FromPort ?? 0 }) };
}

/** Gives every subnet of the private VPC a network ACL of these lines. */
async function putAcl(world: TrainEncryptWorld, lines: readonly AclLine[]): Promise<void> {
  const { ec2 } = world.account;
  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId: world.privateVpc.id }));
  const NetworkAclId = present(NetworkAcl?.NetworkAclId, 'a network ACL id');
  for (const { number, egress, action, protocol, port } of lines) {
    await ec2.send(
      new CreateNetworkAclEntryCommand({
        NetworkAclId,
        RuleNumber: number,
        Egress: egress,
        RuleAction: action,
        Protocol: protocol,
        CidrBlock: '0.0.0.0/0',
        ...(port !== undefined && { PortRange: { From: port, To: port } }),
      }),
    );
  }
  for (const association of await aclAssociations(world)) {
    await ec2.send(
      new ReplaceNetworkAclAssociationCommand({ AssociationId: association.NetworkAclAssociationId, NetworkAclId }),
    );
  }
}

async function aclAssociations(world: TrainEncryptWorld) {
  const subnets = world.privateVpc.subnets.map((subnet) => subnet.id);
  const { NetworkAcls = [] } = await world.account.ec2.send(
    new DescribeNetworkAclsCommand({ Filters: [{ Name: 'association.subnet-id', Values: subnets }] }),
  );
  return NetworkAcls.flatMap((acl) =>
    (acl.Associations ?? []).map((held) => ({ ...held, isDefault: acl.IsDefault })),
  ).filter((held) => subnets.includes(held.SubnetId ?? ''));
}

const bothWays = ['in', 'out'] as const;

Given(
  'a network ACL of the subnets denies {direction} {flow}',
  async function (this: TrainEncryptWorld, direction: Direction, flow: Flow) {
    await putAcl(this, [
      aclLine(90, direction, 'deny', flow),
      ...bothWays.map((way) => aclLine(100, way, 'allow', 'all')),
    ]);
  },
);

Given('a network ACL of the subnets allows only IKE and ESP', async function (this: TrainEncryptWorld) {
  await putAcl(
    this,
    bothWays.flatMap((way) => [aclLine(100, way, 'allow', 'ike'), aclLine(110, way, 'allow', 'esp')]),
  );
});

Given('a network ACL of the subnets denies everything', async function (this: TrainEncryptWorld) {
  await putAcl(this, []);
});

Given(
  'a network ACL of the subnets allows everything first and denies ESP after that',
  async function (this: TrainEncryptWorld) {
    await putAcl(
      this,
      bothWays.flatMap((way) => [aclLine(100, way, 'allow', 'all'), aclLine(200, way, 'deny', 'esp')]),
    );
  },
);

Given("the subnets have the VPC's default network ACL", async function (this: TrainEncryptWorld) {
  const associations = await aclAssociations(this);
  assert.equal(associations.length, this.privateVpc.subnets.length);
  assert.ok(associations.every((held) => held.isDefault));
});
