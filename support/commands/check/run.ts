import { availableParallelism } from 'node:os';
import { Failure } from '../../failure.ts';
import { startHarness } from '../../harness.ts';
import type { PlannedAttempt } from '../../wrappers/config/plan.ts';
import { unmatched } from '../../wrappers/exceptions/apply.ts';
import { chooseIsolation } from '../../wrappers/isolation/index.ts';
import { judgeAttempt } from '../../wrappers/judge/index.ts';
import { type CheckedAttempt, type CheckResult, exitCodeOf, standingOf } from '../../wrappers/report/result.ts';
import { afterCheck } from '../docs/after-check.ts';
import { engineFor } from '../engine.ts';
import type { EngineFlags } from '../options.ts';
import { Controls } from './controls.ts';
import { type Interruption, interruption } from './interruption.ts';
import type { CheckOptions } from './options.ts';
import { prepareReports, takesStdout, writeReports } from './reports.ts';
import { type Task, taskOf } from './task.ts';
import {
  type Detail,
  endedOf,
  GOOD,
  lineOf,
  type Outlets,
  reportOf,
  type Showing,
  streamingOf,
  titleOf,
} from './telling.ts';
import { run as runWrapper, tryOne } from './try.ts';

/**
 * Runs wrappers in situations and reports what they sent. Returns the exit code; rejects with a `Failure` when there is
 * nothing to run, or it cannot be run.
 * @param began when the program did, in milliseconds of `performance.now()`: durations include it. Default: now
 */
export async function check(
  words: readonly string[],
  options: CheckOptions,
  began = performance.now(),
): Promise<number> {
  const whole = await taskOf(words, options);
  const task = options.shard === undefined ? whole : { ...whole, plan: partOf(whole.plan, options.shard) };
  if (options.update && task.baselines === undefined) {
    throw new Failure('--update needs to know where approved requests are kept: give --baselines <folder>.', {
      exitCode: 2,
    });
  }
  const reports = prepareReports(options, task.configFile !== undefined);
  const outlets = { out: takesStdout(reports) ? process.stderr : process.stdout, err: process.stderr };
  const showing = showingOf(task, options);
  using interrupted = interruption(() => {
    process.stderr.write('\ntrain-encrypt: stopping what runs; Ctrl-C again waits for nothing.\n');
  });
  const ran = await run(task, options, interrupted, showing, outlets).catch((error: unknown) => {
    // What was being started when it came is not at fault.
    if (interrupted.exitCode !== undefined) return undefined;
    throw error;
  });
  if (ran === undefined) return interrupted.exitCode ?? 130;
  const seconds = () => performance.now() - began;
  const result = { ...ran, durationMs: seconds() };
  outlets.out.write(`\n${reportOf(result, showing, detailOf(options), outlets.out.columns)}`);
  await writeReports(result, reports);
  if (reports.json !== undefined && reports.json !== '-') {
    outlets.out.write(`Report: ${reports.json}\n`);
  }
  const page =
    interrupted.exitCode === undefined
      ? await afterCheck(result, { json: reports.json, history: task.history })
      : undefined;
  if (page !== undefined) outlets.out.write(`Pages: ${page}\n`);
  if (reports.json !== undefined && reports.json !== '-') {
    outlets.out.write(
      `Done in ${(seconds() / 1000).toFixed(1)} s, with ${page === undefined ? 'reports' : 'reports and pages'}\n`,
    );
  }
  return interrupted.exitCode ?? exitCodeOf(result);
}

/** Every so manieth attempt, in the order of the plan: the same on every machine, and situations of one wrapper spread. */
function partOf(plan: Task['plan'], shard: string): Task['plan'] {
  const [part = 1, parts = 1] = shard.split('/').map(Number);
  return plan.filter((_, index) => index % parts === part - 1);
}

/** What one command prints is shown as it is; what a configuration's do, only where something failed. */
function showingOf({ plan, configFile }: Task, { verbose }: CheckOptions): Showing {
  if (configFile !== undefined && !verbose) return 'kept';
  return plan.length === 1 ? 'raw' : 'prefixed';
}

function detailOf({ verbose, compact }: CheckOptions): Detail {
  if (verbose) return 'verbose';
  return compact ? 'compact' : 'usual';
}

