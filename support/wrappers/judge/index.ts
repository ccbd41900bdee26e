import { markOf, worst } from '../../findings/answer.ts';
import type { WrapperFinding } from '../../findings/finding.ts';
import type { Attempt, WrapperVerdict } from '../types.ts';
import { answersOf } from './answers.ts';
import { children } from './children.ts';
import { command } from './command.ts';
import { didOf } from './did.ts';
import { egress } from './egress.ts';
import { ending } from './ending.ts';
import { errorHidden, gaveUp, weakerTry } from './errors.ts';
import { flag, harmlessFalse } from './flag.ts';
import { launchedAnyway } from './launched-anyway.ts';
import { network } from './network.ts';
import { notRun } from './not-run.ts';
import { nothingAsked, notStarted, unreadDefinition } from './nothing-asked.ts';
import { otherKinds } from './other-kinds.ts';
import { region } from './region.ts';
import { requestsOf } from './requests.ts';
import { rules } from './rules.ts';
import type { Check, Seen } from './seen.ts';
import { sentJobs } from './sent.ts';
import { shape } from './shape.ts';
import { undecided } from './undecided.ts';

export { describeWrapperVerdict } from './describe.ts';

/** Everything that is looked for, in the order that findings are given. */
const CHECKS: readonly Check[] = [
  nothingAsked,
  unreadDefinition,
  notStarted,
  notRun,
  flag,
  harmlessFalse,
  network,
  region,
  children,
  launchedAnyway,
  weakerTry,
  errorHidden,
  gaveUp,
  rules,
  shape,
  command,
  egress,
  undecided,
  otherKinds,
];

/** Judges an attempt by what was sent on the wire, by how the command ended, and by nothing else. Pure. */
export function judgeAttempt(attempt: Attempt): WrapperVerdict {
  const requests = requestsOf(attempt);
  const seen: Seen = { attempt, requests };
  const first = CHECKS.flatMap((check) => check(seen));
  const all = distinct([...first, ...ending(seen, first)]);
  return verdictFrom(seen, all);
}

/** The verdict of an attempt that has these findings, whoever found them. */
function verdictFrom(seen: Seen, all: readonly WrapperFinding[]): WrapperVerdict {
  const { attempt, requests } = seen;
  const answers = answersOf(seen, all);
  const answer = worst(answers);
  const failed = all.some(({ outcome }) => outcome === 'broken') || markOf(answer) === '✗';
  return {
    wrapper: attempt.wrapper,
    situation: attempt.situation.id,
    expectation: attempt.situation.expectation,
    answer,
    answers,
    outcome: failed ? 'failed' : markOf(answer) === '?' ? 'not shown' : 'passed',
    did: didOf(seen),
    sent: sentJobs(requests, attempt.given),
    findings: FINDINGS_FIRST.flatMap((first) => all.filter(({ outcome }) => outcome === first)),
  };
}

const FINDINGS_FIRST: readonly WrapperFinding['outcome'][] = ['broken', 'not shown', 'advice'];

/** A request that was tried several times is found the same several times. */
function distinct(findings: readonly WrapperFinding[]): readonly WrapperFinding[] {
  const told = new Map<string, WrapperFinding>();
  for (const one of findings) {
    const key = JSON.stringify([one.id, one.operation, one.job, one.member, one.text]);
    if (!told.has(key)) told.set(key, one);
  }
  return [...told.values()];
}
