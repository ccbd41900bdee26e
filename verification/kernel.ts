import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { report } from '../support/commands/exit.ts';
import { wholeNumber } from '../support/commands/options.ts';
import { Failure } from '../support/failure.ts';
import { packageRoot } from '../support/package.ts';
import type { Agent } from './kernel/agent.ts';
import { Agents } from './kernel/agents.ts';
import { edges } from './kernel/edges.ts';
import { faults } from './kernel/fault-table.ts';
import { plant } from './kernel/faults.ts';
import { type FeatureNetworks, featureNetworks } from './kernel/feature-networks.ts';
import { judgeAll } from './kernel/judge.ts';
import { disagreementsOf, exitCodeOf, faultsOf, tableOf, tallyOf } from './kernel/print.ts';
import { randomNetworks } from './kernel/random.ts';
import { reportOf } from './kernel/report.ts';
import { strongswan } from './kernel/strongswan.ts';

// Does a kernel let through what the verdicts say passes? Security groups and network ACLs as nftables in network
// namespaces, one for each instance; real IKE datagrams and ESP packets between them. Exit code 1 on a disagreement, or
// when a fault that was planted in the reachability code goes unnoticed.

interface Options {
  readonly networks: number;
  readonly seed?: number;
  readonly messages?: string;
  readonly json?: string;
  readonly atOnce: number;
}

const program = new Command('kernel')
  .description('Sends IKE and ESP through the packet filter of a kernel and compares what arrives with the verdicts.')
  .option('--networks <number>', 'how many random networks to try', wholeNumber(1, 1_000_000), 1000)
  .option('--seed <number>', 'of the random networks; default: by chance', wholeNumber(0, 2 ** 31 - 1))
  .option('--messages <file>', 'take the networks of this run of the features; default: run them')
  .option('--json <file>', 'write what a kernel confirmed there, for pages')
  .option('--at-once <number>', 'how many networks to try at the same time', wholeNumber(1, 64), 2)
  .exitOverride();

try {
  process.exitCode = await run(program.parse().opts<Options>());
} catch (error) {
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : report(error);
}

async function run(options: Options): Promise<number> {
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  console.log(`Linux ${release()}, seed ${seed}`);
  await using agents = new Agents();
  for (let i = 0; i < options.atOnce; i++) await agents.start();

  const { networks, verdicts, without } = await networksOfFeatures(options.messages);
  const started = performance.now();
  const features = await judgeAll(
    agents.all,
    networks.map(({ network, said, scenarios }) => ({ name: scenarios.join(', '), network, said })),
  );
  const atEdges = await judgeAll(
    agents.all,
    Object.entries(edges).map(([name, network]) => ({ name, network })),
  );
  const random = await judgeAll(
    agents.all,
    randomNetworks(seed, options.networks).map((network, i) => ({
      name: `random network ${i} of seed ${seed}`,
      network,
    })),
  );
  const seconds = (performance.now() - started) / 1000;
  const all = [...features, ...atEdges, ...random];
  const tried = await plant(
    packageRoot,
    faults,
    all.map(({ case: { network }, answer }) => ({ network, kernel: answer })),
  );

  console.log(
    tableOf([
      ['of the features', tallyOf(features)],
      ['random', tallyOf(random)],
      ['all', tallyOf(all)],
    ]),
  );
  console.log(`Sent and received in ${seconds.toFixed(0)} s.`);
  const leftOut = Object.entries(without).map(([why, count]) => `${count} (${why})`);
  const about = verdicts - Object.values(without).reduce((sum, count) => sum + count, 0);
  console.log(
    `The features gave ${verdicts} verdicts, ${about} of them about these networks; not asked: ${leftOut.join(', ')}.`,
  );
  console.log(`\n${faultsOf(tried)}`);
  const disagreements = disagreementsOf(all);
  if (disagreements !== '') console.log(`\n${disagreements}`);
  if (options.json !== undefined) {
    mkdirSync(dirname(options.json), { recursive: true });
    writeFileSync(options.json, `${JSON.stringify(reportOf({ seed, random, features, networks, tried }), null, 2)}\n`);
  }
  console.log('\nstrongSwan');
  const shown = await strongswan(agents.all[0] as Agent);
  for (const { is, what } of shown)
    console.log(`${is === undefined ? 'not shown' : is ? 'shown    ' : 'FAILED   '}  ${what}`);
  return shown.some(({ is }) => is === false) ? 1 : exitCodeOf(all, tried);
}

async function networksOfFeatures(messages: string | undefined): Promise<FeatureNetworks> {
  if (messages !== undefined) return featureNetworks(messages);
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-kernel-'));
  try {
    const suite = ['--suite', 'rules', '--tags', 'not @wrapper', '--no-pages', '--reports', folder];
    execFileSync(process.execPath, ['support/main.ts', 'features', ...suite], { cwd: packageRoot });
    return await featureNetworks(join(folder, 'messages.ndjson'));
  } catch (error) {
    throw error instanceof Failure
      ? error
      : new Failure(`the features do not run: ${(error as Error).message}`, { exitCode: 3 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
