import { extname, relative } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type IConfiguration, loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import { ProgressBarPrinter } from '@cucumber/pretty-formatter';
import type { RunConditions } from '../../documentation/site/types.ts';
import { RunMessages } from '../../documentation/summary.ts';
import { describeSummary } from '../../documentation/summary-text.ts';
import type { Engine } from '../../engines/engine.ts';
import { Failure } from '../../failure.ts';
import { isCheckout, version } from '../../package.ts';
import { claims } from '../../rules/claims.ts';
import { tellGitHub } from '../docs/github.ts';
import { pagesAfterRun } from '../docs/pages.ts';
import { engineFor } from '../engine.ts';
import { report } from '../exit.ts';
import type { FeaturesOptions } from './options.ts';
import { assertMeaningful, outcomeOf } from './outcome.ts';
import { noteRun, notWritten, prepareReports } from './reports.ts';
import { bundledFeatures, namedFeatures } from './sources.ts';
import { tagExpression } from './tags.ts';

/** Runs features and prints what they show. Returns the exit code; throws a `Failure` when they show nothing. */
export async function runFeatures(paths: readonly string[], options: FeaturesOptions): Promise<number> {
  const wanted = {
    paths: paths.length > 0 ? namedFeatures(paths) : bundledFeatures(options.suite),
    tags: tagExpression(options.tags, options.rules),
  };
  const reports = prepareReports(options.reports);
  const messages = new RunMessages();
  const progress = progressBar();
  const log = new Collected();
  endOnSignal();

  // One engine for all threads, which get its address. A dry run needs none.
  await using engine = options.dryRun
    ? (await import('../../engines/embedded.ts')).createEmbeddedEngine()
    : await engineFor(options, { reports: options.reports, lean: true });
  endWhenGone(engine);
  const configuration = await configure({ ...wanted, format: reports.formats }, options, engine);
  const { success } = await runCucumber(configuration, { stdout: new Collected(), stderr: log }, (message) => {
    messages.add(message);
    progress?.update(message);
  }).catch((error: NodeJS.ErrnoException) => {
    // Cucumber has logged which write failed, and stumbles over the closed stream.
    if (error.code !== 'ERR_STREAM_DESTROYED') throw error;
    throw notWritten(reports.messages, systemError(log.text) ?? error);
  });

  const judged = { allFeaturesRead: paths.length === 0, dryRun: options.dryRun ?? false, skipsFail: inCi() };
  noteRun(reports, { schema: 1, conditions: conditionsOf(engine, options), ...shardOf(options), ...judged });
  const summary = messages.summary({ claims, ...judged });
  assertMeaningful(
    summary,
    claims.map(({ id }) => id),
  );
  if (summary.scenarios.length === 0 && options.shard === undefined) throw noScenario(paths, options);

  const { page, data } = options.pages ? await pagesAfterRun(options.reports) : {};
  // Since the program began, with the pages: what a person waited for.
  const seconds = performance.now() / 1000;
  process.stdout.write(
    describeSummary(summary, {
      seconds,
      engine: engine.name === 'embedded' ? 'embedded engine' : `${engine.name} engine (${engine.description})`,
      rules: options.rules,
      report: relative(process.cwd(), page ?? reports.messages),
      rerun: (location) => commandLine('features', ...flags(options), location),
      next: whatNext(engine),
    }),
  );
  if (data !== undefined) await tellGitHub(data, { reports: options.reports, annotated: true });
  const outcome = outcomeOf(summary);
  // Cucumber holds more against a run than its scenarios: a report that could not be written.
  if (!success && outcome === 0) {
    throw new Failure(`cucumber reports a failure: ${log.text.trim() || 'it gives no reason'}`, { exitCode: 3 });
  }
  return outcome;
}

function conditionsOf({ name, description }: Engine, { rules }: FeaturesOptions): RunConditions {
  const node = process.versions.node;
  return { version, node, engine: name, engineDescription: description, rules, strict: false };
}

