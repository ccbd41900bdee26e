import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { NameParts } from './name-parts.ts';

/** Counts how often its name is compared. */
class Named {
  static looks = 0;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  get name(): string {
    Named.looks += 1;
    return this.#name;
  }
}

const named = (parts: NameParts<Named>, count: number, name: (i: number) => string): readonly Named[] => {
  const items = Array.from({ length: count }, (_, i) => new Named(name(i)));
  for (const item of items) parts.add(item);
  return items;
};

const found = async (parts: NameParts<Named>, text: string, few?: number): Promise<readonly Named[]> => [
  ...((await parts.candidates(text, few))?.jobs ?? []),
];

test('those whose names contain a text, of all that have its parts', async () => {
  const parts = new NameParts<Named>();
  const [first, second] = named(parts, 3, (i) => ['fraud-1', '1-fraud', 'aud-fra'][i] ?? '');
  assert.deepEqual(await found(parts, 'fraud-'), [first]);
  assert.deepEqual(new Set(await found(parts, 'fraud')), new Set([first, second]));
  assert.deepEqual(await found(parts, 'fraud!'), []);
  assert.equal(await parts.candidates(''), undefined);
});

test('a text is in the same names as a search of each finds, short or long', async () => {
  const parts = new NameParts<Named>();
  // Repetitive ones, so that parts are divided down to the longest and texts overlap themselves.
  const names = Array.from({ length: 3_000 }, (_, i) => `${'aab'.repeat(i % 5)}${(i * 7919).toString(2)}-aa${i % 3}`);
  const items = named(parts, names.length, (i) => names[i] ?? '');
  await fc.assert(
    fc.asyncProperty(
      fc.nat(names.length - 1),
      fc.nat(20),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(700),
      async (i, at, length, few) => {
        const text = names[i]?.slice(at, at + length) || 'a';
        const wanted = items.filter(({ name }) => name.includes(text));
        const given = (await parts.candidates(text, few)) ?? { size: 0, jobs: [] };
        const jobs = [...given.jobs];
        const distinct = new Set(jobs);
        assert.equal(distinct.size, jobs.length, 'each once');
        assert.ok(jobs.length <= given.size, `${jobs.length} of at most ${given.size}`);
        assert.ok(
          wanted.every((item) => distinct.has(item)),
          text,
        );
        if (wanted.length <= few && given.size <= few) assert.equal(jobs.length, wanted.length, text);
      },
    ),
  );
});

test('where more than a few contain it, no more names are compared, and none is lost', async () => {
  const parts = new NameParts<Named>();
  const items = named(parts, 5_000, (i) => `fraud-${i}`);
  await parts.candidates('fraud');
  const compared = async (few?: number) => {
    Named.looks = 0;
    const { size } = (await parts.candidates('fraud', few)) ?? {};
    const { looks } = Named;
    assert.equal(size, items.length);
    assert.equal((await found(parts, 'fraud', few)).length, items.length);
    return looks;
  };
  assert.equal(await compared(), 5_000);
  assert.equal(await compared(500), 501);
});

test('of few, exactly those that contain it', async () => {
  const parts = new NameParts<Named>();
  named(parts, 1_000, (i) => `fraud-${i}`);
  assert.deepEqual(
    (await found(parts, 'fraud-77', 500)).map(({ name }) => name).sort(),
    ['fraud-77', ...Array.from({ length: 10 }, (_, i) => `fraud-77${i}`)].sort(),
  );
});

test('how many names are compared for one of them does not grow with their number', async () => {
  const looksAmong = async (count: number) => {
    const parts = new NameParts<Named>();
    named(parts, count, (i) => `batch-${String(i).padStart(7, '0')}`);
    await parts.candidates('batch');
    Named.looks = 0;
    // Parts of it are in a tenth of all names.
    assert.equal((await found(parts, 'ch-0000007')).length, 1);
    return Named.looks;
  };
  assert.ok((await looksAmong(2_000)) <= 500);
  assert.ok((await looksAmong(40_000)) <= 500);
});
