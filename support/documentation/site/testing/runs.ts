import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope, GherkinDocument, Pickle, TestStepResultStatus } from '@cucumber/messages';
import { noteLine, type RunNote } from '../../evidence/run-note.ts';
import { EVIDENCE_TYPE, type Evidence, type RunConditions } from '../types.ts';

// Messages of runs that never were, for tests.

export const CONDITIONS: RunConditions = {
  version: '0.1.0',
  node: '24.0.0',
  engine: 'embedded',
  engineDescription: 'embedded EC2 0.1.0',
  rules: 'documented',
  strict: false,
};

export interface FakeScenario {
  readonly name: string;
  readonly rule?: string;
  readonly example?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  /** Default `PASSED`. */
  readonly status?: `${TestStepResultStatus}`;
  readonly message?: string;
  /** Read, but not picked to run. */
  readonly left?: boolean;
  readonly evidence?: Partial<Evidence> | false;
}

export interface FakeRun {
  readonly uri?: string;
  readonly feature?: string;
  readonly scenarios?: readonly FakeScenario[];
  readonly conditions?: Partial<RunConditions>;
  readonly note?: Partial<RunNote> | false;
  /** Unix seconds. */
  readonly startedAt?: number;
}

const ids = (() => {
  let last = 0;
  return () => String(++last);
})();

/** The lines of a file of messages, each with its end. */
export function linesOf(run: FakeRun = {}): string[] {
  const { uri = 'features/a.feature', feature = 'A feature', startedAt = 1_000_000_000 } = run;
  const conditions = { ...CONDITIONS, ...run.conditions };
  const scenarios = (run.scenarios ?? [{ name: 'one' }]).map((scenario, index) =>
    parts(uri, scenario, 10 + index * 10),
  );
  const at = (seconds: number) => ({ seconds: startedAt + seconds, nanos: 0 });
  const product = { name: 'x', version: '1' };
  const envelopes: Envelope[] = [
    {
      meta: {
        protocolVersion: '34.0.0',
        implementation: { name: 'cucumber-js', version: '13.0.0' },
        cpu: product,
        os: product,
        runtime: product,
      },
    },
    {
      gherkinDocument: {
        uri,
        comments: [],
        feature: {
          location: { line: 1 },
          tags: [],
          language: 'en',
          keyword: 'Feature',
          name: feature,
          description: '',
          children: scenarios.map(({ child }) => child),
        },
      },
    },
    ...scenarios.map(({ pickle }) => ({ pickle })),
    { testRunStarted: { id: 'run', timestamp: at(0) } },
    ...scenarios.flatMap(({ scenario, pickle }) => (scenario.left ? [] : ran(scenario, pickle, conditions, at))),
    { testRunFinished: { success: true, timestamp: at(60), testRunStartedId: 'run' } },
  ];
  const note: RunNote = {
    schema: 1,
    conditions,
    allFeaturesRead: true,
    dryRun: false,
    skipsFail: false,
    ...(run.note || {}),
  };
  return [...envelopes.map((one) => `${JSON.stringify(one)}\n`), ...(run.note === false ? [] : [noteLine(note)])];
}

type Child = NonNullable<GherkinDocument['feature']>['children'][number];

function parts(uri: string, scenario: FakeScenario, line: number) {
  const [scenarioId, stepId, rowId] = [ids(), ids(), ids()];
  const { name, rule, example, tags = [] } = scenario;
  const cells = (values: readonly string[]) => values.map((value) => ({ location: { line }, value }));
  const child: Child = {
    scenario: {
      location: { line },
      tags: [],
      keyword: 'Scenario',
      name,
      description: '',
      id: scenarioId,
      steps: [{ location: { line: line + 1 }, keyword: 'Given ', text: 'a step', id: stepId }],
      examples:
        example === undefined
          ? []
          : [
              {
                location: { line: line + 2 },
                tags: [],
                keyword: 'Examples',
                name: '',
                description: '',
                id: ids(),
                tableHeader: { location: { line: line + 3 }, id: ids(), cells: cells(Object.keys(example)) },
                tableBody: [{ location: { line: line + 4 }, id: rowId, cells: cells(Object.values(example)) }],
              },
            ],
    },
  };
  const background = { location: { line }, tags: [], keyword: 'Rule', description: '', id: ids() };
  const pickle: Pickle = {
    id: ids(),
    uri,
    name,
    language: 'en',
    steps: [{ id: ids(), text: 'a step', astNodeIds: [stepId] }],
    tags: tags.map((tag) => ({ name: tag, astNodeId: scenarioId })),
    astNodeIds: example === undefined ? [scenarioId] : [scenarioId, rowId],
  };
  return {
    scenario,
    pickle,
    child: rule === undefined ? child : { rule: { ...background, name: rule, children: [child] } },
  };
}

function ran(
  { status = 'PASSED', message, evidence }: FakeScenario,
  pickle: Pickle,
  conditions: RunConditions,
  at: (seconds: number) => { seconds: number; nanos: number },
): Envelope[] {
  const [testCase, testStep, started] = [ids(), ids(), ids()];
  const result = {
    status: status as TestStepResultStatus,
    duration: { seconds: 1, nanos: 0 },
    ...(message !== undefined && { exception: { type: 'Error', message } }),
  };
  const body: Evidence = {
    schema: 1,
    conditions,
    calls: [],
    verdicts: [],
    timelines: [],
    timings: [],
    ...(evidence || {}),
  };
  const attachment = {
    body: JSON.stringify(body),
    contentEncoding: 'IDENTITY' as never,
    mediaType: EVIDENCE_TYPE,
    testCaseStartedId: started,
    testStepId: testStep,
    timestamp: at(2),
  };
  const [pickleStep] = pickle.steps;
  return [
    {
      testCase: {
        id: testCase,
        pickleId: pickle.id,
        testSteps: [{ id: testStep, pickleStepId: pickleStep?.id ?? '', stepDefinitionIds: [] }],
      },
    },
    { testCaseStarted: { attempt: 0, id: started, testCaseId: testCase, timestamp: at(1) } },
    { testStepStarted: { testCaseStartedId: started, testStepId: testStep, timestamp: at(1) } },
    ...(evidence === false ? [] : [{ attachment }]),
    {
      testStepFinished: { testCaseStartedId: started, testStepId: testStep, testStepResult: result, timestamp: at(2) },
    },
    { testCaseFinished: { testCaseStartedId: started, timestamp: at(3), willBeRetried: false } },
  ];
}

/** A folder for the files of a test, removed with it. */
export function scratch(): {
  readonly folder: string;
  write(name: string, text: string | readonly string[]): string;
} & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-'));
  return {
    folder,
    write: (name, text) => {
      const file = join(folder, name);
      writeFileSync(file, typeof text === 'string' ? text : text.join(''));
      return file;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
