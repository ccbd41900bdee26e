import type { WrapperFinding } from '../../findings/finding.ts';
import type { PlannedAttempt } from '../config/plan.ts';
import type { CheckedAttempt, CheckResult } from '../report/result.ts';
import type { CommandRun, Exception, WrapperVerdict } from '../types.ts';
import { attemptOf, situationOf } from './attempts.ts';

// Verdicts written as data, for tests of what comes after the judgement.

export const FLAG_LOST: WrapperFinding = {
  id: 'flag-not-sent',
  outcome: 'broken',
  job: 'fraud-v7',
  operation: 'CreateTrainingJob',
  member: 'EnableInterContainerTrafficEncryption',
  text: 'Two instances would exchange unencrypted traffic.',
  closestMatch: 'VpcConfig is as given',
  fix: ['Send EnableInterContainerTrafficEncryption: true.'],
  provenance: 'documented',
};

export const EXCEPTION: Exception = {
  wrapper: 'launch.py',
  situation: 'documented',
  finding: 'flag-not-sent',
  owner: 'ada',
  reason: 'the next release sends it',
  expires: '2026-06-30',
};

export function verdictWith(more: Partial<WrapperVerdict> = {}): WrapperVerdict {
  return {
    wrapper: 'launch.py',
    situation: 'documented',
    expectation: 'launches',
    answer: { answer: 'encrypted', because: ['every rule holds'] },
    answers: [],
    outcome: 'passed',
    did: 'launched 1 job, encrypted',
    sent: [],
    findings: [],
    ...more,
  };
}

export const failedWith = (...findings: readonly WrapperFinding[]): WrapperVerdict =>
  verdictWith({
    outcome: 'failed',
    answer: { answer: 'unencrypted', because: ['EnableInterContainerTrafficEncryption: absent'] },
    did: 'launched 1 job unencrypted',
    findings,
  });

/** Something that was tried and judged, with whatever is said about its command. */
export function checkedOf(verdict: WrapperVerdict, command: Partial<CommandRun> = {}): CheckedAttempt {
  const situation = { ...situationOf(verdict.situation), expectation: verdict.expectation };
  const attempt = { ...attemptOf({ situation: verdict.situation, wrapper: verdict.wrapper, command }), situation };
  const planned: PlannedAttempt = {
    wrapper: verdict.wrapper,
    situation,
    command: attempt.command.command,
    cwd: process.cwd(),
    env: {},
    homeFiles: [],
    profiles: [],
    timeoutSeconds: 600,
    outputLimitMiB: 16,
  };
  return { planned, attempt, verdict };
}

export function resultOf(attempts: readonly CheckedAttempt[], more: Partial<CheckResult> = {}): CheckResult {
  return {
    startedAt: new Date('2026-06-30T12:00:00Z'),
    durationMs: 4_500,
    engine: { name: 'embedded', description: 'embedded EC2' },
    rules: 'documented',
    strict: false,
    attempts,
    planned: attempts.length,
    unmatched: [],
    interrupted: false,
    ...more,
  };
}
