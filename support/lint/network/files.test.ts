import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import type { Permission } from '../../network/model.ts';
import {
  ALL,
  ESP,
  group,
  IKE,
  line,
  network,
  tcp,
  toCidr,
  toGroup,
  toList,
  udp,
} from '../../network/testing/sample.ts';
import { permissionName } from '../../network/words.ts';
import { linted, training } from '../testing/lint.ts';
import { networkFiles } from './files.ts';
import { entryOf, permissionOf } from './lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-network-'));
after(() => rmSync(folder, { recursive: true }));

let number = 0;
function file(content: unknown): string {
  number += 1;
  const path = join(folder, `network-${number}.yaml`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const source = (...contents: readonly unknown[]) => networkFiles(contents.map(file));
const judged = async (...contents: readonly unknown[]) => (await linted(training(), await source(...contents)))[0];
const brokenRules = async (...contents: readonly unknown[]) => {
  const job = await judged(...contents);
  return job?.findings.filter(({ outcome }) => outcome === 'broken').map(({ id }) => id);
};

const WRITTEN = {
  subnets: { 'subnet-1': { cidr: '10.0.1.0/24' }, 'subnet-2': { cidr: '10.0.2.0/24' } },
  securityGroups: {
    'sg-1': {
      inbound: ['UDP 500 from itself', 'ESP from itself'],
      outbound: ['UDP 500 to itself', 'ESP to itself'],
    },
  },
};
const withGroup = (more: object) => ({
  ...WRITTEN,
  securityGroups: { 'sg-1': { ...WRITTEN.securityGroups['sg-1'], ...more } },
});

test('a network written by hand', async () => {
  assert.deepEqual(await brokenRules(WRITTEN), []);
  assert.deepEqual(await brokenRules(withGroup({ outbound: ['UDP 500 to itself'] })), [
    'between-instances',
    'outbound-rules',
  ]);
  assert.deepEqual(await brokenRules(withGroup({ inbound: [] })), ['between-instances', 'inbound-rules']);
  assert.deepEqual(await brokenRules(withGroup({ inbound: ['all traffic from 10.0.0.0/16'] })), []);
  const lists = { prefixLists: { 'pl-1': ['10.0.0.0/16'] } };
  assert.deepEqual(await brokenRules({ ...withGroup({ inbound: ['all traffic from pl-1'] }), ...lists }), []);
});

test('rules left out are those that a new group has', async () => {
  assert.deepEqual(await brokenRules(withGroup({ outbound: undefined })), [], 'default egress');
  assert.deepEqual(await brokenRules(withGroup({ inbound: undefined })), ['between-instances', 'inbound-rules']);
});

test('what is not written is not looked at, and what is written is', async () => {
  const unwritten = ['between-instances', 'network-acls', 'default-tenancy', 's3-route'];
  assert.deepEqual((await judged(WRITTEN))?.notLookedAt, unwritten);
  const networkAcls = {
    'acl-1': {
      inbound: ['100 allow all traffic from 0.0.0.0/0'],
      outbound: ['90 deny ESP to 10.0.2.0/24', '100 allow all traffic to 0.0.0.0/0'],
    },
  };
  const subnets = {
    'subnet-1': { cidr: '10.0.1.0/24', s3: 'nat', free: 3, acl: 'acl-1' },
    'subnet-2': { cidr: '10.0.2.0/24', s3: 'none', free: 0, acl: 'acl-1' },
  };
  const vpcs = { 'vpc-1': { tenancy: 'dedicated' } };
  const full = await judged({ ...WRITTEN, vpcs, subnets, networkAcls });
  assert.deepEqual(full?.notLookedAt, []);
  assert.deepEqual(
    full?.findings.map(({ id }) => id),
    ['default-tenancy', 'free-addresses', 'between-instances', 'network-acls', 's3-route'],
  );
});

test('what the job names and no file describes is unknown, not missing', async () => {
  const job = await judged({ ...WRITTEN, subnets: { 'subnet-1': { cidr: '10.0.1.0/24', acl: 'default' } } });
  assert.equal(job?.answered.answer, 'not shown');
  assert.match(
    job?.findings[0]?.text ?? '',
    /subnets-exist, same-vpc, network-acls.*: subnet-2 is not in .*network-\d+\.yaml/,
  );
});

/** The answer, without the name of the file. */
const answer = async (...contents: readonly unknown[]) => (await judged(...contents))?.answered.answer;
const acl = (cidr: string) => ({ cidr, acl: 'default' });
const FULL = { ...WRITTEN, subnets: { 'subnet-1': acl('10.0.1.0/24'), 'subnet-2': acl('10.0.2.0/24') } };
const fullWith = (more: object) => ({ ...FULL, securityGroups: withGroup(more).securityGroups });

test('a network that is known wholly shows the answer', async () => {
  assert.equal(await answer(FULL), 'encrypted');
  assert.equal(await answer(fullWith({ inbound: ['UDP 500 from itself'] })), 'blocked');
  assert.equal(await answer(WRITTEN), 'not shown', 'no ACL is known between two subnets');
});

test('groups alone leave subnets unknown, and still show a row that is missing in any network', async () => {
  const { securityGroups } = WRITTEN;
  assert.equal(await answer({ securityGroups }), 'not shown');
  assert.equal(await answer({ securityGroups: { 'sg-1': { inbound: ['UDP 500 from itself'] } } }), 'blocked');
  const byRange = { 'sg-1': { ...securityGroups['sg-1'], inbound: ['all traffic from 10.9.0.0/16'] } };
  const job = await judged({ securityGroups: byRange });
  assert.equal(job?.answered.answer, 'not shown');
  assert.ok(job?.notLookedAt.includes('inbound-rules'), 'the range may be that of the subnets');
  assert.ok(!job?.notLookedAt.includes('outbound-rules'), 'a group that names itself needs no subnets');
});

test('subnets alone leave groups unknown', async () => {
  const job = await judged({ subnets: FULL.subnets });
  assert.equal(job?.answered.answer, 'not shown');
  assert.ok(job?.notLookedAt.includes('security-groups-exist') && job.notLookedAt.includes('inbound-rules'));
});

test('a prefix list that no file describes is unknown, where a rule depends on it', async () => {
  const byList = ['all traffic from pl-1'];
  assert.equal(await answer(fullWith({ inbound: byList })), 'not shown');
  assert.equal(
    await answer({ ...fullWith({ inbound: byList }), prefixLists: { 'pl-1': ['10.0.0.0/16'] } }),
    'encrypted',
  );
  assert.equal(await answer({ ...fullWith({ inbound: byList }), prefixLists: { 'pl-1': ['10.9.0.0/16'] } }), 'blocked');
  const beside = ['UDP 500 from itself', 'ESP from itself', 'TCP 443 from pl-1'];
  assert.equal(await answer(fullWith({ inbound: beside })), 'encrypted', 'nothing depends on it');
});

test('subnets of two VPCs are blocked, whatever else is unknown', async () => {
  const vpcs = { 'vpc-1': {}, 'vpc-2': {} };
  const subnets = {
    'subnet-1': { cidr: '10.0.1.0/24', vpc: 'vpc-1' },
    'subnet-2': { cidr: '10.0.2.0/24', vpc: 'vpc-2' },
  };
  assert.equal(await answer({ vpcs, subnets }), 'blocked');
});

test('several VPCs', async () => {
  const vpcs = { 'vpc-1': {}, 'vpc-2': {} };
  const parts = (subnet: string) => ({
    vpcs,
    subnets: { 'subnet-1': { cidr: '10.0.1.0/24', vpc: 'vpc-1' }, 'subnet-2': { cidr: '10.0.2.0/24', vpc: subnet } },
    securityGroups: { 'sg-1': { ...WRITTEN.securityGroups['sg-1'], vpc: 'vpc-1' } },
  });
  assert.deepEqual(await brokenRules(parts('vpc-1')), []);
  assert.deepEqual(await brokenRules(parts('vpc-2')), ['same-vpc']);
});

const SELF = [{ GroupId: 'sg-1', UserId: '1' }];
const ANSWERS = {
  subnets: {
    Subnets: [1, 2].map((n) => ({
      SubnetId: `subnet-${n}`,
      VpcId: 'vpc-1',
      CidrBlock: `10.0.${n}.0/24`,
      AvailableIpAddressCount: 250,
    })),
  },
  groups: {
    SecurityGroups: [
      {
        GroupId: 'sg-1',
        GroupName: 'training',
        VpcId: 'vpc-1',
        IpPermissions: [
          { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: SELF },
          { IpProtocol: '50', UserIdGroupPairs: SELF },
        ],
        IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      },
    ],
  },
  vpcs: { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', InstanceTenancy: 'default' }] },
  acls: {
    NetworkAcls: [
      {
        NetworkAclId: 'acl-1',
        Associations: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }],
        Entries: [true, false].map((Egress) => ({
          RuleNumber: 100,
          Egress,
          RuleAction: 'allow',
          Protocol: '-1',
          CidrBlock: '0.0.0.0/0',
        })),
      },
    ],
  },
  tables: { RouteTables: [{ RouteTableId: 'rtb-1', VpcId: 'vpc-1', Associations: [{ Main: true }], Routes: [] }] },
  endpoints: {
    VpcEndpoints: [
      {
        VpcEndpointId: 'vpce-1',
        VpcEndpointType: 'Gateway',
        ServiceName: 'com.amazonaws.eu-central-1.s3',
        RouteTableIds: ['rtb-1'],
      },
    ],
  },
};

test("EC2's answers, in files of their own, in one object, in a list, as documents of YAML", async () => {
  const all = Object.values(ANSWERS);
  for (const contents of [
    all,
    [Object.assign({}, ...all)],
    [all],
    [all.map((one) => JSON.stringify(one)).join('\n---\n')],
  ]) {
    const job = await judged(...contents);
    assert.deepEqual([job?.answered.answer, job?.findings, job?.notLookedAt], ['encrypted', [], []]);
  }
  const { groups, subnets } = ANSWERS;
  assert.deepEqual((await judged(groups, subnets))?.notLookedAt, [
    'between-instances',
    'network-acls',
    'default-tenancy',
    's3-route',
  ]);
  const [sg] = groups.SecurityGroups;
  const none = { SecurityGroups: [{ ...sg, IpPermissions: sg?.IpPermissions.slice(0, 1) }] };
  assert.deepEqual(await brokenRules(none, subnets), ['between-instances', 'inbound-rules']);
});

test('a protocol that is a number is that protocol', async () => {
  const text = JSON.stringify(ANSWERS.groups).replace('"IpProtocol":"50"', '"IpProtocol":50');
  assert.ok(text.includes('"IpProtocol":50'));
  assert.equal(await answer(JSON.parse(text), ANSWERS.subnets, ANSWERS.acls), 'encrypted');
});

test('prefix lists in answers: of describe-prefix-lists, and of one list with its id beside its entries', async () => {
  const [sg] = ANSWERS.groups.SecurityGroups;
  const byList = {
    SecurityGroups: [{ ...sg, IpPermissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-1' }] }] }],
  };
  for (const list of [
    { PrefixLists: [{ PrefixListId: 'pl-1', Cidrs: ['10.0.0.0/16'] }] },
    { PrefixListId: 'pl-1', Entries: [{ Cidr: '10.0.0.0/16' }] },
  ]) {
    assert.deepEqual(await brokenRules(byList, ANSWERS.subnets, list), []);
  }
  assert.deepEqual(await brokenRules(byList, ANSWERS.subnets), [], 'unknown, not missing');
});

test('answers and what is written by hand count together', async () => {
  assert.deepEqual(await brokenRules({ subnets: WRITTEN.subnets }, { securityGroups: WRITTEN.securityGroups }), []);
  assert.deepEqual(
    await brokenRules(ANSWERS.subnets, { vpcs: { 'vpc-1': {} }, securityGroups: WRITTEN.securityGroups }),
    [],
  );
});

const anyPermission = fc
  .tuple(
    fc.constantFrom(
      IKE,
      ESP,
      ALL,
      udp(0, 65535),
      udp(400, 600),
      tcp(443),
      tcp(0, 1),
      { protocol: 17 },
      { protocol: 1 },
      { protocol: 58 },
      { protocol: 47 },
    ),
    fc.constantFrom(toGroup('sg-1'), toGroup('sg-2'), toCidr('10.0.0.0/8'), toCidr('::/0'), toList('pl-1')),
  )
  .map(([traffic, peer]) => line(traffic, peer));

test('a line that is reported is read as what it reports', () => {
  const plain = ({ protocol, ports, peer }: Permission) => {
    const all = !ports || (protocol === 17 && ports.from === 0 && ports.to === 65535);
    return { protocol, peer, ...(!all && { ports }) };
  };
  fc.assert(
    fc.property(anyPermission, fc.constantFrom('in' as const, 'out' as const), (permission, direction) => {
      const text = permissionName(permission, group('sg-1'), direction);
      assert.deepEqual(permissionOf(text, direction, 'sg-1'), plain(permission), text);
    }),
  );
  assert.deepEqual(network().securityGroups[0]?.ingress[0], permissionOf('UDP 500 from itself', 'in', 'sg-1'));
});

test('lines that are none', () => {
  for (const text of [
    'UDP 500',
    'UDP from itself',
    'UDP 500 to itself',
    'UDP 500 form itself',
    'UDP 600-500 from itself',
    'UDP 70000 from itself',
    'ESP 50 from itself',
    'all UDP 500 from itself',
    'GRE from itself',
    'protocol 300 from itself',
    'ESP from 10.0.0.300/8',
    'ESP from everybody',
    '',
  ]) {
    assert.equal(permissionOf(text, 'in', 'sg-1'), undefined, text);
  }
  for (const text of [
    'allow ESP from 10.0.0.0/8',
    '100 permit ESP from 10.0.0.0/8',
    '100 allow ESP from sg-1',
    '100 allow ESP to 10.0.0.0/8',
  ]) {
    assert.equal(entryOf(text, 'in'), undefined, text);
  }
});

const refused: readonly [name: string, content: unknown, message: RegExp][] = [
  [
    'a line that is none',
    'securityGroups:\n  sg-1:\n    inbound:\n      - UDP 500 from itself\n      - ESP form itself\n',
    /yaml:5 securityGroups\.sg-1\.inbound\[1\] "ESP form itself" is none of the known forms: write "UDP 500 from itself"/,
  ],
  [
    'a range that is none',
    'subnets:\n  subnet-1: { cidr: 10.0.0.300/8 }\n',
    /yaml:2 subnets\.subnet-1\.cidr is no IPv4 range such as 10\.0\.0\.0\/16\.$/,
  ],
  [
    'a member that does not exist',
    'subnet:\n  subnet-1: { cidr: 10.0.0.0/24 }\n',
    /yaml:1 the network cannot be: unrecognized key: "subnet"\.$/,
  ],
  [
    'a type that is wrong',
    'subnets: [a]\n',
    /yaml:1 subnets cannot be: invalid input: expected record, received array\.$/,
  ],
  [
    'several VPCs, and one not named',
    'vpcs: { vpc-1: {}, vpc-2: {} }\nsubnets:\n  subnet-1: { cidr: 10.0.0.0/24 }\n',
    /yaml:3 subnets\.subnet-1 does not say which of the VPCs it lies in: write vpc\.$/,
  ],
  [
    'an ACL that does not exist',
    'subnets:\n  subnet-1: { cidr: 10.0.0.0/24, acl: acl-9 }\n',
    /yaml:2 subnets\.subnet-1\.acl there is no acl-9 among networkAcls\.$/,
  ],
  [
    'an answer without ids',
    { SecurityGroups: [{}] },
    /yaml:1 SecurityGroups\[0\]\.GroupId has no GroupId, as every one that EC2 answers has\.$/,
  ],
  [
    'a subnet whose range is none',
    { Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: 'banana' }] },
    /yaml:1 Subnets\[0\]\.CidrBlock is no IPv4 range such as 10\.0\.0\.0\/16\.$/,
  ],
  [
    'permissions that are no list',
    { SecurityGroups: [{ GroupId: 'sg-1', IpPermissions: 'none' }] },
    /yaml:1 SecurityGroups\[0\]\.IpPermissions cannot be: invalid input: expected array, received string\.$/,
  ],
  [
    'a permission that is nothing',
    { SecurityGroups: [{ GroupId: 'sg-1', IpPermissions: [null] }] },
    /yaml:1 SecurityGroups\[0\]\.IpPermissions\[0\] cannot be: invalid input: expected object, received null\.$/,
  ],
  ['nesting without end', '['.repeat(6000) + ']'.repeat(6000), /yaml.* has more than 200 levels/],
  ['an answer of something else', { Vpcs: [] }, /yaml has neither subnets nor security groups\.$/],
  ['a text', 'hello', /yaml:1 the network cannot be: /],
  ['nothing', '', /yaml is empty/],
];
for (const [name, content, message] of refused) {
  test(`refused: ${name}`, async () => {
    await assert.rejects(source(content), { name: 'Failure', exitCode: 2, message });
  });
}

test('refused: a file that is not there', async () => {
  await assert.rejects(networkFiles([join(folder, 'none.yaml')]), {
    exitCode: 2,
    message: /none\.yaml cannot be read \(ENOENT\)/,
  });
});
