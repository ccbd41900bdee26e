import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ServiceError } from '../../protocol/service.ts';
import { History, Revisions } from './history.ts';
import { type Listed, pageOfJobs } from './job-listing.ts';

interface Face {
  readonly status: string;
}

interface Item extends Listed<Face> {
  readonly createdAt: number;
}

/** A small world of jobs that come, change and go. */
class World {
  readonly revisions = new Revisions();
  items: Item[] = [];
  #sequence = 0;

  create(name: string, status = 'InProgress', createdAt = 0): void {
    this.#sequence += 1;
    const history = new History<Face>(this.revisions, { status });
    this.items.push({ name, sequence: this.#sequence, createdAt, history });
  }

  page(request: Request) {
    const { StatusEquals, SortBy } = request;
    return pageOfJobs<Face, Item>({
      jobs: this.items,
      request,
      revision: this.revisions.current,
      accepts: (_, face) => StatusEquals === undefined || face.status === StatusEquals,
      key: (item, face) => (SortBy === 'Status' ? face.status : SortBy === 'Name' ? item.name : item.createdAt),
    });
  }
}

interface Request {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number;
  readonly SortBy?: string;
  readonly SortOrder?: string;
  readonly StatusEquals?: string;
}

const names = (items: readonly Item[]) => items.map(({ name }) => name);

test('ten to a page by default, in order of the key, then of creation', () => {
  const world = new World();
  for (let index = 0; index < 12; index += 1) world.create(`job-${index}`, 'InProgress', index < 6 ? 1 : 0);
  const { items, nextToken } = world.page({});
  assert.deepEqual(
    names(items),
    [6, 7, 8, 9, 10, 11, 0, 1, 2, 3].map((index) => `job-${index}`),
  );
  const last = world.page({ NextToken: nextToken });
  assert.deepEqual(names(last.items), ['job-4', 'job-5']);
  assert.equal(last.nextToken, undefined);
});

test('a page that is just full has no token', () => {
  const world = new World();
  world.create('only');
  assert.equal(world.page({ MaxResults: 1 }).nextToken, undefined);
});

test('descending is the very opposite', () => {
  const world = new World();
  for (const name of ['b', 'a', 'c', 'a']) world.create(name);
  const up = world.page({ SortBy: 'Name' }).items;
  assert.deepEqual(world.page({ SortBy: 'Name', SortOrder: 'Descending' }).items, up.toReversed());
});

const statuses = fc.constantFrom('Completed', 'Failed', 'InProgress', 'Stopped', 'Stopping');

const changes = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('create' as const), name: fc.string(), status: statuses, at: fc.nat(9) }),
    fc.record({ kind: fc.constant('change' as const), index: fc.nat(), status: statuses }),
  ),
  { maxLength: 8 },
);

test('whatever is created or changes between pages, nothing is lost and nothing comes twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string(), statuses, fc.nat(9)), { maxLength: 30 }),
      fc.array(changes, { maxLength: 40 }),
      fc.record(
        {
          MaxResults: fc.integer({ min: 1, max: 5 }),
          SortBy: fc.constantFrom('Name', 'Status', 'CreationTime'),
          SortOrder: fc.constantFrom('Ascending', 'Descending'),
          StatusEquals: statuses,
        },
        { requiredKeys: ['MaxResults'] },
      ),
      (first, between, request) => {
        const world = new World();
        for (const [name, status, at] of first) world.create(name, status, at);
        const expected = world.page({ ...request, MaxResults: 1000 }).items;
        const seen: Item[] = [];
        let token: string | undefined;
        let pages = 0;
        do {
          const { items, nextToken } = world.page({ ...request, ...(token !== undefined && { NextToken: token }) });
          seen.push(...items);
          token = nextToken;
          for (const change of between[pages] ?? []) {
            if (change.kind === 'create') world.create(change.name, change.status, change.at);
            else world.items[change.index % world.items.length]?.history.set({ status: change.status });
          }
          pages += 1;
        } while (token !== undefined);
        assert.deepEqual(seen, expected);
      },
    ),
  );
});

test('what is deleted between pages is gone, and takes nothing else with it', () => {
  const world = new World();
  for (const name of ['a', 'b', 'c', 'd', 'e']) world.create(name);
  const first = world.page({ SortBy: 'Name', MaxResults: 2 });
  world.items = world.items.filter(({ name }) => name !== 'b' && name !== 'd');
  assert.deepEqual(names(world.page({ SortBy: 'Name', MaxResults: 9, NextToken: first.nextToken }).items), ['c', 'e']);
});

test('the order in which a request names its filters does not matter to a token', () => {
  const world = new World();
  for (const name of ['a', 'b']) world.create(name);
  const { nextToken } = world.page({ SortBy: 'Name', StatusEquals: 'InProgress', MaxResults: 1 });
  const next = world.page({ StatusEquals: 'InProgress', SortBy: 'Name', NextToken: nextToken });
  assert.deepEqual(names(next.items), ['b']);
});

test('a token of another list, or of none, is refused', () => {
  const world = new World();
  for (const name of ['a', 'b']) world.create(name);
  const { nextToken = '' } = world.page({ SortBy: 'Name', MaxResults: 1 });
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
  for (const NextToken of foreign) assert.throws(() => world.page({ SortBy: 'Name', NextToken }), refusal);
  assert.throws(() => world.page({ SortBy: 'Status', NextToken: nextToken }), refusal);
});
