import { call, filter, made, sequence, sharing, unknown } from './making.ts';

const TOPIC = 'Network ACLs';
const describe = (title: string, input: object, saves?: Readonly<Record<string, string>>) =>
  call(title, 'DescribeNetworkAcls', { ...input }, saves ? { saves } : {});

const ALLOW = { NetworkAclId: '<acl>', RuleAction: 'allow', Egress: false, CidrBlock: '10.0.0.0/16' };
const create = (title: string, entry: object) => call(title, 'CreateNetworkAclEntry', { ...ALLOW, ...entry });
const udp = (port: number) => ({ Protocol: '17', PortRange: { From: port, To: port } });

export const networkAcls = [
  sequence(
    TOPIC,
    made.vpc(),
    made.subnet(),
    describe('the default one', filter('vpc-id', '<vpc>'), { 'default-acl': 'NetworkAcls.0.NetworkAclId' }),
    describe('the one of a subnet', filter('association.subnet-id', '<subnet>'), {
      association: 'NetworkAcls.0.Associations.0.NetworkAclAssociationId',
    }),
    call(
      'create',
      'CreateNetworkAcl',
      {
        VpcId: '<vpc>',
        TagSpecifications: [{ ResourceType: 'network-acl', Tags: [{ Key: 'Name', Value: 'training' }] }],
      },
      { saves: { acl: 'NetworkAcl.NetworkAclId' } },
    ),
    create('an entry for UDP 500', { RuleNumber: 100, ...udp(500) }),
    create('an entry for ESP', { RuleNumber: 110, Protocol: '50' }),
    create('an entry for everything out', { RuleNumber: 100, Protocol: '-1', Egress: true }),
    create('an entry for ICMP', { RuleNumber: 120, Protocol: '1', IcmpTypeCode: { Type: 8, Code: -1 } }),
    create('an entry for ICMPv6 with an IPv4 range', { RuleNumber: 125, Protocol: '58' }),
    create('an entry for ESP with ports', { RuleNumber: 130, Protocol: '50', PortRange: { From: 0, To: 0 } }),
    create('an entry for IPv6', { RuleNumber: 140, Protocol: '-1', CidrBlock: undefined, Ipv6CidrBlock: '::/0' }),
    create('a refusal', { RuleNumber: 150, RuleAction: 'deny', Protocol: '6', PortRange: { From: 22, To: 22 } }),
    describe('with entries, by id', { NetworkAclIds: ['<acl>'] }),
    describe('by what an entry refuses', {
      Filters: [
        { Name: 'network-acl-id', Values: ['<acl>'] },
        { Name: 'entry.protocol', Values: ['50'] },
      ],
    }),
    call(
      'put in place of the default one',
      'ReplaceNetworkAclAssociation',
      { AssociationId: '<association>', NetworkAclId: '<acl>' },
      { saves: { 'new-association': 'NewAssociationId' } },
    ),
    describe('the subnet with the other one', filter('association.subnet-id', '<subnet>')),
    call('put one in place by an association that is gone', 'ReplaceNetworkAclAssociation', {
      AssociationId: '<association>',
      NetworkAclId: '<acl>',
    }),
    call('put the default one back', 'ReplaceNetworkAclAssociation', {
      AssociationId: '<new-association>',
      NetworkAclId: '<default-acl>',
    }),
    call('replace an entry', 'ReplaceNetworkAclEntry', { ...ALLOW, RuleNumber: 100, ...udp(4500) }),
    call('delete an entry', 'DeleteNetworkAclEntry', { NetworkAclId: '<acl>', RuleNumber: 110, Egress: false }),
    describe('with a replaced and without a deleted entry', { NetworkAclIds: ['<acl>'] }),
    call('delete', 'DeleteNetworkAcl', { NetworkAclId: '<acl>' }),
  ),
  ...sharing(
    sequence(
      TOPIC,
      made.vpc(),
      made.by('DescribeNetworkAcls', filter('vpc-id', '<vpc>'), { 'default-acl': 'NetworkAcls.0.NetworkAclId' }),
      call('delete the default one', 'DeleteNetworkAcl', { NetworkAclId: '<default-acl>' }),
    ),
    sequence(
      TOPIC,
      made.vpc(),
      made.subnet(),
      made.by('DescribeNetworkAcls', filter('association.subnet-id', '<subnet>'), {
        association: 'NetworkAcls.0.Associations.0.NetworkAclAssociationId',
      }),
      made.acl(),
      made.by('ReplaceNetworkAclAssociation', { AssociationId: '<association>', NetworkAclId: '<acl>' }, {}),
      call('delete one with a subnet', 'DeleteNetworkAcl', { NetworkAclId: '<acl>' }),
    ),
    sequence(
      TOPIC,
      made.vpc(),
      made.acl(),
      made.by('CreateNetworkAclEntry', { ...ALLOW, RuleNumber: 100, ...udp(500) }, {}),
      create('an entry of a number that is taken', { RuleNumber: 100, ...udp(500) }),
      create('an entry of number 0', { RuleNumber: 0, ...udp(500) }),
      create('an entry of number 32767', { RuleNumber: 32_767, ...udp(500) }),
      create('an entry for UDP without ports', { RuleNumber: 200, Protocol: '17' }),
      create('an entry for ICMP without type', { RuleNumber: 210, Protocol: '1' }),
      create('an entry for an unknown protocol', { RuleNumber: 220, Protocol: 'bogus' }),
      create('an entry with ports in the wrong order', {
        RuleNumber: 230,
        Protocol: '17',
        PortRange: { From: 501, To: 500 },
      }),
      create('an entry with a malformed CIDR', { RuleNumber: 240, ...udp(500), CidrBlock: '10.0.0.300/8' }),
      create('an entry without a CIDR', { RuleNumber: 250, ...udp(500), CidrBlock: undefined }),
      create('an entry that neither allows nor denies', { RuleNumber: 260, ...udp(500), RuleAction: 'perhaps' }),
      create('an entry of an unknown one', { NetworkAclId: unknown('acl'), RuleNumber: 100, ...udp(500) }),
      call('delete an entry that is not there', 'DeleteNetworkAclEntry', {
        NetworkAclId: '<acl>',
        RuleNumber: 999,
        Egress: false,
      }),
      call('replace an entry that is not there', 'ReplaceNetworkAclEntry', { ...ALLOW, RuleNumber: 999, ...udp(500) }),
      describe('by an unknown filter', filter('colour', 'blue')),
    ),
    sequence(
      TOPIC,
      made.vpc(),
      made.acl(),
      Array.from({ length: 20 }, (_, index) =>
        made.by('CreateNetworkAclEntry', { ...ALLOW, RuleNumber: index + 1, ...udp(500) }, {}),
      ),
      create('the 21st entry in a direction', { RuleNumber: 21, ...udp(500) }),
    ),
  ),
];
