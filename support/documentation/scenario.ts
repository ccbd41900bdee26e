import type { Pickle, TestCaseFinished } from '@cucumber/messages';
import type { Query } from '@cucumber/query';

/**
 * `skipped`: on purpose, for want of what a `@requires:…` tag names. `failed`: everything else that is not passed, an
 * undefined or pending step too.
 */
export type ScenarioStatus = 'passed' | 'failed' | 'skipped' | 'planned';

/** What became of one scenario in a run. */
export interface ScenarioResult {
  readonly name: string;
  /** `features/05-security-group.feature:12`, as the command line takes it. */
  readonly location: string;
  readonly status: ScenarioStatus;
  /** The documented claims it is tagged with. */
  readonly claims: readonly string[];
  /** Why it did not pass, in one or a few lines; empty when it did. */
  readonly reason: string;
}

export interface ScenarioOptions {
  /** Steps were matched, not run: what would have run is `planned`. */
  readonly dryRun: boolean;
  /** A scenario skipped for want of something fails: where everything must be there, such as CI. */
  readonly skipsFail: boolean;
}

/** Reads one finished scenario out of a run's messages. */
export function scenarioResult(query: Query, finished: TestCaseFinished, options: ScenarioOptions): ScenarioResult {
  const pickle = query.findPickleBy(finished);
  if (pickle === undefined)
    throw new Error('train-encrypt: the messages of this run finish a scenario they never name');
  const verdict = judge(query, finished, pickle, options);
  return { name: pickle.name, location: locationOf(query, pickle), claims: claimsOf(pickle), ...verdict };
}

/** The documented claims that a scenario, its rule or its feature is tagged with. */
export function claimsOf(pickle: Pickle): readonly string[] {
  return [...new Set(tagged(pickle, '@claim:'))];
}

export function locationOf(query: Query, pickle: Pickle): string {
  const line = query.findLocationOf(pickle)?.line;
  return line === undefined ? pickle.uri : `${pickle.uri}:${line}`;
}

function judge(
  query: Query,
  finished: TestCaseFinished,
  pickle: Pickle,
  { dryRun, skipsFail }: ScenarioOptions,
): Pick<ScenarioResult, 'status' | 'reason'> {
  if (pickle.steps.length === 0) return { status: 'failed', reason: 'it has no steps' };
  const steps = query
    .findTestStepFinishedAndTestStepBy(startedOf(query, finished))
    .map(([{ testStepResult }, testStep]) => ({ ...testStepResult, text: stepText(query, testStep) }));
  const bad = steps.find(({ status }) => status !== 'PASSED' && status !== 'SKIPPED');
  if (bad !== undefined) {
    return {
      status: 'failed',
      reason: `${bad.text}${WHY[bad.status] ?? `${bad.status.toLowerCase()}`}${because(bad)}`,
    };
  }
  if (!steps.some(({ status }) => status === 'SKIPPED')) return { status: 'passed', reason: '' };
  if (dryRun) return { status: 'planned', reason: '' };
  const wanted = tagged(pickle, '@requires:').join(' and ');
  if (wanted === '') return { status: 'failed', reason: 'it was skipped, and no @requires: tag says for want of what' };
  return { status: skipsFail ? 'failed' : 'skipped', reason: `it requires ${wanted}, which is not here` };
}

const WHY: Readonly<Record<string, string>> = {
  UNDEFINED: 'no step definition matches',
  AMBIGUOUS: 'several step definitions match',
  PENDING: 'the step is pending: its definition is not finished',
  FAILED: '',
};

function because(result: {
  readonly status: string;
  readonly message?: string;
  readonly exception?: { readonly message?: string };
}): string {
  if (result.status !== 'FAILED') return '';
  return (result.exception?.message ?? result.message ?? 'it failed').trim();
}

function startedOf(query: Query, finished: TestCaseFinished) {
  const started = query.findTestCaseStartedBy(finished);
  if (started === undefined)
    throw new Error('train-encrypt: the messages of this run finish a scenario that never began');
  return started;
}

function stepText(query: Query, testStep: Parameters<Query['findPickleStepBy']>[0]): string {
  const step = query.findPickleStepBy(testStep);
  return step === undefined ? 'hook: ' : `${step.text}: `;
}

function tagged(pickle: Pickle, prefix: string): string[] {
  return pickle.tags.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => name.slice(prefix.length));
}
