import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type RunOptions, runFeatures } from './run-features.ts';

/** Runs, in place of the features, a program with this text. */
async function running(program: string, options: Partial<RunOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-'));
  try {
    mkdirSync(join(folder, 'support'));
    writeFileSync(join(folder, 'support', 'main.ts'), program);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const signal = new AbortController().signal;
    return await runFeatures(folder, { seconds: 30, signal, compiled: join(folder, 'compiled'), ...options });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A run of one scenario with one step, which ends like this; then the program ends with 1. */
const scenario = (status: 'PASSED' | 'FAILED') => {
  const zero = { seconds: 0, nanos: 0 };
  const messages = [
    {
      gherkinDocument: {
        uri: 'a.feature',
        feature: {
          location: { line: 1 },
          tags: [],
          language: 'en',
          keyword: 'Feature',
          name: 'f',
          description: '',
          children: [
            {
              scenario: {
                id: 's',
                location: { line: 2 },
                tags: [],
                keyword: 'Example',
                name: 'one',
                description: '',
                steps: [{ id: 't', location: { line: 3 }, keyword: 'Given ', keywordType: 'Context', text: 'x' }],
                examples: [],
              },
            },
          ],
        },
        comments: [],
      },
    },
    {
      pickle: {
        id: 'p',
        uri: 'a.feature',
        name: 'one',
        language: 'en',
        location: { line: 2 },
        steps: [{ id: 'ps', text: 'x', astNodeIds: ['t'] }],
        tags: [],
        astNodeIds: ['s'],
      },
    },
    { testCase: { id: 'c', pickleId: 'p', testSteps: [{ id: 'ts', pickleStepId: 'ps', stepDefinitionIds: [] }] } },
    { testCaseStarted: { id: 'r', testCaseId: 'c', attempt: 0, timestamp: zero } },
    {
      testStepFinished: {
        testCaseStartedId: 'r',
        testStepId: 'ts',
        testStepResult: { status, duration: zero },
        timestamp: zero,
      },
    },
    { testCaseFinished: { testCaseStartedId: 'r', timestamp: zero, willBeRetried: false } },
  ];
  return `import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('reports');
writeFileSync('reports/messages.ndjson', ${JSON.stringify(messages.map((message) => `${JSON.stringify(message)}\n`).join(''))});
process.exitCode = 1;`;
};

test('a run is over once a scenario has failed, and not before', async () => {
  const goesOn = 'setInterval(() => {}, 1000);';
  assert.equal((await running(`${scenario('FAILED')}\n${goesOn}`)).kind, 'broken');
  assert.equal((await running(`${scenario('PASSED')}\n${goesOn}`, { seconds: 2 })).kind, 'hung');
});

test('held, and broken with the scenarios that failed', async () => {
  assert.deepEqual(await running(''), { kind: 'held' });
  assert.deepEqual(await running(scenario('FAILED')), {
    kind: 'broken',
    scenarios: [{ name: 'one', location: 'a.feature:2' }],
  });
});

for (const [what, program, text] of [
  ['broken without a scenario', scenario('PASSED'), /^the features ended with 1, and no scenario failed/],
  [
    'a module that is broken',
    'throw new Error("no such thing")',
    /ended with 1, and no scenario failed: [\s\S]*no such thing/,
  ],
  [
    'another exit code',
    'console.error("no engine"); process.exitCode = 3',
    /ended with 3, and no scenario failed: no engine/,
  ],
  ['a signal', 'process.kill(process.pid, "SIGKILL")', /ended with no exit code/],
] as const) {
  test(`an error, not a mutation that was caught: ${what}`, async () => {
    const outcome = await running(program);
    assert.equal(outcome.kind, 'error');
    assert.match(outcome.kind === 'error' ? outcome.text : '', text);
  });
}

test('a run that does not end is ended', async () => {
  assert.deepEqual(await running('setInterval(() => {}, 1000)', { seconds: 1 }), { kind: 'hung' });
});

test('an interruption ends the run, and is not taken for a hang', async () => {
  const interrupted = new AbortController();
  setTimeout(() => interrupted.abort(new Error('stop')), 300);
  await assert.rejects(running('setInterval(() => {}, 1000)', { signal: interrupted.signal }), /stop/);
});
