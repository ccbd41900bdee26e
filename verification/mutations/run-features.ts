import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { RunMessages } from '../../support/documentation/summary.ts';
import { claims } from '../../support/rules/claims.ts';

/** What became of the features in one copy of the checkout. */
export type Outcome =
  | { readonly kind: 'held' }
  | { readonly kind: 'broken'; readonly scenarios: readonly FailedScenario[] }
  /** Ended by the time limit. */
  | { readonly kind: 'hung' }
  /** Neither: the run itself went wrong. */
  | { readonly kind: 'error'; readonly text: string };

export interface FailedScenario {
  readonly name: string;
  readonly location: string;
}

export interface RunOptions {
  /** After so many a run is ended. */
  readonly seconds: number;
  /** Ends the run, which then rejects. */
  readonly signal: AbortSignal;
  /** A folder for compiled code, so that the packages are not compiled again in every run. */
  readonly compiled: string;
}

/** The wrappers run other programs for most of a minute, and look at rules that other scenarios look at too. */
const SCENARIOS = ['--suite', 'rules', '--tags', 'not @wrapper', '--parallel', '0'];
const ARGUMENTS = ['features', ...SCENARIOS, '--no-pages', '--reports', 'reports'];

/** A Node that takes types off by itself is faster than tsx, which takes up a part of every run. */
const LOADER = process.features.typescript ? [] : ['--import', 'tsx'];

/** Milliseconds between two looks at what has come of a run so far. */
const LOOK_MS = 250;

const { FORCE_COLOR: _colour, ...environment } = process.env;

/**
 * Runs the bundled features in a folder, as a process of its own, up to the first scenario that fails. Rejects when it is interrupted, and never for what the
 * features do.
 */
export async function runFeatures(folder: string, options: RunOptions): Promise<Outcome> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.seconds * 1000)]);
  const child = spawn(process.execPath, [...LOADER, 'support/main.ts', ...ARGUMENTS], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, NO_COLOR: '1', CI: '', NODE_COMPILE_CACHE: options.compiled },
    signal,
    killSignal: 'SIGKILL',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const messages = join(folder, 'reports', 'messages.ndjson');
  const looking = setInterval(() => {
    if (scenarioFailed(messages)) child.kill('SIGKILL');
  }, LOOK_MS);
  // Being ended by the signal is an `error` too; `close` follows it.
  let fault: Error | undefined;
  child.on('error', (error) => {
    fault = error;
  });
  const [code] = (await once(child, 'close').catch(() => [undefined])) as [number | null | undefined];
  clearInterval(looking);
  options.signal.throwIfAborted();
  if (signal.aborted) return { kind: 'hung' };
  return judge(code ?? undefined, messages, fault?.message ?? output);
}

function judge(code: number | undefined, messages: string, output: string): Outcome {
  if (code === 0) return { kind: 'held' };
  const scenarios = failedIn(messages);
  if (scenarios.length > 0) return { kind: 'broken', scenarios };
  const text = `the features ended with ${code ?? 'no exit code'}, and no scenario failed: ${lastLines(output)}`;
  return { kind: 'error', text };
}

/** Whether one has been through, and failed: nothing more is to be learnt from this run. */
function scenarioFailed(file: string): boolean {
  if (!existsSync(file)) return false;
  const text = readFileSync(file, 'utf8');
  const failed = text.indexOf('"status":"FAILED"');
  return failed >= 0 && text.includes('"testCaseFinished"', failed);
}

function failedIn(file: string): readonly FailedScenario[] {
  if (!existsSync(file)) return [];
  const messages = new RunMessages();
  // What was being written when the run was ended has no end of line.
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    if (line !== '') messages.add(JSON.parse(line) as Envelope);
  }
  const { scenarios } = messages.summary({ claims, allFeaturesRead: true, dryRun: false, skipsFail: false });
  return scenarios.filter(({ status }) => status === 'failed').map(({ name, location }) => ({ name, location }));
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-30).join('\n') || 'it printed nothing';
}