async function run(
  { plan, config, configFile, baselines, leftOut = [] }: Task,
  options: CheckOptions,
  { signal: interrupt }: Interruption,
  showing: Showing,
  outlets: Outlets,
): Promise<Omit<CheckResult, 'durationMs'>> {
  const startedAt = new Date();
  const { rules = 'documented', strict = false, isolation = 'auto' } = { ...config, ...options };
  // Found out while the engine starts, and known before any command does.
  const isolated = Promise.all(plan.map(({ cwd }) => chooseIsolation(isolation, cwd)));
  isolated.catch(() => undefined);
  await using engine = await engineFor(engineFlags(config, options), { signal: interrupt, lean: true });
  await using harness = await startHarness({ engine: engine.reference ?? 'embedded', rules, strict, time: 'instant' });
  const ruleOptions = { mode: rules, strict };
  await isolated;
  const giveUp = new AbortController();
  const signal = AbortSignal.any([interrupt, giveUp.signal]);
  let gone: Failure | undefined;
  for (const one of [engine, harness.engine]) {
    void one.gone?.then((failure) => {
      gone = failure;
      giveUp.abort();
    });
  }
  const controls = new Controls(async (planned) =>
    judgeAttempt(await runWrapper(planned, { harness, isolation, signal, rules: ruleOptions })),
  );
  const update = options.update ?? false;
  const trying = {
    controls,
    harness,
    isolation,
    config,
    baselines,
    update,
    now: startedAt,
    signal,
    rules: ruleOptions,
  };
  const runOne = async (planned: PlannedAttempt): Promise<CheckedAttempt> => {
    const streaming = streamingOf(planned, showing, outlets);
    try {
      return await tryOne(planned, trying, streaming?.write);
    } finally {
      streaming?.end();
    }
  };
  const parallel = options.parallel ?? config.parallel ?? availableParallelism();
  const attempts =
    plan.length === 1 && showing === 'raw'
      ? await Promise.all(plan.map(runOne))
      : await runSeveral(plan, { parallel, signal, showing, outlets, onlyFailures: options.compact ?? false, runOne });
  if (gone !== undefined) throw gone;
  const verdicts = attempts.map(({ verdict }) => verdict);
  return {
    startedAt,
    engine: { name: engine.name, description: engine.description },
    rules,
    strict,
    ...(configFile !== undefined && { configFile }),
    attempts,
    planned: plan.length,
    ...(options.shard !== undefined && { shard: options.shard }),
    unmatched: unmatched(config.exceptions ?? [], verdicts),
    interrupted: interrupt.aborted,
    leftOut,
    requireShown: options.requireShown ?? false,
    update: options.update ?? false,
  };
}

/** What a command line says about the engine takes the place of all that the configuration does. */
function engineFlags({ engine, ec2Endpoint }: Task['config'], options: CheckOptions): EngineFlags {
  if (options.engine !== undefined || options.ec2Endpoint !== undefined) return options;
  return {
    ...(engine !== undefined && { engine }),
    ...(ec2Endpoint !== undefined && { ec2Endpoint }),
    ...(options.reuse && { reuse: true }),
  };
}

interface Several {
  readonly parallel: number;
  readonly signal: AbortSignal;
  readonly showing: Showing;
  readonly outlets: Outlets;
  readonly onlyFailures: boolean;
  readonly runOne: (planned: PlannedAttempt) => Promise<CheckedAttempt>;
}

async function runSeveral(
  plan: readonly PlannedAttempt[],
  { parallel, signal, showing, outlets, onlyFailures, runOne }: Several,
): Promise<readonly CheckedAttempt[]> {
  const { runAll } = await import('./run-all.ts');
  const { out } = outlets;
  const terminal = showing === 'kept' && out === process.stdout && process.stdout.isTTY === true;
  return runAll(plan, {
    parallel,
    signal,
    terminal,
    run: runOne,
    onDone: (checked) => {
      if (!terminal && !(onlyFailures && GOOD.includes(standingOf(checked)))) out.write(`${lineOf(checked)}\n`);
    },
    title: titleOf,
    ended: endedOf,
    good: (checked) => GOOD.includes(standingOf(checked)),
  });
}
