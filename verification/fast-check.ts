import fc from 'fast-check';

/** Of every property, so that a change is judged on the same cases as the one before. */
const SEED = 20_261_128;

const seed = seedOf(process.env.TRAIN_ENCRYPT_TEST_SEED);
fc.configureGlobal({ ...fc.readConfigureGlobal(), ...(seed === undefined ? {} : { seed }) });

/** The fast-check of every test; `TRAIN_ENCRYPT_TEST_SEED=random` looks for cases that nobody has seen yet. */
export { default } from 'fast-check';

export function seedOf(given: string | undefined): number | undefined {
  if (given === undefined || given === '') return SEED;
  // Without a seed, fast-check takes one by chance for each property and prints it when it fails.
  if (given === 'random') return undefined;
  const seed = Number(given);
  if (!Number.isSafeInteger(seed)) {
    throw new Error(`TRAIN_ENCRYPT_TEST_SEED is ${JSON.stringify(given)}: give a whole number, or "random".`);
  }
  return seed;
}