const shardOf = ({ shard }: FeaturesOptions) => (shard === undefined ? {} : { shard });

/** As world parameters carry it to the threads: JSON. */
const reference = (engine: Engine) => (engine.reference ? { ...engine.reference } : engine.name);

async function configure(
  wanted: Pick<IConfiguration, 'paths' | 'tags' | 'format'>,
  options: FeaturesOptions,
  engine: Engine,
) {
  const file = fileURLToPath(new URL(`../../cucumber${extname(fileURLToPath(import.meta.url))}`, import.meta.url));
  const { runConfiguration } = await loadConfiguration({
    file: relative(process.cwd(), file),
    provided: {
      ...wanted,
      worldParameters: { engine: reference(engine), rules: options.rules, evidence: true },
      dryRun: options.dryRun ?? false,
      // What cucumber would print goes nowhere; of its formatters this one has the least to say.
      format: ['rerun', ...wanted.format],
      ...(options.parallel !== undefined && { parallel: options.parallel }),
      ...(options.shard !== undefined && { shard: options.shard }),
    },
  });
  // Whatever the environment says, cucumber publishes no results.
  return { ...runConfiguration, formats: { ...runConfiguration.formats, publish: false as const } };
}

/** Columns of what the progress bar prints beside the bar. */
const LEGEND = 30;

function progressBar(): ProgressBarPrinter | undefined {
  if (!process.stdout.isTTY) return undefined;
  const streams = [process.stdout, process.stderr];
  // It fails on a narrower terminal, and on one whose width is unknown.
  const stream: typeof process.stdout = Object.create(process.stdout, {
    columns: { get: () => Math.max(LEGEND, process.stdout.columns) },
  });
  return new ProgressBarPrinter({ stream, options: { interference: { mode: 'suppress', streams } } });
}

function noScenario(paths: readonly string[], { tags, rules }: FeaturesOptions): Failure {
  const where = paths.length > 0 ? paths.join(', ') : 'the bundled features';
  const which = tags === undefined ? '' : ` matching --tags "${tags}"`;
  const but = rules === 'observed' ? ' (--rules observed skips those tagged @documented)' : '';
  return new Failure(`no scenario${which} in ${where}${but}. Nothing was run.`, { exitCode: 2 });
}

/** Without its engine a run shows nothing more: prints the engine's own message, and ends. */
function endWhenGone(engine: Engine): void {
  void engine.gone?.then(async (failure) => {
    const code = report(failure);
    await engine[Symbol.asyncDispose]();
    process.exit(code);
  });
}

function whatNext({ name }: Engine): string {
  return name === 'embedded'
    ? `${commandLine('features', '--engine', 'localstack')} runs the same on LocalStack, in Docker`
    : `${commandLine('serve')} gives any AWS SDK the same stub as an endpoint`;
}

function flags({ rules, engine, ec2Endpoint, reuse }: FeaturesOptions): string[] {
  return [
    ...(rules === 'documented' ? [] : ['--rules', rules]),
    ...(engine === undefined ? [] : ['--engine', engine]),
    ...(ec2Endpoint === undefined ? [] : ['--ec2-endpoint', ec2Endpoint]),
    ...(reuse ? ['--reuse'] : []),
  ];
}

/** A command line as it is typed here: in the checkout through npm, in a project through npx. */
function commandLine(...words: string[]): string {
  return `${isCheckout ? 'npm run cli --' : 'npx train-encrypt'} ${words.join(' ')}`;
}

function inCi(): boolean {
  return !['', '0', 'false'].includes(process.env.CI ?? '');
}

/** A run that was interrupted shows nothing, whatever had passed by then. */
function endOnSignal(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    // Of a closed terminal.
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}

/** The error of the system that a log quotes: `ENOSPC: no space left on device, write`. */
function systemError(text: string): { readonly code: string } | undefined {
  const [, code] = /\b(E[A-Z]{3,}): /.exec(text) ?? [];
  return code === undefined ? undefined : { code };
}

class Collected extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
