import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { ServiceError } from '../../protocol/service.ts';
import { History, Revisions } from './history.ts';
import { passes } from './job-filters.ts';
import { type Listed, pageOfJobs, pageOfRegistry } from './job-listing.ts';
import { JobRegistry } from './job-registry.ts';

interface Face {
  readonly status: string;
  readonly modifiedAt: number;
}

interface Item extends Listed<Face> {
  readonly createdAt: number;
}

const ORDERS = { Name: 'name', Status: 'status', CreationTime: 'created', Modified: 'modified' } as const;

/** A small world of jobs that come, change and go. A list looks at each, or asks a registry: all the same. */
class World {
  readonly revisions = new Revisions();
  readonly registry = new JobRegistry<Face, Item>();
  items: Item[] = [];

  create(name: string, status = 'InProgress', createdAt = 0): void {
    const sequence = this.registry.reserve(name)?.sequence;
    if (sequence === undefined) return;
    const history = new History<Face>(this.revisions, { status, modifiedAt: createdAt });
    const item = { name, sequence, createdAt, history };
    this.items.push(item);
    this.registry.add(item);
  }

  change(index: number, status: string): void {
    const { history } = this.items[index % this.items.length] ?? {};
    history?.set({ status, modifiedAt: history.current.modifiedAt + 3 });
  }

  delete(name: string): void {
    const item = this.registry.get(name);
    if (item === undefined) return;
    this.registry.delete(item);
    this.items = this.items.filter((other) => other !== item);
  }

  async page(request: Request) {
    const { StatusEquals, SortBy = 'CreationTime' } = request;
    const listing = {
      request,
      revision: this.revisions.current,
      accepts: (job: Item, face: Face) =>
        passes(request, job, face.modifiedAt) && (StatusEquals === undefined || face.status === StatusEquals),
      key: (item: Item, face: Face) => {
        if (SortBy === 'Name') return item.name;
        if (SortBy === 'Modified') return face.modifiedAt;
        return SortBy === 'Status' ? face.status : item.createdAt;
      },
    };
    const expected = await pageOfJobs<Face, Item>({ ...listing, jobs: this.items });
    const wanted = { ...request, status: StatusEquals };
    for (const order of [ORDERS[SortBy], undefined]) {
      for (const few of [0, 3, 500]) {
        const kept = await pageOfRegistry<Face, Item>({ ...listing, jobs: this.registry, order, wanted, few });
        assert.deepEqual([names(kept.items), kept.nextToken], [names(expected.items), expected.nextToken]);
      }
    }
    return expected;
  }
}

interface Request {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number;
  readonly SortBy?: keyof typeof ORDERS;
  readonly SortOrder?: string;
  readonly StatusEquals?: string;
  readonly NameContains?: string;
  readonly CreationTimeAfter?: Date;
  readonly CreationTimeBefore?: Date;
}

const names = (items: readonly Item[]) => items.map(({ name }) => name);

test('ten to a page by default, in order of the key, then of creation', async () => {
  const world = new World();
  for (let index = 0; index < 12; index += 1) world.create(`job-${index}`, 'InProgress', index < 6 ? 1 : 0);
  const { items, nextToken } = await world.page({});
  assert.deepEqual(
    names(items),
    [6, 7, 8, 9, 10, 11, 0, 1, 2, 3].map((index) => `job-${index}`),
  );
  const last = await world.page({ NextToken: nextToken });
  assert.deepEqual(names(last.items), ['job-4', 'job-5']);
  assert.equal(last.nextToken, undefined);
});

test('a page that is just full has no token', async () => {
  const world = new World();
  world.create('only');
  assert.equal((await world.page({ MaxResults: 1 })).nextToken, undefined);
});

test('descending is the very opposite', async () => {
  const world = new World();
  for (const name of ['b', 'a', 'c', 'd']) world.create(name);
  const up = (await world.page({ SortBy: 'Name' })).items;
  assert.deepEqual((await world.page({ SortBy: 'Name', SortOrder: 'Descending' })).items, up.toReversed());
});

