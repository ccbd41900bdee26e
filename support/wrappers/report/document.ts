import { relative, sep } from 'node:path';
import type { JournalEntry } from '../../gateway/journal.ts';
import { version } from '../../package.ts';
import type { Verdict } from '../../rules/types.ts';
import { withoutSecrets } from '../../text/callers-secrets.ts';
import type { BaselineResult } from '../baselines/types.ts';
import { type Isolation, inForce } from '../isolation/types.ts';
import type { Attempt, Exception, Given, Situation, WrapperVerdict } from '../types.ts';
import {
  answerOfAttempt,
  type CheckedAttempt,
  type CheckResult,
  exitCodeOf,
  isolationsOf,
  type Standing,
  standingOf,
} from './result.ts';

/** Grows by one whenever a member changes its meaning or goes; members may be added without. */
export const SCHEMA_VERSION = 2;

/** What `check` writes as JSON: all that is known of every attempt, for pages and programs. */
export interface CheckDocument {
  readonly schema: 'train-encrypt/check';
  readonly schemaVersion: number;
  readonly tool: { readonly name: 'train-encrypt'; readonly version: string };
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly engine: CheckResult['engine'];
  readonly rules: { readonly mode: CheckResult['rules']; readonly strict: boolean };
  /** From the working folder, with slashes. Absent when a command was given on the command line. */
  readonly config?: string;
  /** The weakest that was in force. Absent where nothing was tried. Attempts have their own. */
  readonly isolation?: { readonly inForce: ReturnType<typeof inForce> } & Isolation;
  readonly exitCode: number;
  readonly interrupted: boolean;
  readonly planned: number;
  /** `2/3`: the second of three parts. Absent when it is whole. */
  readonly shard?: string;
  readonly attempts: readonly AttemptDocument[];
  /** Situations that the configuration leaves out, and why. */
  readonly leftOut?: CheckResult['leftOut'];
  /** Exceptions that nothing called for. */
  readonly unmatchedExceptions: readonly Exception[];
}

export interface AttemptDocument {
  readonly wrapper: string;
  readonly situation: Omit<Situation, 'prepare'>;
  readonly standing: Standing;
  /** The worst answer of its jobs, and what decided it. */
  readonly answer: WrapperVerdict['answer'];
  readonly answers: WrapperVerdict['answers'];
  readonly did: string;
  readonly sent: WrapperVerdict['sent'];
  readonly findings: WrapperVerdict['findings'];
  readonly given: Given;
  readonly account: string;
  readonly region?: string;
  readonly command: Attempt['command'];
  readonly egress: Attempt['egress'];
  readonly isolation: Attempt['isolation'];
  /** Every job, definition and schedule that exists at the end, with its request and what was found about it. */
  readonly jobs: Attempt['jobs'];
  /** Every call, without what was sent and answered. */
  readonly calls: readonly CallDocument[];
  /** The command as it was configured, with its placeholders. */
  readonly configured?: readonly string[];
  /** Names of the variables that the configuration adds. Their values may be secrets. */
  readonly environment?: readonly string[];
  /** What asked for something, as it went over the wire: the first ones. */
  readonly requests?: readonly RequestDocument[];
  /** What was found about each job, with its network as it was then: the first ones. */
  readonly verdicts?: readonly VerdictDocument[];
  /** Its file from the working folder, with slashes. */
  readonly baseline?: BaselineResult;
}

export interface CallDocument {
  /** ISO 8601. */
  readonly time: string;
  readonly service: string;
  readonly operation?: string;
  readonly status: number;
  readonly durationMs: number;
  readonly error?: { readonly code: string; readonly message: string };
  /** The faults that struck it, in words. */
  readonly faults?: readonly string[];
}

export interface RequestDocument {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly input: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface VerdictDocument extends Omit<Verdict, 'refusals'> {
  readonly refused: boolean;
}

/** Of requests and of verdicts: a command that asks without end must not fill the disk. */
const MOST = 40;

/** @param folder the working folder, absolute: paths start from it */
export function documentOf(result: CheckResult, folder: string): CheckDocument {
  const { startedAt, durationMs, engine, rules, strict, configFile, interrupted, planned } = result;
  const [isolation] = isolationsOf(result);
  return {
    schema: 'train-encrypt/check',
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'train-encrypt', version },
    startedAt: startedAt.toISOString(),
    durationMs,
    engine,
    rules: { mode: rules, strict },
    ...(configFile !== undefined && { config: pathFrom(folder, configFile) }),
    ...(isolation !== undefined && { isolation: { inForce: inForce(isolation), ...isolation } }),
    exitCode: exitCodeOf(result),
    interrupted,
    planned,
    ...(result.shard !== undefined && { shard: result.shard }),
    attempts: result.attempts.map((checked) => attemptOf(checked, folder)),
    ...(result.leftOut !== undefined && result.leftOut.length > 0 && { leftOut: result.leftOut }),
    unmatchedExceptions: result.unmatched,
  };
}

function attemptOf(checked: CheckedAttempt, folder: string): AttemptDocument {
  const { attempt, verdict, baseline } = checked;
  const { id, title, expectation, reason, shape } = attempt.situation;
  const { wrapper, did, sent, findings } = verdict;
  const { given, account, region, command, egress, isolation, jobs } = attempt;
  return {
    wrapper,
    situation: { id, title, expectation, reason, shape },
    standing: standingOf(checked),
    answer: answeredOf(checked),
    answers: checked.verdict.answers,
    did,
    sent,
    findings,
    given,
    account,
    ...(region !== undefined && { region }),
    command,
    egress,
    isolation,
    jobs,
    calls: attempt.calls.map(({ time, service, operation, status, durationMs, error, faults }) => ({
      time,
      service,
      ...(operation !== undefined && { operation }),
      status,
      durationMs,
      ...(error !== undefined && { error }),
      ...(faults !== undefined && { faults: faults.map(({ text }) => text) }),
    })),
    configured: withoutSecrets(checked.planned.command),
    environment: Object.keys(checked.planned.env).toSorted(),
    requests: attempt.calls.filter(asks).slice(0, MOST).map(requestOf),
    verdicts: attempt.verdicts.slice(0, MOST).map(({ refusals, ...verdict }) => ({
      ...verdict,
      refused: refusals.length > 0,
    })),
    ...(baseline !== undefined && { baseline: { ...baseline, file: pathFrom(folder, baseline.file) } }),
  };
}

/** Whether a call asks for something, rather than looks. */
const asks = ({ service, operation = '' }: JournalEntry): boolean =>
  (service === 'sagemaker' || service === 'states') && !/^(Describe|List|Search|Get|Batch)/.test(operation);

const requestOf = ({ service, operation, status, input, error }: JournalEntry): RequestDocument => ({
  service,
  operation: operation ?? 'unknown',
  status,
  input: input ?? null,
  ...(error !== undefined && { error }),
});

/** As every surface prints it. */
function answeredOf(checked: CheckedAttempt): WrapperVerdict['answer'] {
  const { answer } = checked.verdict;
  const shown = answerOfAttempt(checked);
  return shown === answer.answer ? answer : { answer: shown, because: [checked.verdict.did] };
}

/** With slashes, as it reads on any machine. */
export const pathFrom = (folder: string, file: string): string => relative(folder, file).split(sep).join('/');
