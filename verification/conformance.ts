import { writeFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { report } from '../support/commands/exit.ts';
import { startEmulator } from '../support/engines/testing/emulators.ts';
import { startHarness } from '../support/harness.ts';
import { TABLE } from '../support/sagemaker/constraints/table.ts';
import { exceptions, exceptionsOf, type Target, tableOf, totalOf } from './conformance/page.ts';
import { run } from './conformance/run.ts';
import { sendTo } from './conformance/send.ts';
import { reachesGoal, tallyOf } from './conformance/tally.ts';

// Is a request refused where the service would refuse it, and in its words? Sends, for every constraint of the API
// model, one request that breaks it and one at its edge, and compares code, path and text with what is known of the
// service; the texts expected are composed here again. The same requests go to other endpoints, for their figures.
//
// Exit code 1 when not every code and path of ours is right, fewer than 98 of 100 texts are, or a request at an edge is
// refused for its shape.

interface Options {
  readonly endpoint?: string;
  readonly moto?: true;
  readonly json?: string;
  readonly only?: string;
}

const program = new Command('conformance')
  .description('Breaks every constraint of the API model once, and compares the refusals with those of the service.')
  .option('--endpoint <url>', 'send the same to this endpoint, too')
  .option('--moto', 'start moto_server and send the same there, too')
  .option('--only <text>', 'only operations whose name has this text')
  .option('--json <file>', 'write what is not right, and the figures, there')
  .exitOverride();

try {
  process.exitCode = await main(program.parse().opts<Options>());
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = report(error);
}

async function main({ endpoint, moto, only = '', json }: Options): Promise<number> {
  const operations = Object.keys(TABLE.operations).filter((name) => name.toLowerCase().includes(only.toLowerCase()));
  if (operations.length === 0) program.error(`train-encrypt: no operation has the text "${only}" in its name.`);
  const ours = await ask('train-encrypt', operations, () => startHarness({ time: 'instant' }));
  const others: Target[] = [];
  if (moto) others.push(await ask('moto_server', operations, () => startEmulator('moto')));
  if (endpoint !== undefined) others.push(await ask(endpoint, operations, async () => at(endpoint)));
  const targets = [ours, ...others];

  console.log(`${tableOf(operations, targets)}\n`);
  for (const target of targets) {
    console.log(totalOf(target));
    console.log(`${exceptionsOf(target, target === ours ? 'named' : 'counted')}\n`);
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(targets.map(reportOf), undefined, 2)}\n`);
  const held = reachesGoal(tallyOf(ours.outcomes));
  console.log(held ? 'Held: every code and path, 98 of 100 texts, every edge.' : 'NOT held: see above.');
  return held ? 0 : 1;
}

async function ask(
  name: string,
  operations: readonly string[],
  start: () => Promise<AsyncDisposable & { readonly url: string }>,
): Promise<Target> {
  await using server = await start();
  using send = sendTo(server.url);
  const started = performance.now();
  const outcomes = await run(operations, send);
  return { name, outcomes, seconds: (performance.now() - started) / 1000 };
}

function at(url: string) {
  return { url, [Symbol.asyncDispose]: async () => {} };
}

function reportOf({ name, seconds, outcomes }: Target) {
  return { name, seconds, ...tallyOf(outcomes), exceptions: outcomes.flatMap(exceptions) };
}