const statuses = fc.constantFrom('Completed', 'Failed', 'InProgress', 'Stopped', 'Stopping');

const jobNames = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });

const changes = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('create' as const), name: jobNames, status: statuses, at: fc.nat(9) }),
    fc.record({ kind: fc.constant('change' as const), index: fc.nat(), status: statuses }),
    fc.record({ kind: fc.constant('delete' as const), name: jobNames }),
  ),
  { maxLength: 8 },
);

test('whatever is created, changes or goes between pages, nothing else is lost and nothing comes twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(jobNames, statuses, fc.nat(9)), { maxLength: 30 }),
      fc.array(changes, { maxLength: 40 }),
      fc.record(
        {
          MaxResults: fc.integer({ min: 1, max: 5 }),
          SortBy: fc.constantFrom('Name', 'Status', 'CreationTime', 'Modified'),
          SortOrder: fc.constantFrom('Ascending', 'Descending'),
          StatusEquals: statuses,
          NameContains: fc.constantFrom('', 'a', 'abc', 'bca'),
          CreationTimeAfter: fc.nat(9).map((at) => new Date(at)),
          CreationTimeBefore: fc.nat(9).map((at) => new Date(at)),
        },
        { requiredKeys: ['MaxResults'] },
      ),
      async (first, between, request) => {
        const world = new World();
        for (const [name, status, at] of first) world.create(name, status, at);
        const expected = (await world.page({ ...request, MaxResults: 1000 })).items;
        const seen: Item[] = [];
        const gone = new Set<string>();
        let token: string | undefined;
        let pages = 0;
        do {
          const { items, nextToken } = await world.page({
            ...request,
            ...(token !== undefined && { NextToken: token }),
          });
          seen.push(...items);
          token = nextToken;
          for (const change of between[pages] ?? []) {
            if (change.kind === 'create') world.create(change.name, change.status, change.at);
            else if (change.kind === 'change') world.change(change.index, change.status);
            else {
              world.delete(change.name);
              gone.add(change.name);
            }
          }
          pages += 1;
        } while (token !== undefined);
        const stayed = (item: Item) => !gone.has(item.name) || world.registry.has(item);
        assert.deepEqual(names(seen.filter(stayed)), names(expected.filter(stayed)));
        assert.equal(new Set(seen).size, seen.length);
      },
    ),
  );
});

test('what is deleted between pages is gone, and takes nothing else with it', async () => {
  const world = new World();
  for (const name of ['a', 'b', 'c', 'd', 'e']) world.create(name);
  const first = await world.page({ SortBy: 'Name', MaxResults: 2 });
  world.delete('b');
  world.delete('d');
  const rest = await world.page({ SortBy: 'Name', MaxResults: 9, NextToken: first.nextToken });
  assert.deepEqual(names(rest.items), ['c', 'e']);
});

test('the order in which a request names its filters does not matter to a token', async () => {
  const world = new World();
  for (const name of ['a', 'b']) world.create(name);
  const { nextToken } = await world.page({ SortBy: 'Name', StatusEquals: 'InProgress', MaxResults: 1 });
  const next = await world.page({ StatusEquals: 'InProgress', SortBy: 'Name', NextToken: nextToken });
  assert.deepEqual(names(next.items), ['b']);
});

test('a token of another list, or of none, is refused', async () => {
  const world = new World();
  for (const name of ['a', 'b']) world.create(name);
  const { nextToken = '' } = await world.page({ SortBy: 'Name', MaxResults: 1 });
  const foreign = [
    '',
    'x',
    'bm90IGpzb24',
    Buffer.from('[]').toString('base64url'),
    Buffer.from('["a",1,{},1]').toString('base64url'),
    nextToken.slice(1),
  ];
  const refusal = new ServiceError(
    'ValidationException',
    'train-encrypt: NextToken is not one that this list gave out for the same filters and order.',
  );
  for (const NextToken of foreign) await assert.rejects(world.page({ SortBy: 'Name', NextToken }), refusal);
  await assert.rejects(world.page({ SortBy: 'Status', NextToken: nextToken }), refusal);
});
