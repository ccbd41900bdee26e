import { call, filter, made, sequence, unknown } from './making.ts';

const TOPIC = 'Tags';
const tag = (Key: string, Value: string) => ({ Key, Value });
const create = (title: string, Resources: readonly string[], ...Tags: readonly object[]) =>
  call(title, 'CreateTags', { Resources, Tags });

export const tags = [
  sequence(
    TOPIC,
    made.vpc(),
    made.subnet(),
    made.group(),
    create('tag a VPC, a subnet and a group', ['<vpc>', '<subnet>', '<group>'], tag('team', 'fraud'), tag('stage', '')),
    call('describe by resource', 'DescribeTags', filter('resource-id', '<vpc>')),
    call('describe by key and type', 'DescribeTags', {
      Filters: [
        { Name: 'key', Values: ['team'] },
        { Name: 'resource-type', Values: ['subnet', 'security-group'] },
      ],
    }),
    call('a group by its tag', 'DescribeSecurityGroups', filter('tag:team', 'fraud')),
    create('give a tag another value', ['<vpc>'], tag('team', 'risk')),
    call('the VPC with its tags', 'DescribeVpcs', { VpcIds: ['<vpc>'] }),
    call('take a tag away', 'DeleteTags', { Resources: ['<vpc>'], Tags: [{ Key: 'team' }] }),
    call('take a tag of another value away', 'DeleteTags', { Resources: ['<subnet>'], Tags: [tag('team', 'risk')] }),
    call('tags that are left', 'DescribeTags', filter('key', 'team', 'stage')),
  ),
  sequence(
    TOPIC,
    made.vpc(),
    create('tag what does not exist', [unknown('vpc')], tag('team', 'fraud')),
    create('tag with a reserved key', ['<vpc>'], tag('aws:team', 'fraud')),
    create('tag with a key that is too long', ['<vpc>'], tag('k'.repeat(129), 'fraud')),
    create('tag with a value that is too long', ['<vpc>'], tag('team', 'v'.repeat(257))),
    create('tag with 51 tags', ['<vpc>'], ...Array.from({ length: 51 }, (_, n) => tag(`key-${n}`, 'value'))),
    create('tag with the same key twice', ['<vpc>'], tag('twice', 'one'), tag('twice', 'two')),
    create('tag something of no kind', ['nonsense'], tag('team', 'fraud')),
  ),
];
