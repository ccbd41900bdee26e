import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlannedAttempt } from '../../wrappers/config/plan.ts';
import { attemptOf } from '../../wrappers/testing/attempts.ts';
import { verdictWith } from '../../wrappers/testing/verdicts.ts';
import type { WrapperVerdict } from '../../wrappers/types.ts';
import { Controls } from './controls.ts';

const SENT = [
  { operation: 'CreateTrainingJob', name: 'x', path: '', status: 'created', instances: 2, members: [] },
] as const;
const refusing: Partial<WrapperVerdict> = { situation: 'no-vpc', expectation: 'refuses' };
const planned = { wrapper: 'launch.py', control: {} } as PlannedAttempt;

/** The findings about these verdicts one after the other, and how often the control was tried. */
async function findingsOf(control: WrapperVerdict['sent'], ...verdicts: readonly Partial<WrapperVerdict>[]) {
  let tries = 0;
  const controls = new Controls(async () => {
    tries += 1;
    return { sent: control };
  });
  const ids: string[] = [];
  for (const verdict of verdicts.map(verdictWith)) {
    const { command, ...rest } = attemptOf();
    const attempt = { ...rest, command: { ...command, output: 'Traceback\nModuleNotFoundError: x\n' } };
    controls.learn(verdict);
    for (const { id, closestMatch } of await controls.findings(planned, attempt, verdict))
      ids.push(`${id} ${closestMatch}`);
  }
  return { ids, tries };
}

const FAILS = 'fails-anyway It reported: ModuleNotFoundError: x';

test('what asks for nothing anywhere refuses nothing; tried once', async () => {
  assert.deepEqual(await findingsOf([], refusing, refusing), { ids: [FAILS, FAILS], tries: 1 });
});

test('what asks for a job in the documented network refuses', async () => {
  assert.deepEqual(await findingsOf(SENT, refusing), { ids: [], tries: 1 });
});

test('what was seen to ask for a job needs no control', async () => {
  assert.deepEqual(await findingsOf([], { sent: SENT }, refusing), { ids: [], tries: 0 });
});

test('nothing to tell of what is broken anyway, asked for something, or was to launch', async () => {
  const others = [
    { ...refusing, outcome: 'failed' },
    { ...refusing, sent: SENT },
    { expectation: 'launches' },
  ] as const;
  for (const other of others) assert.deepEqual(await findingsOf([], other), { ids: [], tries: 0 });
});
