import { errorLine } from '../judge/words.ts';
import type { WrapperVerdict } from '../types.ts';
import { type CheckedAttempt, standingOf } from './result.ts';

type Finding = WrapperVerdict['findings'][number];

/** Attempts of one wrapper that came out as they did for one and the same reason. */
export interface Cause {
  readonly attempts: readonly [CheckedAttempt, ...CheckedAttempt[]];
  /** Of the first: what is broken, or else what is not shown. */
  readonly findings: readonly Finding[];
  /** What the command itself reported, where it never came as far as asking for a job. */
  readonly error: string | undefined;
}

/** Groups what is no tick by wrapper and cause, in the order in which each cause first comes. */
export function causesOf(attempts: readonly CheckedAttempt[]): readonly Cause[] {
  const causes = new Map<string, Cause>();
  for (const checked of attempts) {
    const findings = countingOf(checked);
    if (standingOf(checked) === 'passed' && findings.length === 0) continue;
    const error = errorOf(checked);
    const key = JSON.stringify([checked.verdict.wrapper, standingOf(checked), error ?? idsOf(findings)]);
    const before = causes.get(key);
    causes.set(
      key,
      before === undefined
        ? { attempts: [checked], findings, error }
        : { ...before, attempts: [...before.attempts, checked] },
    );
  }
  return [...causes.values()];
}

function countingOf({ verdict }: CheckedAttempt): readonly Finding[] {
  const of = (outcome: Finding['outcome']) => verdict.findings.filter((finding) => finding.outcome === outcome);
  return of('broken').length > 0 ? of('broken') : of('not shown');
}

const idsOf = (findings: readonly Finding[]) =>
  findings.map(({ id, operation, member, exception }) => [id, operation, member, exception?.owner]);

/** Where nothing was sent, the command's own error is the cause, whatever the situation. */
function errorOf({ attempt: { command }, verdict }: CheckedAttempt): string | undefined {
  if (command.ending === 'not started') return command.reason ?? 'it could not be started';
  if (verdict.sent.length > 0 || verdict.outcome !== 'not shown' || command.exitCode === 0) return undefined;
  return errorLine(command) || undefined;
}
