import { writeFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { report } from '../support/commands/exit.ts';
import { wholeNumber } from '../support/commands/options.ts';
import { Failure } from '../support/failure.ts';
import { packageRoot } from '../support/package.ts';
import { rules } from '../support/rules/index.ts';
import { Scratch } from './mutations/checkout.ts';
import { type Mutation, mutated } from './mutations/mutation.ts';
import { readNoticed, writeNoticed } from './mutations/noticed.ts';
import { exitCodeOf, reportOf, rowOf, summaryOf } from './mutations/result.ts';
import { RULES_FILE, rulesOff } from './mutations/rules-off.ts';
import { type RunOptions, runFeatures } from './mutations/run-features.ts';
import { table } from './mutations/table/index.ts';
import { type Tries, tryOut } from './mutations/try-out.ts';
import { WarmRunner } from './mutations/warm/runner.ts';

// Do the features notice when a rule stops working? Takes out every rule in turn, and breaks other parts, each in a copy
// of the checkout, and runs the bundled features there: at least one scenario must fail. The scenario that noticed a
// mutation last time is tried first, in a process that has the packages loaded; the whole suite, in a process of its own,
// where it does not notice.

interface Options {
  readonly only?: string;
  readonly json?: string;
  readonly atOnce: number;
  readonly timeLimit: number;
  readonly update?: true;
}

const program = new Command('mutations')
  .description('Breaks the rules one by one, in copies of this checkout, and sees whether a scenario notices.')
  .option('--only <text>', 'only mutations whose name, meaning or file has this text')
  .option('--json <file>', 'write the results there, too')
  .option('--at-once <number>', 'how many to try at the same time', wholeNumber(1, 64), 2)
  .option('--time-limit <seconds>', 'end a run that takes longer, and count it as caught', seconds, 120)
  .option('--update', 'keep which scenario noticed which mutation: it is tried first from then on')
  .exitOverride();

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort(name));

try {
  process.exitCode = await run(program.parse().opts<Options>());
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (interrupted.signal.aborted) process.exitCode = interrupted.signal.reason === 'SIGINT' ? 130 : 143;
  else process.exitCode = report(error);
}

async function run(options: Options): Promise<number> {
  using scratch = new Scratch(packageRoot);
  const all = [...rulesOff(scratch.read(RULES_FILE), rules), ...table];
  // All of them at once: a table that no longer fits is reported before minutes have passed.
  for (const mutation of all) mutated(scratch.read(mutation.file), mutation);
  const chosen = all.filter((mutation) => isWanted(mutation, options.only));
  if (chosen.length === 0) throw new Failure(`no mutation has the text "${options.only}"`, { exitCode: 2 });

  const running = { seconds: options.timeLimit, signal: interrupted.signal, compiled: scratch.common };
  await assertHolds(scratch, running);
  using warm = new WarmRunner(scratch.original, scratch.common, options.timeLimit);
  const tries: Tries = {
    noticed: readNoticed(),
    one: (mutation, scenario) => {
      const { file } = mutation;
      return warm.tryOut({ change: { file, text: mutated(scratch.read(file), mutation) }, ...scenario });
    },
    all: async (mutation) => {
      const folder = scratch.copy(mutation);
      const outcome = await runFeatures(folder, running);
      scratch.remove(folder);
      return outcome;
    },
  };
  const started = performance.now();
  const width = Math.max(...chosen.map(({ name }) => name.length));
  const results = await inOrder(
    chosen,
    options.atOnce,
    (mutation) => tryOut(mutation, tries),
    (result) => console.log(rowOf(result, width)),
  );
  console.log(`\n${summaryOf(results, (performance.now() - started) / 1000)}`);
  if (options.update) {
    writeNoticed(
      results,
      all.map(({ name }) => name),
    );
  }
  if (options.json !== undefined) writeFileSync(options.json, reportOf(results));
  return exitCodeOf(results);
}

/** A mutation is caught by a scenario that fails, so none may fail without. */
async function assertHolds(scratch: Scratch, running: RunOptions): Promise<void> {
  const outcome = await runFeatures(scratch.copy(), running);
  if (outcome.kind === 'held') return;
  const why =
    outcome.kind === 'broken'
      ? `${outcome.scenarios.length} scenarios fail, the first is "${outcome.scenarios[0]?.name}" (${outcome.scenarios[0]?.location})`
      : outcome.kind === 'error'
        ? outcome.text
        : `they took longer than ${running.seconds} s`;
  throw new Failure(`the features do not hold as they are, so no mutation can be tried: ${why}`, { exitCode: 3 });
}

/** Works on several items at a time; reports each in the order of the items, as soon as those before it are done. */
async function inOrder<Item, Done>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Done>,
  tell: (done: Done) => void,
): Promise<readonly Done[]> {
  const done: Done[] = [];
  let next = 0;
  let printed = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      done[index] = await work(items[index] as Item);
      for (let ready = done[printed]; ready !== undefined; ready = done[printed]) {
        printed += 1;
        tell(ready);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}

function isWanted({ name, means, file }: Mutation, only: string | undefined): boolean {
  return only === undefined || [name, means, file].some((text) => text.toLowerCase().includes(only.toLowerCase()));
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 3600)) throw new InvalidArgumentError('Give seconds, up to 3600.');
  return value;
}
