import { stripVTControlCharacters } from 'node:util';
import type { Pickle, PickleStep, TestCaseFinished, TestStep, TestStepFinished } from '@cucumber/messages';
import type { Query } from '@cucumber/query';
import { clipCounted } from '../../../text/clip.ts';
import { type ScenarioOptions, scenarioResult } from '../../scenario.ts';
import type { SiteResult, SiteStep } from '../types.ts';
import type { MessageFile } from './message-file.ts';

/** Characters of a reason or an error. */
const MOST_TEXT = 16_000;

/** What became of one scenario, step by step. */
export function resultOf(
  { messages: { query }, evidence }: MessageFile,
  finished: TestCaseFinished,
  options: ScenarioOptions,
): Omit<SiteResult, 'run'> {
  const { status, reason } = scenarioResult(query, finished, options);
  const { seconds = 0, nanos = 0 } = query.findTestCaseDurationBy(finished) ?? {};
  const own = evidence.get(finished.testCaseStartedId);
  return {
    status,
    reason: plain(reason),
    seconds: seconds + nanos / 1e9,
    steps: stepsOf(query, finished),
    ...(own && { evidence: own }),
  };
}

/** The tags of a scenario, its rule and its feature, each once. */
export const tagsOf = ({ tags }: Pickle): readonly string[] => [...new Set(tags.map(({ name }) => name))];

function stepsOf(query: Query, finished: TestCaseFinished): readonly SiteStep[] {
  const started = query.findTestCaseStartedBy(finished);
  const steps = started === undefined ? [] : query.findTestStepFinishedAndTestStepBy(started);
  return steps.flatMap(([result, step]) => stepOf(query, result, step) ?? []);
}

/** Hooks are mechanics: they show only when they go wrong. */
function stepOf(query: Query, { testStepResult }: TestStepFinished, testStep: TestStep): SiteStep | undefined {
  const status = testStepResult.status.toLowerCase();
  const error = testStepResult.exception?.message ?? testStepResult.message;
  const outcome = { status, ...(error !== undefined && status === 'failed' && { error: plain(error) }) };
  const step = query.findPickleStepBy(testStep);
  if (step === undefined) {
    if (status === 'passed' || status === 'skipped') return undefined;
    return { keyword: '', text: query.findHookBy(testStep)?.name ?? 'a hook around the scenario', ...outcome };
  }
  return {
    keyword: query.findStepBy(step)?.keyword.trim() ?? '',
    text: step.text,
    ...outcome,
    ...argumentOf(step),
  };
}

function argumentOf({ argument }: PickleStep): Pick<SiteStep, 'table' | 'docString'> {
  const { dataTable, docString } = argument ?? {};
  return {
    ...(dataTable && { table: dataTable.rows.map(({ cells }) => cells.map(({ value }) => value)) }),
    ...(docString && { docString: docString.content }),
  };
}

function plain(text: string): string {
  return clipCounted(stripVTControlCharacters(text).trim(), MOST_TEXT);
}
