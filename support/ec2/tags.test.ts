import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  DescribeTagsCommand,
  DescribeVpcsCommand,
  type Tag,
} from '@aws-sdk/client-ec2';
import { failsWith, testClient } from './testing/ec2.ts';

async function setUp() {
  const client = testClient();
  const vpc = async (Tags: Tag[] = []) => {
    const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags }];
    const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications }));
    return Vpc?.VpcId ?? '';
  };
  const tag = (Resources: string[], Tags: Tag[]) => client.send(new CreateTagsCommand({ Resources, Tags }));
  const untag = (Resources: string[], Tags?: Tag[]) => client.send(new DeleteTagsCommand({ Resources, Tags }));
  const tags = async (id: string) => (await client.send(new DescribeVpcsCommand({ VpcIds: [id] }))).Vpcs?.[0]?.Tags;
  return { client, vpc, tag, untag, tags };
}

test('tags are put on resources, replaced, and taken away', async () => {
  const { vpc, tag, untag, tags } = await setUp();
  const a = await vpc([{ Key: 'k', Value: 'old' }]);
  const b = await vpc();
  await tag([a, b], [{ Key: 'k', Value: 'new' }, { Key: 'empty' }]);
  const both = [
    { Key: 'k', Value: 'new' },
    { Key: 'empty', Value: '' },
  ];
  assert.deepEqual([await tags(a), await tags(b)], [both, both]);
  await untag([a], [{ Key: 'k', Value: 'other' }, { Key: 'none' }]);
  assert.deepEqual(await tags(a), both);
  await untag([a], [{ Key: 'k', Value: 'new' }]);
  assert.deepEqual(await tags(a), [{ Key: 'empty', Value: '' }]);
  await untag([a], [{ Key: 'empty' }]);
  assert.deepEqual(await tags(a), []);
  await untag([b]);
  assert.deepEqual(await tags(b), []);
});

suite('DescribeTags', () => {
  test('lists a line per tag, by filters and in pages', async () => {
    const { client, vpc } = await setUp();
    const id = await vpc(['a', 'b', 'c', 'd', 'e', 'f'].map((Key) => ({ Key, Value: Key.toUpperCase() })));
    const ask = async (input: object) => client.send(new DescribeTagsCommand(input));
    for (const [name, value, count] of [
      ['key', 'b', 1],
      ['value', 'B', 1],
      ['resource-id', id, 6],
      ['resource-type', 'vpc', 6],
      ['resource-type', 'subnet', 0],
    ] as const) {
      const { Tags } = await ask({ Filters: [{ Name: name, Values: [value] }] });
      assert.equal(Tags?.length, count, name);
    }
    const first = await ask({ MaxResults: 5 });
    assert.deepEqual(first.Tags?.[0], { ResourceId: id, ResourceType: 'vpc', Key: 'a', Value: 'A' });
    assert.equal((await ask({ MaxResults: 5, NextToken: first.NextToken })).Tags?.length, 1);
  });

  test('forgets a deleted resource', async () => {
    const { client, vpc } = await setUp();
    const VpcId = await vpc([{ Key: 'a', Value: 'b' }]);
    await client.send(new DeleteVpcCommand({ VpcId }));
    assert.deepEqual((await client.send(new DescribeTagsCommand({}))).Tags, []);
  });
});

suite('tags are refused', () => {
  const refused: readonly (readonly [string, Tag[], string, string])[] = [
    ['with a key of AWS’s', [{ Key: 'aws:a', Value: '' }], 'InvalidParameterValue', 'reserved'],
    ['with an empty key', [{ Key: '', Value: 'a' }], 'InvalidParameterValue', 'empty'],
    ['with no key', [{ Value: 'a' }], 'InvalidParameterValue', 'empty'],
    ['with a long key', [{ Key: 'k'.repeat(129), Value: '' }], 'InvalidParameterValue', '128'],
    ['with a long value', [{ Key: 'k', Value: 'v'.repeat(257) }], 'InvalidParameterValue', '256'],
    [
      'twice',
      [
        { Key: 'k', Value: '1' },
        { Key: 'k', Value: '2' },
      ],
      'InvalidParameterValue',
      "'k'",
    ],
    ['when too many', Array.from({ length: 51 }, (_, index) => ({ Key: `${index}` })), 'TagLimitExceeded', '50'],
  ];
  for (const [what, list, code, text] of refused) {
    test(what, async () => {
      const { vpc, tag, tags } = await setUp();
      const id = await vpc();
      await assert.rejects(tag([id], list), failsWith(code, text));
      await assert.rejects(vpc(list), failsWith(code, text));
      assert.deepEqual(await tags(id), []);
    });
  }

  test('when too many come together', async () => {
    const { vpc, tag } = await setUp();
    const id = await vpc(Array.from({ length: 50 }, (_, index) => ({ Key: `${index}`, Value: '' })));
    await tag([id], [{ Key: '0', Value: 'new' }]);
    await assert.rejects(tag([id], [{ Key: 'more', Value: '' }]), failsWith('TagLimitExceeded'));
  });

  test('on resources that do not exist, and then on none', async () => {
    const { vpc, tag, tags, untag } = await setUp();
    const id = await vpc();
    const Tags = [{ Key: 'k', Value: '' }];
    await assert.rejects(tag([id, 'vpc-0123456789abcdef0'], Tags), failsWith('InvalidVpcID.NotFound'));
    await assert.rejects(tag([id, 'i-0123456789abcdef0'], Tags), failsWith('InvalidID', 'i-0123456789abcdef0'));
    await assert.rejects(untag(['thing']), failsWith('InvalidID', 'thing'));
    assert.deepEqual(await tags(id), []);
    await assert.rejects(tag([id], []), failsWith('MissingParameter'));
  });

  test('of another type than what is made', async () => {
    const { client } = await setUp();
    const make = (ResourceType: 'subnet' | undefined) =>
      client.send(
        new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications: [{ ResourceType, Tags: [{ Key: 'a' }] }] }),
      );
    await assert.rejects(
      make('subnet'),
      failsWith('InvalidParameterValue', "'subnet' is not a valid taggable resource type"),
    );
    await assert.rejects(make(undefined), failsWith('MissingParameter'));
  });
});
