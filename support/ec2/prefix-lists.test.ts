import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  type CreateManagedPrefixListCommandInput,
  CreateSecurityGroupCommand,
  DeleteManagedPrefixListCommand,
  DescribeManagedPrefixListsCommand,
  DescribePrefixListsCommand,
  GetManagedPrefixListEntriesCommand,
  ModifyManagedPrefixListCommand,
  type ModifyManagedPrefixListCommandInput,
} from '@aws-sdk/client-ec2';
import { failsWith, testClient } from './testing/ec2.ts';

async function setUp() {
  const client = testClient();
  const create = async (input: Partial<CreateManagedPrefixListCommandInput> = {}) =>
    (
      await client.send(
        new CreateManagedPrefixListCommand({ PrefixListName: 'peers', MaxEntries: 3, AddressFamily: 'IPv4', ...input }),
      )
    ).PrefixList;
  const entries = async (PrefixListId: string | undefined, input: object = {}) =>
    (await client.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, ...input }))).Entries;
  const describe = async (input: object) =>
    (await client.send(new DescribeManagedPrefixListsCommand(input))).PrefixLists ?? [];
  const modify = async (PrefixListId: string | undefined, input: Partial<ModifyManagedPrefixListCommandInput>) =>
    (await client.send(new ModifyManagedPrefixListCommand({ PrefixListId, ...input }))).PrefixList;
  const remove = (PrefixListId: string | undefined) =>
    client.send(new DeleteManagedPrefixListCommand({ PrefixListId }));
  return { client, create, entries, describe, modify, remove };
}

test('a new list is described with its first version', async () => {
  const { create, describe, entries } = await setUp();
  const Entries = [{ Cidr: '10.1.2.3/16', Description: 'a' }, { Cidr: '10.2.0.0/16' }];
  const list = await create({ Entries });
  const PrefixListId = list?.PrefixListId ?? '';
  assert.equal(list?.State, 'create-in-progress');
  assert.deepEqual(await describe({ PrefixListIds: [PrefixListId] }), [
    {
      PrefixListId,
      PrefixListName: 'peers',
      PrefixListArn: `arn:aws:ec2:eu-central-1:111122223333:prefix-list/${PrefixListId}`,
      AddressFamily: 'IPv4',
      OwnerId: '111122223333',
      State: 'create-complete',
      MaxEntries: 3,
      Version: 1,
      Tags: [],
    },
  ]);
  assert.deepEqual(await entries(PrefixListId), [{ Cidr: '10.1.0.0/16', Description: 'a' }, { Cidr: '10.2.0.0/16' }]);
});

suite('a list of a service', () => {
  test('is in every region', async () => {
    const { client, describe, entries } = await setUp();
    const [list] = await describe({ Filters: [{ Name: 'prefix-list-name', Values: ['com.amazonaws.*.s3'] }] });
    assert.equal(list?.PrefixListName, 'com.amazonaws.eu-central-1.s3');
    assert.equal(list?.OwnerId, 'AWS');
    assert.match(list?.PrefixListArn ?? '', /^arn:aws:ec2:eu-central-1:aws:prefix-list\/pl-/);
    assert.equal(list?.Version, undefined);
    const Cidrs = (await entries(list?.PrefixListId))?.map(({ Cidr }) => Cidr);
    const { PrefixLists } = await client.send(new DescribePrefixListsCommand({}));
    assert.deepEqual(PrefixLists?.[0], {
      PrefixListId: list?.PrefixListId,
      PrefixListName: 'com.amazonaws.eu-central-1.s3',
      Cidrs,
    });
    assert.equal(PrefixLists?.length, 2);
  });

  test('cannot be changed', async () => {
    const { describe, modify, remove } = await setUp();
    const [list] = await describe({ Filters: [{ Name: 'owner-id', Values: ['AWS'] }] });
    const denied = failsWith('OperationNotPermitted', list?.PrefixListId);
    await assert.rejects(modify(list?.PrefixListId, { PrefixListName: 'mine' }), denied);
    await assert.rejects(remove(list?.PrefixListId), denied);
  });
});

suite('CreateManagedPrefixList refuses', () => {
  const refused: readonly (readonly [string, Partial<CreateManagedPrefixListCommandInput>, string])[] = [
    ['a name of a service', { PrefixListName: 'com.amazonaws.mine' }, 'InvalidParameterValue'],
    ['an empty name', { PrefixListName: '' }, 'InvalidParameterValue'],
    ['no room', { MaxEntries: 0 }, 'InvalidParameterValue'],
    ['too much room', { MaxEntries: 1001 }, 'InvalidParameterValue'],
    ['another family', { AddressFamily: 'IPX' }, 'InvalidParameterValue'],
    ['a malformed CIDR', { Entries: [{ Cidr: '10.0.0.0' }] }, 'InvalidParameterValue'],
    [
      'a CIDR of the other family',
      { AddressFamily: 'IPv6', Entries: [{ Cidr: '10.0.0.0/8' }] },
      'InvalidParameterValue',
    ],
    ['a CIDR twice', { Entries: [{ Cidr: '10.0.0.0/8' }, { Cidr: '10.1.0.0/8' }] }, 'InvalidParameterValue'],
    ['an entry without CIDR', { Entries: [{ Description: 'a', Cidr: undefined }] }, 'MissingParameter'],
    [
      'more entries than there is room',
      { MaxEntries: 1, Entries: [{ Cidr: '10.0.0.0/8' }, { Cidr: '11.0.0.0/8' }] },
      'PrefixListMaxEntriesExceeded',
    ],
    [
      'more entries than a request may have',
      { MaxEntries: 200, Entries: Array.from({ length: 101 }, (_, index) => ({ Cidr: `10.0.${index}.0/24` })) },
      'InvalidParameterValue',
    ],
  ];
  for (const [what, input, code] of refused) {
    test(what, async () => {
      const { create } = await setUp();
      await assert.rejects(create(input), failsWith(code));
    });
  }
});

