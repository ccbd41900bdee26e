import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History, Revisions } from './history.ts';
import { pageOfRegistry, type RegistryListing } from './job-listing.ts';
import { JobRegistry, type OrderedJob } from './job-registry.ts';

interface Face {
  readonly status: string;
  readonly modifiedAt: number;
}

/** How many jobs a page looks at when there are so many, one in ten of which has failed. */
async function lookedAt(count: number, parts: Partial<RegistryListing<OrderedJob<Face>, Face>>): Promise<number> {
  const revisions = new Revisions();
  const jobs = new JobRegistry<Face, OrderedJob<Face>>();
  for (let index = 1; index <= count; index += 1) {
    const name = `job-${String(index).padStart(7, '0')}`;
    const status = index % 10 === 0 ? 'Failed' : 'Completed';
    const history = new History<Face>(revisions, { status, modifiedAt: index });
    const sequence = jobs.reserve(name)?.sequence ?? 0;
    jobs.add({ name, sequence, createdAt: index, history });
  }
  let looks = 0;
  await pageOfRegistry<Face, OrderedJob<Face>>({
    jobs,
    request: { SortOrder: 'Descending' },
    revision: revisions.current,
    order: 'created',
    wanted: {},
    accepts: () => {
      looks += 1;
      return true;
    },
    key: ({ createdAt }) => createdAt,
    ...parts,
  });
  return looks;
}

const LISTS: Readonly<Record<string, Partial<RegistryListing<OrderedJob<Face>, Face>>>> = {
  'by creation': {},
  'by name': { order: 'name', key: ({ name }) => name },
  'by status': { order: 'status', key: (_, { status }) => status },
  'by modification': { order: 'modified', key: (_, { modifiedAt }) => modifiedAt },
  'of a status': { wanted: { status: 'Failed' } },
  'of a name': { wanted: { NameContains: 'job-0000042' } },
  'after a time': { wanted: { CreationTimeAfter: new Date(900) } },
};

for (const [what, parts] of Object.entries(LISTS)) {
  test(`a page of a list ${what} looks at no more jobs of ten times as many`, async () => {
    const [few, many] = [await lookedAt(1_000, parts), await lookedAt(10_000, parts)];
    assert.ok(few > 0 && many <= Math.max(few, 11), `${few} looks of 1,000 jobs, ${many} of 10,000`);
  });
}

test('without an order of its own a list looks at all', async () => {
  assert.equal(await lookedAt(1_000, { order: undefined }), 1_000);
});
