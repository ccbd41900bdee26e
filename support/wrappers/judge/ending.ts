import type { WrapperFinding } from '../../findings/finding.ts';
import { counted } from '../../text/words.ts';
import type { Attempt } from '../types.ts';
import { endOf } from './errors.ts';
import { isDenied } from './flag.ts';
import { titleOf } from './requests.ts';
import { found, type Seen } from './seen.ts';
import { unresolved } from './tries.ts';
import { lastLine, saidLast } from './words.ts';

/** Findings that say already why a launch did not come about. */
const WHY = new Set(['no-call', 'no-job', 'gave-up']);

/** Whether the exit code fits what is expected and what was done. Looked at last: it may be explained already. */
export function ending(seen: Seen, others: readonly WrapperFinding[]): readonly WrapperFinding[] {
  const { command, situation } = seen.attempt;
  if (command.ending !== 'exited') return [];
  const broken = others.filter(({ outcome }) => outcome === 'broken');
  const failed = command.exitCode !== 0;
  const unseen = seen.requests.length === 0 && others.some(({ outcome }) => outcome === 'not shown');
  if (unseen) return [];
  if (situation.expectation === 'refuses') return failed ? silent(seen.attempt) : hidden(seen, broken);
  if (!failed) return [];
  const open = unresolved(seen.requests);
  if (situation.expectation === 'reports' && open.length > 0 && open.every(isDenied)) return silent(seen.attempt);
  if (broken.some(({ id }) => WHY.has(id))) return [];
  // A wrapper that reports a refusal does right; what it was refused for is the finding.
  if (open.length > 0 && broken.some(({ job }) => job !== undefined)) return [];
  return [notSimulated(seen) ?? exited(seen)];
}

/** It had its jobs, and went on to what nobody answers here. */
function notSimulated({ attempt: { calls, command }, requests }: Seen): WrapperFinding | undefined {
  const unanswered = calls.findLast(({ status, error }) => status === 501 && error?.code === 'NotImplemented');
  const asked = requests.some(({ status }) => status === 'created') && unresolved(requests).length === 0;
  if (unanswered === undefined || !asked) return undefined;
  const call = `${unanswered.service} ${unanswered.operation ?? 'call'}`;
  return found({
    id: 'not-simulated',
    outcome: 'advice',
    text: `It exited ${command.exitCode} after ${call}, which is not answered here; its jobs were asked for before.`,
    closestMatch: saidLast(command),
    fix: ['Give it a way to stop after its jobs, so that it can be seen to end well.'],
  });
}

function exited({ attempt: { command }, requests }: Seen): WrapperFinding {
  const [open] = unresolved(requests);
  const created = requests.filter(({ status }) => status === 'created').length;
  const before = open
    ? `${titleOf(open)} was ${endOf(open)}, and it`
    : `It launched ${counted(created, 'job')}, and then it`;
  return found({
    id: 'exit-code',
    text: `${before} exited ${command.exitCode}, where a good wrapper launches and exits 0.`,
    closestMatch: [open?.error ? `${open.error.code}: ${open.error.message.slice(0, 300)}` : '', saidLast(command)]
      .filter((part) => part !== '')
      .join(' · '),
    fix: ['Find out why it failed: its output says more.'],
  });
}

/** Where a good wrapper launches nothing and says so, it exited 0. */
function hidden({ attempt, requests }: Seen, broken: readonly WrapperFinding[]): readonly WrapperFinding[] {
  if (broken.some(({ id }) => id === 'error-hidden' || id === 'launched-anyway')) return [];
  // The service was refused its jobs, and only who waits for the execution is told so.
  const open = unresolved(requests);
  if (open.length > 0 && open.every(({ launchedBy }) => launchedBy)) return [];
  // Nothing runs of what was only defined.
  const created = requests.filter(({ status, at }) => status === 'created' && at === '');
  if (created.length === 0 && requests.some(({ status }) => status === 'created')) return [];
  const did = created.length > 0 ? `launched ${created.map(titleOf).join(', ')}` : 'launched nothing';
  return [
    found({
      id: 'exit-code',
      text: `It ${did} and exited 0, where a good wrapper refuses: ${attempt.situation.reason}`,
      closestMatch: saidLast(attempt.command),
      fix: [
        created.length > 0
          ? 'If that is right for this wrapper, expect it to launch in this situation.'
          : 'Exit with a non-zero code when a job was not launched.',
      ],
    }),
  ];
}

function silent({ command }: Attempt): readonly WrapperFinding[] {
  if (lastLine(command) !== '') return [];
  return [
    found({
      id: 'nothing-said',
      text: `It exited ${command.exitCode} and printed nothing, so nobody learns why there is no job.`,
      fix: ['Print the error before it exits.'],
    }),
  ];
}
