import { call, filter, made, sequence, unknown } from './making.ts';

const TOPIC = 'Prefix lists';
const LIST = { PrefixListName: 'subnets', AddressFamily: 'IPv4', MaxEntries: 3 };
const ofList = { PrefixListId: '<list>' };

export const prefixLists = [
  sequence(
    TOPIC,
    call(
      'create',
      'CreateManagedPrefixList',
      {
        ...LIST,
        Entries: [{ Cidr: '10.0.0.0/24', Description: 'one' }],
        TagSpecifications: [{ ResourceType: 'prefix-list', Tags: [{ Key: 'Name', Value: 'training' }] }],
      },
      { saves: { list: 'PrefixList.PrefixListId' } },
    ),
    call('describe by id', 'DescribeManagedPrefixLists', { PrefixListIds: ['<list>'] }),
    call('describe by name', 'DescribeManagedPrefixLists', filter('prefix-list-name', 'subnets')),
    call('entries', 'GetManagedPrefixListEntries', ofList),
    call('add an entry', 'ModifyManagedPrefixList', {
      ...ofList,
      CurrentVersion: 1,
      AddEntries: [{ Cidr: '10.0.1.0/24' }],
    }),
    call('entries of the new version', 'GetManagedPrefixListEntries', ofList),
    call('entries of the old version', 'GetManagedPrefixListEntries', { ...ofList, TargetVersion: 1 }),
    call('take an entry away', 'ModifyManagedPrefixList', {
      ...ofList,
      CurrentVersion: 2,
      RemoveEntries: [{ Cidr: '10.0.0.0/24' }],
    }),
    call('entries that are left', 'GetManagedPrefixListEntries', ofList),
    call('delete', 'DeleteManagedPrefixList', ofList),
    call('entries of a deleted one', 'GetManagedPrefixListEntries', ofList),
  ),
  sequence(
    TOPIC,
    made.by('CreateManagedPrefixList', LIST, { list: 'PrefixList.PrefixListId' }),
    call('more entries than it may have', 'ModifyManagedPrefixList', {
      ...ofList,
      CurrentVersion: 1,
      AddEntries: ['10.1.0.0/24', '10.2.0.0/24', '10.3.0.0/24', '10.4.0.0/24'].map((Cidr) => ({ Cidr })),
    }),
    call('change a version that is not the newest', 'ModifyManagedPrefixList', {
      ...ofList,
      CurrentVersion: 7,
      AddEntries: [{ Cidr: '10.0.2.0/24' }],
    }),
  ),
  sequence(
    TOPIC,
    call('create with a malformed CIDR', 'CreateManagedPrefixList', { ...LIST, Entries: [{ Cidr: '10.0.0.300/24' }] }),
    call('create with an unknown family', 'CreateManagedPrefixList', { ...LIST, AddressFamily: 'IPv5' }),
    call('create without a size', 'CreateManagedPrefixList', { PrefixListName: 'subnets', AddressFamily: 'IPv4' }),
    call('create with more entries than it may have', 'CreateManagedPrefixList', {
      ...LIST,
      MaxEntries: 1,
      Entries: [{ Cidr: '10.0.0.0/24' }, { Cidr: '10.0.1.0/24' }],
    }),
    call('create with the same entry twice', 'CreateManagedPrefixList', {
      ...LIST,
      Entries: [{ Cidr: '10.0.0.0/24' }, { Cidr: '10.0.0.0/24' }],
    }),
    call('create with the name of a service', 'CreateManagedPrefixList', {
      ...LIST,
      PrefixListName: 'com.amazonaws.mine',
    }),
    call('entries of an unknown one', 'GetManagedPrefixListEntries', { PrefixListId: unknown('pl') }),
  ),
  sequence(
    TOPIC,
    call('those of services', 'DescribeManagedPrefixLists', {
      ...filter('prefix-list-name', 'com.amazonaws.eu-central-1.s3'),
    }),
    call('those of services, as DescribePrefixLists has them', 'DescribePrefixLists', {
      ...filter('prefix-list-name', 'com.amazonaws.eu-central-1.s3'),
    }),
  ),
  sequence(
    TOPIC,
    made.vpc(),
    made.group(),
    made.prefixList('list', '10.0.0.0/24'),
    made.by(
      'AuthorizeSecurityGroupIngress',
      { GroupId: '<group>', IpPermissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: '<list>' }] }] },
      {},
    ),
    call('groups whose rules name it', 'DescribeSecurityGroups', filter('ip-permission.prefix-list-id', '<list>')),
    call('delete one that a rule names', 'DeleteManagedPrefixList', ofList),
  ),
];