suite('ModifyManagedPrefixList', () => {
  test('makes a new version, and keeps the old ones', async () => {
    const { create, modify, entries, describe } = await setUp();
    const id = (await create({ Entries: [{ Cidr: '10.0.0.0/16' }, { Cidr: '10.1.0.0/16' }] }))?.PrefixListId;
    const changed = await modify(id, {
      CurrentVersion: 1,
      RemoveEntries: [{ Cidr: '10.0.0.0/16' }],
      AddEntries: [{ Cidr: '10.2.0.0/16' }, { Cidr: '10.1.0.0/16', Description: 'b' }],
    });
    assert.deepEqual([changed?.State, changed?.Version], ['modify-in-progress', 2]);
    assert.deepEqual(await entries(id), [{ Cidr: '10.1.0.0/16', Description: 'b' }, { Cidr: '10.2.0.0/16' }]);
    assert.deepEqual(await entries(id, { TargetVersion: 1 }), [{ Cidr: '10.0.0.0/16' }, { Cidr: '10.1.0.0/16' }]);
    await assert.rejects(entries(id, { TargetVersion: 3 }), failsWith('InvalidParameterValue'));
    assert.equal((await describe({ PrefixListIds: [id] }))[0]?.State, 'modify-complete');
  });

  test('changes name and room', async () => {
    const { create, modify, describe } = await setUp();
    const id = (await create({ Entries: [{ Cidr: '10.0.0.0/16' }, { Cidr: '10.1.0.0/16' }] }))?.PrefixListId;
    await modify(id, { PrefixListName: 'others' });
    await modify(id, { MaxEntries: 10 });
    const [list] = await describe({ PrefixListIds: [id] });
    assert.deepEqual([list?.PrefixListName, list?.MaxEntries, list?.Version], ['others', 10, 1]);
    await assert.rejects(modify(id, { MaxEntries: 1 }), failsWith('PrefixListMaxEntriesExceeded'));
  });

  test('refuses what does not fit', async () => {
    const { create, modify, entries } = await setUp();
    const id = (await create({ MaxEntries: 1, Entries: [{ Cidr: '10.0.0.0/16' }] }))?.PrefixListId;
    const AddEntries = [{ Cidr: '10.1.0.0/16' }];
    await assert.rejects(modify(id, { AddEntries }), failsWith('MissingParameter', 'CurrentVersion'));
    await assert.rejects(modify(id, { CurrentVersion: 2, AddEntries }), failsWith('PrefixListVersionMismatch'));
    await assert.rejects(modify(id, { CurrentVersion: 1, AddEntries }), failsWith('PrefixListMaxEntriesExceeded'));
    await assert.rejects(
      modify(id, { CurrentVersion: 1, RemoveEntries: AddEntries }),
      failsWith('InvalidParameterValue', '10.1.0.0/16'),
    );
    await assert.rejects(
      modify(id, { CurrentVersion: 1, AddEntries, MaxEntries: 2 }),
      failsWith('InvalidParameterCombination'),
    );
    assert.deepEqual(await entries(id), [{ Cidr: '10.0.0.0/16' }]);
  });
});

test('deleting a list that a rule refers to is accepted, and fails afterwards', async () => {
  const { client, create, describe, remove } = await setUp();
  const PrefixListId = (await create())?.PrefixListId;
  const { GroupId } = await client.send(new CreateSecurityGroupCommand({ GroupName: 'a', Description: 'a' }));
  const IpPermissions = [{ IpProtocol: '50', PrefixListIds: [{ PrefixListId }] }];
  await client.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  assert.equal((await remove(PrefixListId)).PrefixList?.State, 'delete-in-progress');
  const [kept] = (await describe({ PrefixListIds: [PrefixListId] })) ?? [];
  assert.equal(kept?.State, 'delete-failed');
  assert.match(kept?.StateMessage ?? '', /refers to the prefix list/);
  const other = (await create())?.PrefixListId;
  assert.equal((await remove(other)).PrefixList?.State, 'delete-in-progress');
  await assert.rejects(describe({ PrefixListIds: [other] }), failsWith('InvalidPrefixListID.NotFound', other));
  await assert.rejects(describe({ PrefixListIds: ['list'] }), failsWith('InvalidPrefixListId.Malformed'));
});

test('entries come in pages', async () => {
  const { client, create } = await setUp();
  const Entries = Array.from({ length: 5 }, (_, index) => ({ Cidr: `10.${index}.0.0/16` }));
  const PrefixListId = (await create({ MaxEntries: 5, Entries }))?.PrefixListId;
  const ask = (input: object) => client.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, ...input }));
  const first = await ask({ MaxResults: 3 });
  const second = await ask({ MaxResults: 3, NextToken: first.NextToken });
  assert.deepEqual([first.Entries?.length, second.Entries?.length, second.NextToken], [3, 2, undefined]);
  await assert.rejects(ask({ MaxResults: 101 }), failsWith('InvalidParameterValue'));
});
