import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttemptDocument, CheckDocument } from '../../support/wrappers/report/document.ts';
import type { ScenarioWorld } from '../rules/world.ts';
import { run } from './command.ts';
import { folderOf, stateOf } from './command-state.ts';

/** A finding of `check`, as scenarios name it. */
export interface Named {
  readonly id: string;
  /** Absent: whichever. */
  readonly member?: string | undefined;
}

const documents = new WeakMap<ScenarioWorld, CheckDocument>();

export const reportOf = async (world: ScenarioWorld): Promise<string> => join(await folderOf(world), 'check.json');

/** Runs `train-encrypt check` to its end, and keeps what it learnt. */
export async function runCheck(
  world: ScenarioWorld,
  options: readonly string[],
  command: readonly string[] = [],
): Promise<void> {
  const report = await reportOf(world);
  const separated = command.length > 0 ? ['--', ...command] : [];
  stateOf(world).finished = await run(['check', '--json', report, ...options, ...separated]);
  await keepReport(world);
}

/** Reads what a run of `check` has written, if it came so far. */
export async function keepReport(world: ScenarioWorld): Promise<void> {
  const report = await reportOf(world);
  if (existsSync(report)) documents.set(world, JSON.parse(await readFile(report, 'utf8')) as CheckDocument);
}

export function checkedOf(world: ScenarioWorld): CheckDocument {
  const document = documents.get(world);
  assert.ok(document, `check wrote no report:\n${stateOf(world).finished?.output}`);
  return document;
}

/** The attempt of a scenario that made one. */
export function attemptOf(world: ScenarioWorld): AttemptDocument {
  const [attempt, ...others] = checkedOf(world).attempts;
  assert.ok(attempt && others.length === 0, `${others.length + 1} attempts were made`);
  return attempt;
}

/** What counts against an attempt: what is broken, and what kept anything from being shown. */
export const countingOf = ({ findings }: AttemptDocument) => findings.filter(({ outcome }) => outcome !== 'advice');

/** Whether one of these is what a scenario names. */
export const isAmong = (findings: AttemptDocument['findings'], { id, member }: Named): boolean =>
  findings.some((finding) => finding.id === id && (member === undefined || finding.member === member));

/** The findings of an attempt for a message. */
export const listed = (attempt: AttemptDocument): string =>
  [
    `${attempt.wrapper} in ${attempt.situation.id} ${attempt.did}:`,
    ...attempt.findings.map(({ outcome, id, member, text }) => `  ${outcome} ${id} ${member ?? ''}: ${text}`),
    attempt.command.output,
  ].join('\n');
