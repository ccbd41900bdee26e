import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('those whose names contain a text, of all that have its parts', async () => {
  const parts = new NameParts<Named>();
  const [first] = named(parts, 3, (i) => ['fraud-1', '1-fraud', 'aud-fra'][i] ?? '');
  assert.deepEqual(await parts.candidates('fraud-'), [first]);
  assert.deepEqual(await parts.candidates('fraud!'), []);
  assert.equal(await parts.candidates('fr'), undefined, 'too short to tell');
});

test('where more than a few contain it, no more names are compared, and none is lost', async () => {
  const parts = new NameParts<Named>();
  const items = named(parts, 5_000, (i) => `fraud-${i}`);
  await parts.candidates('fraud');
  const compared = async (few?: number) => {
    Named.looks = 0;
    const found = await parts.candidates('fraud', few);
    assert.equal(found?.length, items.length);
    return Named.looks;
  };
  assert.equal(await compared(), 5_000);
  assert.equal(await compared(500), 501);
});

test('of few, exactly those that contain it', async () => {
  const parts = new NameParts<Named>();
  named(parts, 1_000, (i) => `fraud-${i}`);
  const found = await parts.candidates('fraud-77', 500);
  assert.deepEqual(
    found?.map(({ name }) => name).sort(),
    ['fraud-77', ...Array.from({ length: 10 }, (_, i) => `fraud-77${i}`)].sort(),
  );
});
