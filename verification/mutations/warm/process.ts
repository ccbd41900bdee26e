import { Writable } from 'node:stream';
import {
  type IRunConfiguration,
  type ISupportCodeLibrary,
  loadConfiguration,
  runCucumber,
} from '@cucumber/cucumber/api';
import { RunMessages } from '../../../support/documentation/summary.ts';
import { claims } from '../../../support/rules/claims.ts';
import type { FailedScenario } from '../run-features.ts';
import { type Change, Versions } from './versions.ts';

// Stays while mutations come and go: packages are loaded once, and what is the project's own again for each.

export interface Request {
  readonly change: Change;
  readonly feature: string;
  readonly scenario: string;
}

export type Answer =
  /** They fail with the change, and pass without. */
  | { readonly kind: 'caught'; readonly scenarios: readonly FailedScenario[] }
  /** Nothing is known. */
  | { readonly kind: 'open'; readonly why: string };

interface Ran {
  readonly all: number;
  readonly failed: readonly FailedScenario[];
}

const versions = new Versions(process.cwd());
const { runConfiguration } = await loadConfiguration({
  file: 'support/cucumber.ts',
  provided: { paths: ['features'], parallel: 0, format: ['rerun'] },
});
let unchanged: ISupportCodeLibrary | undefined;

process.on('message', async (request: Request) => {
  process.send?.(await answer(request).catch((error: Error): Answer => ({ kind: 'open', why: error.message })));
});
process.once('disconnect', () => process.exit());
process.send?.('ready');

async function answer(request: Request): Promise<Answer> {
  const changed = await run(request, request.change);
  if (changed.all === 0) return { kind: 'open', why: `no scenario is named "${request.scenario}"` };
  if (changed.failed.length === 0) return { kind: 'open', why: `"${request.scenario}" passes with it` };
  // Whatever an earlier change left in this process would fail them here as well.
  const control = await run(request);
  if (control.all > 0 && control.failed.length === 0) return { kind: 'caught', scenarios: changed.failed };
  return { kind: 'open', why: `"${request.scenario}" fails without it` };
}

async function run({ feature, scenario }: Request, change?: Change): Promise<Ran> {
  const messages = new RunMessages();
  const reuse = change === undefined ? unchanged : undefined;
  if (reuse === undefined) versions.begin(change);
  const configuration: IRunConfiguration = {
    ...runConfiguration,
    sources: {
      ...runConfiguration.sources,
      paths: [feature],
      names: [`^${scenario.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`],
      tagExpression: 'not @wrapper',
    },
    formats: { ...runConfiguration.formats, publish: false },
  };
  const { support } = await runCucumber(
    { ...configuration, support: reuse ?? configuration.support },
    { stdout: new Nowhere(), stderr: new Nowhere() },
    (message) => messages.add(message),
  );
  if (change === undefined) unchanged = support;
  const { scenarios, runErrors } = messages.summary({
    claims,
    allFeaturesRead: false,
    dryRun: false,
    skipsFail: false,
  });
  if (runErrors.length > 0) throw new Error(runErrors[0]);
  const failed = scenarios.filter(({ status }) => status === 'failed');
  return { all: scenarios.length, failed: failed.map(({ name, location }) => ({ name, location })) };
}

class Nowhere extends Writable {
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}
