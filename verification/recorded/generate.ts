/**
 * Plays every recorded fact against the embedded engine and against each emulator, and writes `differences.json` and
 * `RECORDED.md` again; an emulator that is not here keeps what was saved of it. Prints how many facts each answers as
 * recorded. Exit code 1 when the embedded engine falls short by more than the exceptions.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { EMULATOR_NAMES, EMULATORS } from '../parity/emulators.ts';
import { withCounts } from './counts.ts';
import { emulatedStage } from './engines.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { FACTS } from './facts/index.ts';
import { page, summary } from './page.ts';
import { nameOf, results } from './results.ts';
import { readSaved, resultsOf, type Saved, saved, writeSaved } from './saved.ts';
import { embeddedStage } from './stages.ts';

const EMBEDDED = 'embedded';
/** The stub alone answers SageMaker. */
const SHARED = FACTS.filter(({ service }) => service !== 'sagemaker');

let all: Saved = readSaved();
await using embedded = await embeddedStage();
all = { ...all, [EMBEDDED]: saved(await results(embedded)) };
for (const kind of EMULATOR_NAMES) {
  const { name } = EMULATORS[kind];
  const stage = await emulatedStage(kind);
  if (typeof stage === 'string') {
    process.stderr.write(`${name} skipped: ${stage}\n`);
    continue;
  }
  await using own = stage;
  process.stderr.write(`${name} …\n`);
  all = { ...all, [name]: saved(await results(own, SHARED)) };
}
writeSaved(all);
const names = [EMBEDDED, ...EMULATOR_NAMES.map((kind) => EMULATORS[kind].name)];
const answered = names.flatMap((name) => {
  const found = resultsOf(all, name, name === EMBEDDED ? FACTS : SHARED);
  return found === undefined ? [] : [[name, found] as const];
});
writeFileSync(new URL('RECORDED.md', import.meta.url), page(FACTS, answered));
const PAGE = new URL('../../docs/engines.md', import.meta.url);
const before = readFileSync(PAGE, 'utf8');
const counted = withCounts(before, summary(answered));
if (counted !== before) writeFileSync(PAGE, counted);
process.stdout.write(`${summary(answered)}\n`);
const short = FACTS.map(nameOf).filter(
  (name) => all[EMBEDDED]?.[name] !== undefined && !Object.hasOwn(EXCEPTIONS, name),
);
for (const name of short) process.stdout.write(`✗ embedded: ${name}: ${all[EMBEDDED]?.[name]?.[0]}\n`);
process.exitCode = short.length === 0 ? 0 : 1;
